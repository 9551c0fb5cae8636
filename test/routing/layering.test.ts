import { Duration } from 'cdk8s';
import { MeshGateway, RouteAction, RouteMatch, RoutePolicy, RoutePolicyProps, ServiceRoute } from '../../src';
import { takenRoute } from '../support/evaluate';
import { shop, virtualServiceOf } from '../support/shop';
import { find, synth } from '../support/synth';

const header = (name: string) => RouteMatch.header(name).present();
const path = (value: string) => RouteMatch.path().under(value);

function policies() {
  const { chart, service, versions } = shop();
  const add = (id: string, props: Omit<RoutePolicyProps, 'service'>) => new RoutePolicy(chart, id, { service, ...props });
  return { chart, service, versions, add, problems: () => service.node.validate() };
}

describe('policies', () => {
  test('that overlap lie one over the other where both hold', () => {
    const { chart, add } = policies();
    add('slow', { match: [header('x-slow')], timeout: Duration.seconds(60) });
    add('retried', { match: [header('x-retry')], retries: { attempts: 5 } });
    const virtualService = virtualServiceOf(chart);
    const take = (...names: string[]) => takenRoute(virtualService, { path: '/', headers: Object.fromEntries(names.map(name => [name, '1'])) })!.route;
    expect(take('x-slow', 'x-retry')).toMatchObject({ name: 'cart+slow+retried', timeout: '60s', retries: { attempts: 5 } });
    expect(take('x-slow')).toMatchObject({ name: 'cart+slow', timeout: '60s' });
    expect(take('x-slow').retries).toBeUndefined();
    expect(take('x-retry')).toMatchObject({ name: 'cart+retried', retries: { attempts: 5 } });
    expect(take()).toEqual({ name: 'cart', route: [{ destination: { host: 'cart.shop.svc.cluster.local', subset: 'v1' } }] });
  });

  test('for all requests are on every route and in no name', () => {
    const { chart, service, versions: [, v2], add } = policies();
    add('limit', { timeout: Duration.seconds(5) });
    new ServiceRoute(chart, 'beta', { service, match: [header('x-beta')], action: RouteAction.toVersion(v2) });
    const { http } = virtualServiceOf(chart).spec as any;
    expect(http.map(({ name, timeout }: any) => [name, timeout])).toEqual([['beta', '5s'], ['cart', '5s']]);
  });

  test('do not touch routes that exclude them', () => {
    const { chart, service, versions: [, v2], add } = policies();
    new ServiceRoute(chart, 'basket', { service, match: [path('/basket')], action: RouteAction.toVersion(v2) });
    add('images', { match: [path('/images')], timeout: Duration.millis(500) });
    const { http } = virtualServiceOf(chart).spec as any;
    expect(http.map(({ name, timeout }: any) => [name, timeout])).toEqual([['basket', undefined], ['cart+images', '500ms'], ['cart', undefined]]);
  });

  test('that set one field: the more specific match wins, the settings of a route count as a policy of its match', () => {
    const { chart, service, versions: [v1], add } = policies();
    add('all', { timeout: Duration.seconds(10) });
    new ServiceRoute(chart, 'basket', { service, match: [path('/basket')], action: RouteAction.toVersion(v1), timeout: Duration.seconds(20) });
    add('basket-slow', { match: [path('/basket/slow')], timeout: Duration.seconds(30) });
    const virtualService = virtualServiceOf(chart);
    expect(['/', '/basket', '/basket/slow'].map(one => takenRoute(virtualService, { path: one })!.route.timeout)).toEqual(['10s', '20s', '30s']);
  });

  test('that set one field: a lower order wins where neither is the more specific', () => {
    const { chart, add } = policies();
    add('a', { match: [header('a')], timeout: Duration.seconds(1), order: 2 });
    add('b', { match: [header('b')], timeout: Duration.seconds(2), order: 1 });
    expect(takenRoute(virtualServiceOf(chart), { path: '/', headers: { a: '', b: '' } })!.route.timeout).toBe('2s');
  });

  test('that set one field do not conflict where a third, more specific than both, wins', () => {
    const { chart, add } = policies();
    add('a', { match: [header('a')], timeout: Duration.seconds(1) });
    add('b', { match: [header('b')], timeout: Duration.seconds(2) });
    add('both', { match: [header('a').and(header('b'))], timeout: Duration.seconds(3) });
    expect(takenRoute(virtualServiceOf(chart), { path: '/', headers: { a: '', b: '' } })!.route.timeout).toBe('3s');
  });

  test('that set one field: the one for a gateway is the more specific there, though it holds for all requests of the gateway', () => {
    const { chart, service, add } = policies();
    const edge = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'] });
    edge.expose(service);
    add('all', { timeout: Duration.seconds(10) });
    add('outside', { match: [RouteMatch.throughGateway(edge)], timeout: Duration.seconds(3) });
    const objects = synth(chart);
    expect(takenRoute(find(objects, 'VirtualService', 'cart'), { path: '/' })!.route.timeout).toBe('10s');
    expect(takenRoute(find(objects, 'VirtualService', 'edge-shop.example.com'), { path: '/' })!.route.timeout).toBe('3s');
  });

  test('that set one field for all requests do not make one for a gateway vain, whatever the orders', () => {
    const { chart, service, add, problems } = policies();
    const edge = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'] });
    edge.expose(service);
    add('all', { timeout: Duration.seconds(10), order: 1 });
    add('outside', { match: [RouteMatch.throughGateway(edge)], timeout: Duration.seconds(3), order: 0 });
    expect([...problems(), ...edge.node.validate()]).toEqual([]);
  });

  test('may change different headers of one request', () => {
    const { chart, add } = policies();
    add('a', { requestHeaders: { set: { 'X-A': '1' } } });
    add('b', { requestHeaders: { set: { 'X-B': '2' }, remove: ['x-c'] } });
    expect(takenRoute(virtualServiceOf(chart), { path: '/' })!.route.headers).toEqual({ request: { set: { 'X-A': '1', 'X-B': '2' }, remove: ['x-c'] } });
  });

  test('fails for one field twice, with both constructs, the field and the matches', () => {
    const { chart, add } = policies();
    add('a', { match: [header('a')], timeout: Duration.seconds(1) });
    add('b', { match: [header('b')], timeout: Duration.seconds(2) });
    expect(() => synth(chart)).toThrow("'shop/b': sets timeout for header 'b' present, and 'shop/a' sets it for header 'a' present: give the one that wins a lower order, or make the matches exclude each other");
  });

  test('fails for one header twice, in whatever case and way', () => {
    const { add, problems } = policies();
    add('a', { requestHeaders: { set: { 'X-User': '1' } } });
    add('b', { requestHeaders: { remove: ['x-user'] } });
    expect(problems()).toEqual([expect.stringContaining("'shop/b': sets the request header 'x-user' for every request, and 'shop/a' sets it for every request")]);
  });

  test('fails for a field that another sets first wherever it could hold', () => {
    const { add, problems } = policies();
    add('all', { timeout: Duration.seconds(1), order: -1 });
    add('a', { match: [header('a')], timeout: Duration.seconds(2) });
    expect(problems()).toEqual([
      "'shop/a': sets timeout for header 'a' present in vain: 'shop/all' has a lower order and sets it for every request; give this one the lower order",
    ]);
  });

  test('fails for so many overlaps that nobody could read the table', () => {
    const { add, problems } = policies();
    for (let at = 0; at < 7; at++) {
      add(`p${at}`, { match: [header(`h${at}`)], requestHeaders: { set: { [`x-${at}`]: '1' } } });
    }
    expect(problems()).toEqual(["route 'cart': its 7 policies overlap in more than 64 ways: make their matches exclude each other"]);
  });
});
