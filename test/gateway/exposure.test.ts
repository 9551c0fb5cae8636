import { Duration } from 'cdk8s';
import { ExposeProps, MeshGateway, PortProtocol, RouteAction, RouteMatch, ServiceRoute } from '../../src';
import { takenRoute } from '../support/evaluate';
import { addService, shop } from '../support/shop';
import { find, synth } from '../support/synth';

const PUBLIC = 'edge-shop.example.com';

function exposed(props: ExposeProps, route?: { match: RouteMatch; action?: RouteAction }) {
  const { chart, service, versions: [, v2] } = shop();
  if (route) {
    new ServiceRoute(chart, 'route', { service, match: [route.match], action: route.action ?? RouteAction.toVersion(v2) });
  }
  const edge = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com', 'www.example.com'] });
  edge.expose(service, props);
  const objects = () => synth(chart);
  return { chart, edge, service, objects, take: (path: string, headers = {}) => takenRoute(find(objects(), 'VirtualService', PUBLIC), { path, headers }) };
}

describe('an exposure', () => {
  test('takes its paths and what is below them, and nothing else', () => {
    const { take } = exposed({ paths: ['/cart', '/login/'] });
    expect(['/cart', '/cart/1', '/login', '/login/x', '/cartoon', '/'].map(path => take(path)?.route.name)).toEqual(['cart', 'cart', 'cart', 'cart', undefined, undefined]);
  });

  test('takes what meets its matches besides', () => {
    const { take } = exposed({ paths: ['/cart'], match: [RouteMatch.method('GET'), RouteMatch.header('x').present()] });
    expect([take('/cart'), take('/')].map(taken => taken?.route.name)).toEqual(['cart', undefined]);
    expect(find(exposed({ match: [RouteMatch.method('POST')] }).objects(), 'VirtualService', PUBLIC).spec).toMatchObject({ http: [{ match: [{ method: { exact: 'POST' } }] }] });
  });

  test('asks for its paths and those of the service\'s routes at once', () => {
    const { objects } = exposed({ paths: ['/shop', '/admin'] }, { match: RouteMatch.path().under('/shop/cart') });
    const { http } = find(objects(), 'VirtualService', PUBLIC).spec as any;
    expect(http.map(({ name, match }: any) => [name, match])).toEqual([
      ['route', [{ uri: { exact: '/shop/cart' } }, { uri: { prefix: '/shop/cart/' } }]],
      ['cart', [{ uri: { exact: '/shop' } }, { uri: { prefix: '/shop/' } }, { uri: { exact: '/admin' } }, { uri: { prefix: '/admin/' } }]],
    ]);
  });

  test('takes a prefix away, and translates the paths of the service\'s routes', () => {
    const { take } = exposed({ paths: ['/shop'], stripPrefix: true }, { match: RouteMatch.path().under('/cart') });
    expect(['/shop', '/shop/', '/shop/x', '/shop/cart', '/shop/cart/1', '/shop/cartoon', '/cart'].map(path => {
      const taken = take(path);
      return taken && [taken.route.name, taken.path];
    })).toEqual([
      ['cart', '/'], ['cart', '/'], ['cart', '/x'], ['route', '/cart'], ['route', '/cart/1'], ['cart', '/cartoon'], undefined,
    ]);
  });

  test('takes a prefix away from the paths of redirects and answers too, which have nothing to rewrite', () => {
    const { take } = exposed({ paths: ['/shop/'], stripPrefix: true }, { match: RouteMatch.path().exact('/old'), action: RouteAction.redirect({ path: '/shop/new' }) });
    expect(take('/shop/old')!.route).toEqual({ name: 'route', match: [{ uri: { exact: '/shop/old' } }], redirect: { uri: '/shop/new' } });
  });

  test('has settings of its own, and those of the service go before', () => {
    const { chart, service } = shop();
    new ServiceRoute(chart, 'basket', { service, match: [RouteMatch.path().under('/basket')], action: RouteAction.toVersion(service.versions[0]), timeout: Duration.seconds(1) });
    new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'] }).expose(service, { timeout: Duration.seconds(9), responseHeaders: { set: { 'x-edge': '1' } } });
    const { http } = find(synth(chart), 'VirtualService', PUBLIC).spec as any;
    const headers = { response: { set: { 'x-edge': '1' } } };
    expect(http.map(({ name, timeout, headers: changed }: any) => ({ name, timeout, headers: changed })))
      .toEqual([{ name: 'basket', timeout: '1s', headers }, { name: 'cart', timeout: '9s', headers }]);
  });

  test('is for some of the hosts, and may stand more than once', () => {
    const { edge, service, objects, take } = exposed({ hosts: ['shop.example.com'], paths: ['/a'] });
    edge.expose(service, { hosts: ['shop.example.com'], paths: ['/b'], stripPrefix: true });
    expect(take('/b/x')!.path).toBe('/x');
    expect(edge.exposedServices).toEqual([service]);
    expect(objects().filter(object => object.kind === 'VirtualService').map(object => object.metadata.name)).toEqual(['cart', PUBLIC]);
  });

  test('leads to the port that is named', () => {
    const { chart, service } = shop({ ports: [{ port: 80, name: 'http' }, { port: 9000, name: 'grpc', protocol: PortProtocol.GRPC }] });
    const edge = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'] });
    edge.expose(service, { paths: ['/rpc'], port: 9000 });
    edge.expose(service, { paths: ['/web'] });
    const { http } = find(synth(chart), 'VirtualService', PUBLIC).spec as any;
    expect(http.map((route: any) => route.route[0].destination.port.number)).toEqual([9000, 80]);
  });

  test.each<[string, ExposeProps, string]>([
    ['a host that the gateway does not serve', { hosts: ['x.example.com'] }, "[shop/edge] exposes 'shop/cart' under host 'x.example.com', which the gateway does not serve: use 'shop.example.com', 'www.example.com', or add the host to the gateway"],
    ['a path without slash', { paths: ['cart'] }, "[shop/edge/cart] path 'cart' does not begin with '/'"],
    ['a match that excludes the paths', { paths: ['/a'], match: [RouteMatch.path().under('/b')] }, '[shop/edge/cart] takes no request: its match excludes its paths ["/a"]; remove one of them'],
    ['a calling workload', { match: [RouteMatch.fromNamespace('audit')] }, '[shop/edge/cart] takes no request: its match asks for the calling workload, and who calls a gateway is none; ask for something else'],
    ['an empty list of hosts', { hosts: [] }, "[shop/edge] exposes 'shop/cart' under no host"],
    ['several prefixes to take away', { paths: ['/a', '/b'], stripPrefix: true }, '[shop/edge/cart] strips a prefix and has paths ["/a","/b"]: give just one path other than \'/\', or expose each on its own'],
    ['no prefix to take away', { stripPrefix: true }, '[shop/edge/cart] strips a prefix and has paths []'],
    ['all paths to take away', { paths: ['/'], stripPrefix: true }, '[shop/edge/cart] strips a prefix and has paths ["/"]'],
    ['a port that is not there', { port: 81 }, "[shop/edge/cart] needs an HTTP port 81 of 'shop/cart', which has 80 (http)"],
    ['a timeout of half a millisecond', { timeout: Duration.millis(0.5) }, '[shop/edge/cart] timeout of 0.5 ms is not allowed'],
  ])('fails for %s', (_, props, message) => {
    expect(() => exposed(props)).toThrow(message);
  });

  test('fails for the path that another service has, with both', () => {
    const { chart, edge } = exposed({ paths: ['/a'] });
    edge.expose(addService(chart, 'other').service, { paths: ['/a'] });
    expect(() => synth(chart)).toThrow(/host 'shop.example.com': 'shop\/edge\/other' claims path exact '\/a', .*, and so does 'shop\/edge\/cart'/);
  });

  test('fails for a regular expression of the service below a prefix that is taken away', () => {
    const { chart } = exposed({ paths: ['/shop'], stripPrefix: true }, { match: RouteMatch.path().regex('/[0-9]+') });
    expect(() => synth(chart)).toThrow(/host 'shop.example.com': 'shop\/edge\/cart' route 'cart': a path regex cannot be asked of a path that is rewritten on the way/);
  });
});
