import { Chart } from 'cdk8s';
import { BlueGreenService, CanaryRoute, Colour, GatewayTls, MeshGateway, PortProtocol, RouteAction, RouteMatch, ServiceRoute, Suspend, SuspendProps } from '../../src';
import { expectFailure, IMAGE } from '../service/fixtures';
import { Request, shares, takenRoute } from '../support/evaluate';
import { Manifest } from '../support/schema';
import { addService, httpOf, shop, shopChart } from '../support/shop';
import { find, synth } from '../support/synth';

const HOST = 'shop.example.com';

/** A canary with everything that leads somewhere else, exposed at an edge. */
function busy(props: (at: ReturnType<typeof shop> & { edge: MeshGateway }) => SuspendProps | undefined) {
  const at = shop();
  const { chart, service, versions: [v1, v2] } = at;
  new CanaryRoute(chart, 'trial', { stable: v1, canary: v2, weight: 25, match: [RouteMatch.header('x').exact('1')], sticky: { name: 'held' }, order: 1 });
  new ServiceRoute(chart, 'admin', { service, match: [RouteMatch.path().under('/admin')], action: RouteAction.toVersion(v1) });
  const edge = new MeshGateway(chart, 'edge', { hosts: [HOST, 'www.example.com'] });
  edge.expose(service);
  const given = props({ ...at, edge });
  if (given) {
    new Suspend(chart, 'pause', given);
  }
  return { ...at, edge, objects: synth(chart) };
}

const REQUESTS: Request[] = [
  { path: '/' }, { path: '/', headers: { x: '1' } }, { path: '/admin/x' }, { path: '/', headers: { cookie: 'held=v2' } }, { path: '/', headers: { cookie: 'held=v1' } },
];
/** What becomes of each of the requests: a status, or the shares. */
const outcomes = (virtualService: Manifest) => REQUESTS.map(request => {
  const route = takenRoute(virtualService, request)!.route;
  return route.directResponse?.status ?? shares(route);
});
const inMesh = (objects: readonly Manifest[]) => outcomes(find(objects, 'VirtualService', 'cart'));
const atEdge = (objects: readonly Manifest[], host = HOST) => outcomes(find(objects, 'VirtualService', `edge-${host}`));
const USUAL = [{ v2: 25, v1: 75 }, { v2: 100, v1: 0 }, { v1: 100 }, { v2: 100, v1: 0 }, { v2: 0, v1: 100 }];

test('a service: every route gives way, in the mesh and at the edge, and only routes differ', () => {
  const { objects, service } = busy(at => ({ service: at.service }));
  expect([inMesh(objects), atEdge(objects)]).toEqual([Array(5).fill(503), Array(5).fill(503)]);
  expect(find(objects, 'VirtualService', 'cart').spec.http).toEqual([{ name: 'pause', directResponse: { status: 503, body: { string: 'cart is suspended\n' } } }]);
  const usual = busy(() => undefined).objects;
  expect([inMesh(usual), atEdge(usual)]).toEqual([USUAL, USUAL]);
  const others = (all: readonly Manifest[]) => all.filter(({ kind }) => kind !== 'VirtualService');
  expect(others(objects)).toEqual(others(usual));
  expect(service.virtualService).toBeDefined();
});

test('a version: its share and those who hold its cookie go to the other, and what it gets alone is answered', () => {
  const { objects } = busy(({ versions: [, version] }) => ({ version }));
  const expected = [{ v2: 0, v1: 100 }, 503, { v1: 100 }, { v2: 0, v1: 100 }, { v2: 0, v1: 100 }];
  expect([inMesh(objects), atEdge(objects)]).toEqual([expected, expected]);
});

test('a version for which another stands in', () => {
  const { objects } = busy(({ versions: [v1, v2] }) => ({ version: v2, instead: RouteAction.toVersion(v1) }));
  expect(inMesh(objects)).toEqual([{ v2: 0, v1: 100 }, { v1: 100 }, { v1: 100 }, { v2: 0, v1: 100 }, { v2: 0, v1: 100 }]);
});

test('a host of the gateway, and the mesh and other hosts go on', () => {
  const { objects } = busy(({ edge }) => ({ gateway: edge, hosts: [HOST] }));
  expect([inMesh(objects), atEdge(objects, 'www.example.com'), atEdge(objects)]).toEqual([USUAL, USUAL, Array(5).fill(503)]);
  expect(find(objects, 'VirtualService', `edge-${HOST}`).spec.http).toEqual([{ name: 'pause', directResponse: { status: 503, body: { string: `${HOST} is suspended\n` } } }]);
});

test('all hosts of a gateway, sent to a page that says more', () => {
  const { objects } = busy(({ edge }) => ({ gateway: edge, instead: RouteAction.redirect({ authority: 'status.example.com', code: 307 }) }));
  for (const host of [HOST, 'www.example.com']) {
    expect(find(objects, 'VirtualService', `edge-${host}`).spec.http).toEqual([{ name: 'pause', redirect: { authority: 'status.example.com', redirectCode: 307 } }]);
  }
});

test('one word brings it back: the objects are the same, the routes as without it', () => {
  const word = (suspended: boolean) => {
    const { chart, service } = addService(shopChart(), 'cart', ['v1']);
    new Suspend(chart, 'pause', { service, suspended });
    return synth(chart);
  };
  const names = (all: readonly Manifest[]) => all.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  expect(names(word(true))).toEqual(names(word(false)));
  expect(inMesh(word(true))[0]).toBe(503);
  expect(inMesh(word(false))[0]).toEqual({ v1: 100 });
  expect(atEdge(busy(({ edge }) => ({ gateway: edge, suspended: false })).objects)).toEqual(USUAL);
});

test('another service stands in by its own routes, and its DestinationRule is applied before', () => {
  const { chart, service } = shop();
  const spare = addService(chart, 'spare', ['v1', 'v2']);
  new CanaryRoute(chart, 'half', { stable: spare.versions[0], canary: spare.versions[1], weight: 50 });
  new Suspend(chart, 'pause', { service, instead: RouteAction.toService(spare.service) });
  const objects = synth(chart);
  expect(shares(find(objects, 'VirtualService', 'cart').spec.http[0])).toEqual({ v1: 50, v2: 50 });
  const place = (kind: string, name: string) => objects.indexOf(find(objects, kind, name));
  expect(place('DestinationRule', 'spare')).toBeLessThan(place('VirtualService', 'cart'));
});

test('the live colour: the idle one takes nothing unasked', () => {
  const chart = shopChart();
  const cart = new BlueGreenService(chart, 'cart', { port: 80, blue: { image: IMAGE }, green: { image: IMAGE }, live: Colour.BLUE });
  new Suspend(chart, 'pause', { version: cart.live });
  expect(httpOf(chart)).toEqual([{ name: 'cart-live', directResponse: { status: 503, body: { string: 'cart blue is suspended\n' } } }]);
});

test('connections go to the version that stands in', () => {
  const { chart, service, versions: [v1, v2] } = shop({ port: 5432, protocol: PortProtocol.TCP });
  new CanaryRoute(chart, 'trial', { stable: v1, canary: v2, weight: 25 });
  new Suspend(chart, 'pause', { version: v1, instead: RouteAction.toVersion(v2) });
  expect(shares(find(synth(chart), 'VirtualService', 'cart').spec.tcp[0])).toEqual({ v2: 100, v1: 0 });
  expect(service.versions).toHaveLength(2);
});

test('fails for connections, which nobody can answer', () => {
  const { chart, service } = shop({ ports: [{ port: 80 }, { port: 5432, protocol: PortProtocol.TCP }] });
  expectFailure(() => new Suspend(chart, 'pause', { service }), 'shop/pause', 'suspends what port 5432 (tcp) carries too, where no proxy can answer', 'RouteAction.toVersion', 'replicas: 0');
});

test('fails without one thing to suspend', () => {
  const { chart, service, versions: [version] } = shop();
  const edge = new MeshGateway(chart, 'edge', { hosts: [HOST] });
  expectFailure(() => new Suspend(chart, 'a', {}), 'shop/a', 'suspends nothing: give one of service, version and gateway');
  expectFailure(() => new Suspend(chart, 'b', { service, version }), 'shop/b', 'suspends service and version');
  expectFailure(() => new Suspend(chart, 'c', { service, hosts: [HOST] }), 'shop/c', 'has hosts and no gateway');
  expectFailure(() => new Suspend(chart, 'd', { gateway: edge, hosts: [] }), 'shop/d', 'suspends no host');
  expectFailure(() => new Suspend(chart, 'e', { gateway: edge, hosts: ['x.example.com'] }), 'shop/e', 'suspends host \'x.example.com\', which \'shop/edge\' does not serve: use \'shop.example.com\'');
  expectFailure(() => new Suspend(chart, 'f', { gateway: edge, instead: RouteAction.toVersion(version) }), 'shop/f', 'a host has no versions: use RouteAction.toService');
});

test('fails for hosts where nothing is exposed or TLS passes through', () => {
  const chart = shopChart();
  const edge = new MeshGateway(chart, 'edge', { hosts: [HOST] });
  edge.addHosts(['vault.example.com'], { tls: GatewayTls.passthrough() });
  expectFailure(() => new Suspend(chart, 'tls', { gateway: edge, hosts: ['vault.example.com'] }), 'shop/tls', 'suspends host \'vault.example.com\', whose TLS passes through');
  new Suspend(chart, 'empty', { gateway: edge, hosts: [HOST], suspended: false });
  expectFailure(() => synth(chart), '[shop/empty] suspends host \'shop.example.com\', where \'shop/edge\' exposes nothing');
});

test('fails where it is said twice, leads to what is suspended, or retires', () => {
  const again = (more: (chart: Chart, at: ReturnType<typeof shop>) => void) => {
    const at = shop();
    new Suspend(at.chart, 'pause', { version: at.versions[1] });
    more(at.chart, at);
    return at.chart;
  };
  expectFailure(() => synth(again((chart, { versions }) => new Suspend(chart, 'twice', { version: versions[1] }))), 'suspends version \'v2\', and so does \'shop/pause\': say it once');
  expectFailure(() => synth(again((chart, { service, versions }) => new Suspend(chart, 'there', { service, instead: RouteAction.toVersion(versions[1]) }))),
    'sends its requests to version \'v2\', which \'shop/pause\' suspends');
  const { chart, service } = shop();
  const old = service.addVersion('v3', { image: IMAGE, retiring: true });
  expectFailure(() => new Suspend(chart, 'old', { version: old }), 'suspends version \'v3\', which is retiring');
});
