import { Duration } from 'cdk8s';
import { CanaryRoute, MeshGateway, MeshService, PortProtocol, RouteAction, RouteMatch, RoutePolicy, ServiceRoute } from '../../src';
import { shares, takenRoute } from '../support/evaluate';
import { addService, httpOf, shop, shopChart, virtualServiceOf } from '../support/shop';
import { find, synth } from '../support/synth';

const HTTP_AND_TCP = { ports: [{ port: 80, name: 'http' }, { port: 90, name: 'tcp', protocol: PortProtocol.TCP }] };

describe('a timeout for one header over a canary 25/75 under a path of a gateway', () => {
  const { chart, service, versions: [stable, canary] } = shop();
  new CanaryRoute(chart, 'canary', { stable, canary, weight: 25 });
  new RoutePolicy(chart, 'patience', { service, match: [RouteMatch.header('x-slow').exact('yes')], timeout: Duration.seconds(30) });
  const edge = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'] });
  edge.expose(service, { paths: ['/cart'] });
  const route = (weight: number) => ({
    destination: { host: 'cart.shop.svc.cluster.local', subset: weight === 25 ? 'v2' : 'v1' }, weight,
  });

  test('has all three in the right place at the gateway', () => {
    expect(find(synth(chart), 'VirtualService', 'edge-shop.example.com').spec).toEqual({
      hosts: ['shop.example.com'],
      gateways: ['shop/edge'],
      http: [
        {
          name: 'canary+patience',
          match: [
            { uri: { exact: '/cart' }, headers: { 'x-slow': { exact: 'yes' } } },
            { uri: { prefix: '/cart/' }, headers: { 'x-slow': { exact: 'yes' } } },
          ],
          route: [route(25), route(75)],
          timeout: '30s',
        },
        { name: 'canary', match: [{ uri: { exact: '/cart' } }, { uri: { prefix: '/cart/' } }], route: [route(25), route(75)] },
      ],
    });
  });

  test('has the same split and timeout in the mesh, for all paths', () => {
    expect(find(synth(chart), 'VirtualService', 'cart').spec).toEqual({
      hosts: ['cart.shop.svc.cluster.local'],
      http: [
        { name: 'canary+patience', match: [{ headers: { 'x-slow': { exact: 'yes' } } }], route: [route(25), route(75)], timeout: '30s' },
        { name: 'canary', route: [route(25), route(75)] },
      ],
    });
  });
});

describe('a table', () => {
  test('sends what nothing claims to the first version, so that a second takes none unasked', () => {
    const { chart } = shop();
    expect(httpOf(chart)).toEqual([{ name: 'cart', route: [{ destination: { host: 'cart.shop.svc.cluster.local', subset: 'v1' } }] }]);
  });

  test('leads on by the other service\'s own routes, settings and port', () => {
    const { chart, service } = shop();
    const other = addService(chart, 'other', ['v1', 'v2'], { ports: [{ port: 8080, name: 'http' }, { port: 9090, name: 'grpc', protocol: PortProtocol.GRPC }] });
    new CanaryRoute(chart, 'other-canary', { stable: other.versions[0], canary: other.versions[1], weight: 10 });
    new RoutePolicy(chart, 'other-limit', { service: other.service, timeout: Duration.seconds(2), ports: [9090] });
    new ServiceRoute(chart, 'rest', { service, match: [RouteMatch.path().under('/other')], action: RouteAction.toService(other.service) });
    new ServiceRoute(chart, 'rpc', {
      service, match: [RouteMatch.path().under('/rpc')], action: RouteAction.toService(other.service, 9090), timeout: Duration.seconds(9),
    });
    const virtualService = virtualServiceOf(chart);
    const [rest, rpc] = ['/other/a', '/rpc/a'].map(path => takenRoute(virtualService, { path })!.route);
    expect(shares(rest)).toEqual({ v1: 90, v2: 10 });
    expect(rest.route[0].destination).toEqual({ host: 'other.shop.svc.cluster.local', subset: 'v2', port: { number: 8080 } });
    expect(rest.timeout).toBeUndefined();
    expect(rpc).toMatchObject({ timeout: '2s', route: [{ destination: { port: { number: 9090 } }, weight: 10 }, { weight: 90 }] });
  });

  test('leads to a service of another team, which has no routes here', () => {
    const { chart, service } = shop();
    const foreign = MeshService.fromServiceAttributes(chart, 'foreign', { serviceName: 'search', namespace: 'team-b', ports: [{ port: 80 }] });
    new ServiceRoute(chart, 'onwards', { service, match: [RouteMatch.path().under('/search')], action: RouteAction.toService(foreign) });
    expect(httpOf(chart)[0]).toMatchObject({ name: 'search', route: [{ destination: { host: 'search.team-b.svc.cluster.local' } }] });
  });

  test('leaves out routes that other requests take before, where a context narrows them', () => {
    const { chart, service, versions: [, v2] } = shop();
    const edge = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'] });
    edge.expose(service);
    new ServiceRoute(chart, 'outside', { service, match: [RouteMatch.throughGateway(edge)], action: RouteAction.toVersion(v2) });
    const objects = synth(chart);
    expect((find(objects, 'VirtualService', 'edge-shop.example.com').spec as any).http.map((route: any) => route.name)).toEqual(['outside']);
    expect((find(objects, 'VirtualService', 'cart').spec as any).http.map((route: any) => route.name)).toEqual(['cart']);
  });

  test('fails for services that route to each other in a circle, with the way', () => {
    const chart = shopChart();
    const [a, b] = ['a', 'b'].map(name => addService(chart, name).service);
    new ServiceRoute(chart, 'there', { service: a, match: [RouteMatch.path().under('/b')], action: RouteAction.toService(b) });
    new ServiceRoute(chart, 'back', { service: b, match: [RouteMatch.path().under('/b/a')], action: RouteAction.toService(a) });
    expect(() => synth(chart)).toThrow(/'shop\/back': route 'back': services route to each other in a circle \('shop\/a' -> 'shop\/b' -> 'shop\/a'\): let one of them end in a version/);
  });

  test('fails where a request would have to meet what Istio cannot ask together', () => {
    const { chart, service, versions: [, v2] } = shop();
    new ServiceRoute(chart, 'images', { service, match: [RouteMatch.path().regex('.*\\.png')], action: RouteAction.toVersion(v2) });
    new RoutePolicy(chart, 'static', { service, match: [RouteMatch.path().under('/static')], timeout: Duration.seconds(1) });
    expect(() => synth(chart)).toThrow(/'shop\/images': route 'images': Istio cannot ask for two conditions on one property, here path regex '.*\\.png' and path prefix '\/static\/': use exact or prefix in one of them/);
  });
});

describe('a service with several ports', () => {
  test('names the port of each destination, and asks for it where several speak HTTP', () => {
    const { chart, versions: [, v2], service } = shop({ ports: [{ port: 80, name: 'http' }, { port: 81, name: 'http-admin' }] });
    new ServiceRoute(chart, 'admin', { service, ports: [81], match: [RouteMatch.path().under('/admin')], action: RouteAction.toVersion(v2) });
    const host = 'cart.shop.svc.cluster.local';
    expect(httpOf(chart)).toEqual([
      { name: 'cart', match: [{ port: 80 }], route: [{ destination: { host, subset: 'v1', port: { number: 80 } } }] },
      {
        name: 'admin',
        match: [{ port: 81, uri: { exact: '/admin' } }, { port: 81, uri: { prefix: '/admin/' } }],
        route: [{ destination: { host, subset: 'v2', port: { number: 81 } } }],
      },
      { name: 'cart', match: [{ port: 81 }], route: [{ destination: { host, subset: 'v1', port: { number: 81 } } }] },
    ]);
  });

  test('carries connections by the same split, without what only requests have', () => {
    const { chart, service, versions: [stable, canary] } = shop(HTTP_AND_TCP);
    new CanaryRoute(chart, 'canary', { stable, canary, weight: 30, match: [RouteMatch.header('x').present()], sticky: {} });
    new RoutePolicy(chart, 'limit', { service, timeout: Duration.seconds(1) });
    const destination = (subset: string, weight: number) => ({ destination: { host: 'cart.shop.svc.cluster.local', subset, port: { number: 90 } }, weight });
    expect((virtualServiceOf(chart).spec as any).tcp).toEqual([{ match: [{ port: 90 }], route: [destination('v2', 30), destination('v1', 70)] }]);
  });

  test('fails for a port that it lacks', () => {
    const { chart, service, versions: [v1] } = shop(HTTP_AND_TCP);
    expect(() => new ServiceRoute(chart, 'x', { service, ports: [82], action: RouteAction.toVersion(v1) })).toThrow("[shop/x] port 82 is none of 'shop/cart': use one of 80, 90");
  });
});

describe('connections', () => {
  test('are routed by who calls, and otherwise by the split', () => {
    const { chart, service, versions: [v1, v2] } = shop({ port: 5432, protocol: PortProtocol.TCP });
    const caller = addService(chart, 'reports', ['v1']).service;
    new ServiceRoute(chart, 'reports-db', { service, match: [RouteMatch.from(caller), RouteMatch.fromNamespace('audit')], action: RouteAction.toVersion(v2) });
    new ServiceRoute(chart, 'split', { service, action: RouteAction.split({ version: v1, weight: 90 }, { version: v2, weight: 10 }) });
    const destination = (subset: string, weight?: number) => ({ destination: { host: 'cart.shop.svc.cluster.local', subset }, weight });
    expect(virtualServiceOf(chart).spec).toEqual({
      hosts: ['cart.shop.svc.cluster.local'],
      tcp: [
        { match: [{ sourceLabels: { app: 'reports' }, sourceNamespace: 'shop' }, { sourceNamespace: 'audit' }], route: [destination('v2')] },
        { route: [destination('v1', 90), destination('v2', 10)] },
      ],
    });
  });

  test('of TLS ask for the server names', () => {
    const { chart, versions: [stable, canary] } = shop({ ports: [{ port: 443, protocol: PortProtocol.TLS, sniHosts: ['cart.example.com'] }] });
    new CanaryRoute(chart, 'canary', { stable, canary, weight: 5 });
    const hosts = ['cart.shop.svc.cluster.local', 'cart.shop.svc', 'cart.shop', 'cart', 'cart.example.com'];
    expect(virtualServiceOf(chart).spec).toMatchObject({ hosts, tls: [{ match: [{ sniHosts: hosts }], route: [{ weight: 5 }, { weight: 95 }] }] });
  });

  test('do not repeat a match that another takes before', () => {
    const { chart, service, versions: [v1, v2] } = shop({ port: 5432, protocol: PortProtocol.TCP });
    new ServiceRoute(chart, 'all', { service, action: RouteAction.toVersion(v2) });
    new ServiceRoute(chart, 'audit', { service, match: [RouteMatch.fromNamespace('audit')], action: RouteAction.toVersion(v1) });
    expect((virtualServiceOf(chart).spec as any).tcp).toHaveLength(2);
  });

  test.each<[string, RouteMatch]>([
    ['header', RouteMatch.header('x').present()],
    ['path', RouteMatch.path().under('/a')],
    ['method', RouteMatch.method('GET')],
    ['cookie', RouteMatch.cookie('x').exact('1')],
  ])('fails for a match by %s, with the port and what it speaks', (_, match) => {
    const { chart, service, versions: [v1] } = shop({ port: 5432, protocol: PortProtocol.MYSQL });
    expect(() => new ServiceRoute(chart, 'x', { service, match: [match], action: RouteAction.toVersion(v1) }))
      .toThrow("[shop/x] needs HTTP requests, and of 'shop/cart' port 5432 speaks mysql: give the port another protocol, or leave out what only HTTP has");
  });

  test.each<[string, RouteAction]>([
    ['a redirect', RouteAction.redirect({ path: '/' })],
    ['an answer', RouteAction.respond(503)],
  ])('fails for %s', (_, action) => {
    const { chart, service } = shop({ port: 443, protocol: PortProtocol.HTTPS });
    expect(() => new ServiceRoute(chart, 'x', { service, action })).toThrow(/\[shop\/x\] needs HTTP requests, and of 'shop\/cart' port 443 speaks https/);
  });
});
