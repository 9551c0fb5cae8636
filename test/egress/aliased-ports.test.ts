import { Duration } from 'cdk8s';
import { external, written } from './fixtures';
import { EgressGateway, MeshSettings, PortProtocol, RouteAction, RouteMatch, RoutePolicy, ServiceAlias, ServiceRoute, TlsOrigination } from '../../src';
import { expectFailure, newChart, withVersion } from '../service/fixtures';
import { find, ofKind, synth } from '../support/synth';

const { HTTP, HTTPS, TCP, MYSQL } = PortProtocol;
const destination = { host: 'api.example.com' };

/** The external service with an alias `pay` in the same chart. */
function aliased(props: Parameters<typeof external>[0] = {}) {
  const chart = newChart();
  const service = external(props, chart);
  const alias = new ServiceAlias(chart, 'pay', { target: service });
  return { chart, service, alias, spec: () => find(synth(chart), 'Service', 'pay').spec as any };
}

describe('an alias of an external service', () => {
  test('leads to its host; its callers see the entry', () => {
    const { chart, alias, spec } = aliased({ tls: TlsOrigination.simple() });
    withVersion(chart, 'cart', { calls: [alias] });
    expect(spec()).toEqual({ type: 'ExternalName', externalName: 'api.example.com', ports: [{ name: 'http', port: 80 }] });
    expect((find(synth(chart), 'Sidecar', 'cart').spec as any).egress[0].hosts).toEqual(['shop/api.example.com', 'shop/pay.shop.svc.cluster.local', 'istio-system/*']);
  });

  test('has its server see its own host, whichever name the caller used', () => {
    expect(written(aliased({ port: 80 }).chart, 'VirtualService').http).toEqual([{ name: 'payments', route: [{ destination }], rewrite: { authority: 'api.example.com' } }]);
  });

  test('may be one of several', () => {
    const { chart, service } = aliased({ port: 80 });
    new ServiceAlias(chart, 'pay-too', { target: service });
    expect(written(chart, 'VirtualService').http).toHaveLength(1);
  });

  test('keeps what its routes say: timeouts, answers of the proxy', () => {
    const { chart, service } = aliased({ port: 80 });
    new RoutePolicy(chart, 'patience', { service, timeout: Duration.seconds(2) });
    new ServiceRoute(chart, 'closed', { service, match: [RouteMatch.path().under('/admin')], action: RouteAction.respond(403) });
    const { http } = written(chart, 'VirtualService');
    expect(http[0]).toMatchObject({ name: 'closed', directResponse: { status: 403 } });
    expect(http[0]).not.toHaveProperty('rewrite');
    expect(http[1]).toEqual({ name: 'payments', route: [{ destination }], timeout: '2s', rewrite: { authority: 'api.example.com' } });
  });

  test('keeps a rewrite of the path, and the host that a rewrite names', () => {
    const { chart, service } = aliased({ port: 80 });
    const action = RouteAction.toService(withVersion(chart, 'stand-in'));
    new ServiceRoute(chart, 'moved', { service, match: [RouteMatch.path().exact('/a')], rewrite: { path: '/b' }, action });
    new ServiceRoute(chart, 'named', { service, match: [RouteMatch.path().exact('/c')], rewrite: { authority: 'c.example.com' }, action });
    const rewrites = written(chart, 'VirtualService').http.map((route: any) => route.rewrite);
    expect(rewrites).toEqual([{ uri: '/b', authority: 'api.example.com' }, { authority: 'c.example.com' }, { authority: 'api.example.com' }]);
  });

  test('leaves by its gateway under its own host, which lets callers of the alias through', () => {
    const { chart, service, alias } = aliased({ port: 80 });
    withVersion(chart, 'cart', { calls: [alias] });
    new EgressGateway(chart, 'egress').route(service);
    expect(written(chart, 'VirtualService').http[0]).toMatchObject({ route: [{ destination: { subset: 'payments' } }], rewrite: { authority: 'api.example.com' } });
    expect(written(chart, 'AuthorizationPolicy', 'egress').rules[0].from[0].source.principals).toEqual(['cluster.local/ns/shop/sa/cart']);
  });

  test('leaves out ports of TLS that the application speaks, for no certificate outside carries the name', () => {
    expect(aliased({ ports: [{ port: 80 }, { port: 443 }] }).spec().ports).toEqual([{ name: 'http', port: 80 }]);
  });

  test('has connections that are told by their address, and no route for them', () => {
    const { chart, spec } = aliased({ port: 9000, protocol: TCP, addresses: ['203.0.113.7'] });
    expect(spec().ports).toEqual([{ name: 'tcp-9000', port: 9000 }]);
    expect(ofKind(synth(chart), 'VirtualService')).toEqual([]);
  });
});

describe('an alias of an external service is refused', () => {
  const what = '[chart/pay] is an alias of \'chart/payments\', whose host';

  test('fails where the application speaks TLS', () => {
    expectFailure(() => aliased(), `${what} 'api.example.com' has no port that works by another name: at port 443 the application asks for the alias's name`, 'let the proxy speak TLS (tls)');
    expectFailure(() => aliased({ ports: [{ port: 8443, protocol: HTTPS }, { port: 443 }] }), 'port 8443', 'port 443');
  });

  test('fails where connections are told by an address that proxies make up for the host', () => {
    const chart = newChart();
    MeshSettings.set(chart, { dnsCapture: true });
    const target = external({ port: 3306, protocol: MYSQL }, chart);
    expectFailure(() => new ServiceAlias(chart, 'pay', { target }), what, 'connections to port 3306 are told by an address that proxies give the host, and not the alias; give addresses');
  });

  test('fails for a wildcard and for an address', () => {
    expectFailure(() => aliased({ host: '*.example.com', port: 80 }), `${what} '*.example.com' is many hosts`);
    expectFailure(() => aliased({ host: '203.0.113.7', port: 80, protocol: HTTP }), `${what} '203.0.113.7' is an address, and DNS leads an alias to a name`);
  });
});
