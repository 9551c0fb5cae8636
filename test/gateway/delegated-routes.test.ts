import { App, Chart, Duration } from 'cdk8s';
import fc from 'fast-check';
import {
  BlueGreenService, CanaryRoute, Colour, DelegatedRoutes, DelegatedRoutesProps, ExposeProps, GatewayTls, MeshGateway, MeshService, Preview,
  RouteAction, RouteMatch, ServiceRoute, Visibility,
} from '../../src';
import { expectFailure, IMAGE } from '../service/fixtures';
import { withDelegates } from '../support/delegation';
import { takenRoute } from '../support/evaluate';
import { find, ofKind, synth } from '../support/synth';

const HOST = 'shop.example.com';
const ROOT = `edge-${HOST}`;

/** A gateway of the platform's, and services of teams, each in a namespace of its own. */
function shop(hosts = [HOST]) {
  const app = new App();
  const chart = (namespace: string) => app.node.tryFindChild(namespace) as Chart ?? new Chart(app, namespace, { namespace });
  const service = (namespace: string) => {
    const made = new MeshService(chart(namespace), 'app', { name: namespace, port: 80 });
    made.addVersion('v1', { image: IMAGE });
    return made;
  };
  const edge = new MeshGateway(chart('platform'), 'edge', { hosts });
  const delegate = (namespace: string, props: Partial<DelegatedRoutesProps> = {}) =>
    new DelegatedRoutes(chart(namespace), 'routes', { gateway: edge, paths: [`/${namespace}`], ...props });
  return { app, chart, edge, service, delegate };
}

describe('delegated routes', () => {
  test('are a VirtualService of the team\'s, to which the gateway\'s leads', () => {
    const { app, edge, service, delegate } = shop();
    edge.expose(service('web'));
    const cart = delegate('cart');
    cart.expose(service('cart'));
    const objects = synth(app);
    expect(find(objects, 'VirtualService', ROOT).spec).toEqual({
      hosts: [HOST],
      gateways: ['platform/edge'],
      http: [
        { name: 'routes', match: [{ uri: { exact: '/cart' } }, { uri: { prefix: '/cart/' } }], delegate: { name: 'routes', namespace: 'cart' } },
        { name: 'web', route: [{ destination: { host: 'web.web.svc.cluster.local', subset: 'v1' } }] },
      ],
    });
    expect(find(objects, 'VirtualService', 'routes')).toMatchObject({ metadata: { namespace: 'cart' } });
    expect(find(objects, 'VirtualService', 'routes').spec).toEqual({
      exportTo: ['platform'],
      http: [{ name: 'cart', match: [{ uri: { exact: '/cart' } }, { uri: { prefix: '/cart/' } }], route: [{ destination: { host: 'cart.cart.svc.cluster.local', subset: 'v1' } }] }],
    });
    expect(cart.exposedServices.map(one => one.serviceName)).toEqual(['cart']);
    expect(cart.virtualService.name).toBe('routes');
  });

  test('do not change the gateway\'s when they change', () => {
    const rootOf = (props: ExposeProps) => {
      const { app, service, delegate } = shop();
      const cart = service('cart');
      delegate('cart').expose(cart, props);
      new CanaryRoute(cart, 'canary', { stable: cart.versions[0], canary: cart.addVersion('v2', { image: IMAGE }), weight: 5 });
      const objects = synth(app);
      expect(JSON.stringify(find(objects, 'VirtualService', 'routes').spec)).toContain('"weight":5');
      return find(objects, 'VirtualService', ROOT);
    };
    expect(rootOf({ paths: ['/cart/items'], stripPrefix: true, timeout: Duration.seconds(3) })).toEqual(rootOf({}));
  });

  test('lead requests where the gateway itself would, whatever the team does with its paths', () => {
    const path = fc.array(fc.constantFrom('cart', 'items', 'a', 'cartoon'), { maxLength: 3 }).map(parts => `/${parts.join('/')}`);
    const inside = fc.array(fc.constantFrom('items', 'a'), { maxLength: 2 }).map(parts => ['/cart', ...parts].join('/'));
    fc.assert(fc.property(inside, path, fc.boolean(), fc.array(path, { minLength: 1, maxLength: 8 }), (exposed, routed, stripped, asked) => {
      const built = (delegated: boolean) => {
        const { app, edge, service, delegate } = shop();
        edge.expose(service('web'));
        const cart = service('cart');
        const v2 = cart.addVersion('v2', { image: IMAGE });
        new ServiceRoute(cart, 'route', { service: cart, match: [RouteMatch.path().under(routed), RouteMatch.header('x').exact('y')], action: RouteAction.toVersion(v2) });
        const props = { paths: [exposed], stripPrefix: stripped };
        (delegated ? delegate('cart') : edge).expose(cart, props);
        const objects = synth(app);
        const table = delegated ? withDelegates(objects, ROOT) : find(objects, 'VirtualService', ROOT);
        return asked.flatMap(one => ([{}, { x: 'y' }] as { [name: string]: string }[]).map(headers => {
          const taken = takenRoute(table, { path: one, headers });
          return [taken?.path, taken?.route.route];
        }));
      };
      expect(built(true)).toEqual(built(false));
    }), { numRuns: 25 });
  });

  test('may be nested, the longer path first', () => {
    const { app, service, delegate } = shop();
    delegate('shop', { paths: ['/'] }).expose(service('shop'));
    delegate('cart', { paths: ['/cart'] }).expose(service('cart'));
    delegate('items', { paths: ['/cart/items'] }).expose(service('items'));
    const table = withDelegates(synth(app), ROOT);
    expect(['/x', '/cart/x', '/cart/items/x'].map(path => takenRoute(table, { path })?.route.name)).toEqual(['routes-shop', 'routes-cart', 'routes-items']);
  });

  test('hold for all of their hosts; what is for one of them asks for it', () => {
    const other = 'idle.example.com';
    const { app, chart, delegate } = shop([HOST, other]);
    const cart = new BlueGreenService(chart('cart'), 'cart', { port: 80, blue: { image: IMAGE }, green: { image: IMAGE }, live: Colour.BLUE, preview: Preview.host(other) });
    delegate('cart').expose(cart);
    const objects = synth(app);
    for (const host of [HOST, other]) {
      const table = withDelegates(objects, `edge-${host}`);
      const weights = takenRoute(table, { path: '/cart', authority: host })?.route.route.map((to: any) => to.weight);
      expect(weights).toEqual(host === other ? [0, 100] : [100, 0]);
    }
  });

  test('may be for one host of several', () => {
    const { app, delegate, service } = shop([HOST, 'www.example.com']);
    delegate('cart', { hosts: [HOST] }).expose(service('cart'));
    expect(ofKind(synth(app), 'VirtualService').map(({ metadata }) => metadata.name).sort()).toEqual([ROOT, 'routes']);
  });

  test('are visible to the gateway\'s namespace alone, which may be their own', () => {
    const { app, delegate, service } = shop();
    delegate('platform', { name: 'ours' }).expose(service('platform'));
    expect(find(synth(app), 'VirtualService', 'ours').spec.exportTo).toEqual(['.']);
  });

  test('use services that show themselves to callers', () => {
    const { app, chart, delegate } = shop();
    const cart = new MeshService(chart('cart'), 'cart', { port: 80, visibility: Visibility.toCallers() });
    cart.addVersion('v1', { image: IMAGE });
    delegate('cart').expose(cart);
    expect(find(synth(app), 'DestinationRule', 'cart').spec.exportTo).toEqual(['.', 'istio-system']);
  });

  test('may have their gateway, or the gateway its delegate, in another app', () => {
    const { app, chart, service, edge } = shop();
    const theirs = MeshGateway.fromGatewayAttributes(chart('cart'), 'theirs', { gatewayName: 'other', namespace: 'gateways', hosts: ['a.example.com'] });
    new DelegatedRoutes(chart('cart'), 'routes', { gateway: theirs, paths: ['/cart'] }).expose(service('cart'));
    edge.delegate({ virtualServiceName: 'orders-routes', namespace: 'orders', paths: ['/orders'] });
    edge.delegate({ virtualServiceName: 'all-routes', namespace: 'all', paths: ['/'] });
    edge.delegate({ virtualServiceName: 'open-routes', namespace: 'orders', paths: ['/orders/open/'] });
    const objects = synth(app);
    expect(ofKind(objects, 'VirtualService').map(({ metadata }) => metadata.name).sort()).toEqual([ROOT, 'routes']);
    expect(find(objects, 'VirtualService', 'routes').spec.exportTo).toBeUndefined();
    const { http } = find(objects, 'VirtualService', ROOT).spec;
    expect(http.map(({ delegate }: any) => `${delegate.namespace}/${delegate.name}`)).toEqual(['orders/open-routes', 'orders/orders-routes', 'all/all-routes']);
    expect(http[0].match).toEqual([{ uri: { exact: '/orders/open' } }, { uri: { prefix: '/orders/open/' } }]);
    expect(http[2].match).toBeUndefined();
  });
});

describe('bad delegation', () => {
  test('fails: a path outside', () => {
    const { delegate, service } = shop();
    const routes = delegate('cart');
    for (const path of ['/', '/cartoon', '/car', '/other']) {
      expectFailure(() => routes.expose(service(`a${path.length}`), { paths: [path] }), `is exposed under '${path}', and delegated are '/cart'`, 'delegate this one too');
    }
  });

  test('fails: hosts of its own', () => {
    const { delegate, service } = shop();
    expectFailure(() => delegate('cart').expose(service('cart'), { hosts: [HOST] }), '[cart/routes/cart] is exposed under hosts of its own', 'leave hosts out');
  });

  test('fails: the same path twice', () => {
    const { app, delegate, service } = shop();
    delegate('cart').expose(service('cart'));
    delegate('basket', { paths: ['/cart'] }).expose(service('basket'));
    expectFailure(() => synth(app), '[platform/edge] host \'shop.example.com\': \'basket/routes\' claims path exact \'/cart\'', 'and so does \'cart/routes\'');
  });

  test('fails: no routes, no paths, no hosts, or a host of another', () => {
    const { app, edge, delegate } = shop();
    delegate('cart');
    expectFailure(() => synth(app), '[cart/routes] has no route, which Istio refuses', 'expose a service here');
    expectFailure(() => delegate('a', { paths: [] }), '[a/routes] is delegated no path');
    expectFailure(() => delegate('b', { hosts: [] }), '[platform/edge] delegates to VirtualService \'b/routes\' under no host');
    expectFailure(() => delegate('c', { hosts: ['x.example.com'] }), 'under host \'x.example.com\', which the gateway does not serve');
    expectFailure(() => delegate('d', { paths: ['cart'] }), '[d/routes] ', '\'cart\'');
    expectFailure(() => edge.delegate({ virtualServiceName: 'A', namespace: 'x', paths: ['/'] }), '[platform/edge] virtualServiceName \'A\'');
    expectFailure(() => edge.delegate({ virtualServiceName: 'a', namespace: 'x.y', paths: ['/'] }), '[platform/edge] namespace \'x.y\'');
  });

  test('fails: a host whose TLS passes through', () => {
    const { edge, delegate } = shop();
    edge.addHosts(['vault.example.com'], { tls: GatewayTls.passthrough() });
    expectFailure(() => delegate('cart', { hosts: ['vault.example.com'] }), '[cart/routes] is delegated host \'vault.example.com\', whose TLS passes through');
  });

  test('fails: a service\'s regular expression that Istio would drop below a prefix', () => {
    const { app, delegate, service } = shop();
    const cart = service('cart');
    new ServiceRoute(cart, 'regex', { service: cart, match: [RouteMatch.path().regex('/cart/[0-9]+')], action: RouteAction.toVersion(cart.versions[0]) });
    delegate('cart').expose(cart);
    expectFailure(() => synth(app), '[cart/routes] \'cart/routes/cart\'');
  });
});
