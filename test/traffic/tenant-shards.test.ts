import { CanaryRoute, MeshGateway, RouteAction, RouteMatch, ServiceRoute, Suspend, TenantKey, TenantShards } from '../../src';
import { expectFailure } from '../service/fixtures';
import { Request, shares, takenRoute } from '../support/evaluate';
import { addService, httpOf, shop, shopChart, virtualServiceOf } from '../support/shop';
import { find, synth } from '../support/synth';

const NOBODY = RouteAction.respond(404, 'unknown tenant\n');
const byHeader = TenantKey.header('x-tenant');

function sharded(key = byHeader, place: { readonly [tenant: string]: 'eu' | 'us' } = { acme: 'eu', globex: 'us' }) {
  const { chart, service, versions: [v1, v2] } = addService(shopChart(), 'cart', ['eu', 'us']);
  const shard = { eu: RouteAction.toVersion(v1), us: RouteAction.toVersion(v2) };
  new TenantShards(chart, 'tenants', { service, tenant: key, tenants: Object.fromEntries(Object.entries(place).map(([tenant, at]) => [tenant, shard[at]])), unknown: NOBODY });
  return { chart, service, versions: [v1, v2] };
}

const shardOf = (virtualService: any, request: Request) => {
  const { route } = takenRoute(virtualService, request)!;
  return route.directResponse?.status ?? Object.keys(shares(route))[0];
};

test.each<[string, TenantKey, (tenant: string) => Request]>([
  ['a header', byHeader, tenant => ({ path: '/x', headers: { 'x-tenant': tenant } })],
  ['the host', TenantKey.host('{tenant}.shop.example.com'), tenant => ({ path: '/x', authority: `${tenant}.shop.example.com` })],
  ['the path', TenantKey.path('/t/{tenant}'), tenant => ({ path: `/t/${tenant}/x` })],
  ['a cookie', TenantKey.cookie('tenant'), tenant => ({ path: '/x', headers: { cookie: `a=b; tenant=${tenant}` } })],
  ['a query parameter', TenantKey.query('tenant'), tenant => ({ path: '/x', query: { tenant } })],
])('by %s each tenant reaches its shard, in the mesh and at the edge, and no other does', (_, key, request) => {
  const { chart, service } = sharded(key);
  new MeshGateway(chart, 'edge', { hosts: ['*.shop.example.com'] }).expose(service);
  const objects = synth(chart);
  for (const name of ['cart', 'edge-wildcard.shop.example.com']) {
    const virtualService = find(objects, 'VirtualService', name);
    expect(['acme', 'globex', 'acme2', 'acm'].map(tenant => shardOf(virtualService, request(tenant)))).toEqual(['eu', 'us', 404, 404]);
    expect(shardOf(virtualService, { path: '/' })).toBe(404);
  }
});

test('one route a tenant: a move changes its destination and nothing else', () => {
  const before = httpOf(sharded().chart);
  const after = httpOf(sharded(byHeader, { acme: 'us', globex: 'us' }).chart);
  expect(before[0]).toEqual({
    name: 'tenants-acme',
    match: [{ headers: { 'x-tenant': { exact: 'acme' } } }],
    route: [{ destination: { host: 'cart.shop.svc.cluster.local', subset: 'eu' } }],
  });
  const moved = JSON.parse(JSON.stringify(before));
  moved[0].route[0].destination.subset = 'us';
  expect(after).toEqual(moved);
});

test('unknown tenants may have a shard of their own', () => {
  const { chart, service, versions: [v1, v2] } = shop();
  new TenantShards(chart, 'tenants', { service, tenant: byHeader, tenants: { acme: RouteAction.toVersion(v1) }, unknown: RouteAction.toVersion(v2) });
  expect(httpOf(chart)[1]).toEqual({ name: 'tenants-unknown', route: [{ destination: { host: service.host, subset: 'v2' } }] });
});

test('a shard may be a service with a canary of its own', () => {
  const chart = shopChart();
  const { service } = addService(chart, 'cart', ['v1']);
  const big = addService(chart, 'big', ['v1', 'v2']);
  new CanaryRoute(chart, 'trial', { stable: big.versions[0], canary: big.versions[1], weight: 10 });
  new TenantShards(chart, 'tenants', { service, tenant: byHeader, tenants: { acme: RouteAction.toService(big.service) }, unknown: NOBODY });
  expect(shares(takenRoute(virtualServiceOf(chart), { path: '/', headers: { 'x-tenant': 'acme' } })!.route)).toEqual({ v1: 90, v2: 10 });
});

test('a tenant of a suspended shard gets the answer, and no other shard', () => {
  const { chart, versions: [eu] } = sharded();
  new Suspend(chart, 'pause', { version: eu });
  const virtualService = virtualServiceOf(chart);
  expect(['acme', 'globex'].map(tenant => shardOf(virtualService, { path: '/', headers: { 'x-tenant': tenant } }))).toEqual([503, 'us']);
});

test('stands beside other routes, by an order where some requests meet both', () => {
  const { chart, service, versions: [v1, v2] } = shop();
  const route = () => new ServiceRoute(chart, 'admin', { service, match: [RouteMatch.path().under('/admin')], action: RouteAction.respond(403), order: -1 });
  new TenantShards(chart, 'tenants', { service, tenant: byHeader, tenants: { acme: RouteAction.toVersion(v1) }, unknown: RouteAction.toVersion(v2) });
  route();
  expect(httpOf(chart).map(({ name }) => name)).toEqual(['admin', 'tenants-acme', 'tenants-unknown']);
});

test.each<[TenantKey, string, string]>([
  [byHeader, '', 'has a tenant without a name'],
  [TenantKey.header('x tenant'), 'acme', 'header name \'x tenant\' is not valid'],
  [TenantKey.host('shop.example.com'), 'acme', 'tenant host \'shop.example.com\' has not one label \'{tenant}\''],
  [TenantKey.host('x-{tenant}.example.com'), 'acme', 'has not one label \'{tenant}\''],
  [TenantKey.host('{tenant}.example.com'), 'Acme', 'tenant \'Acme\' cannot stand in a host'],
  [TenantKey.path('t/{tenant}'), 'acme', 'tenant path \'t/{tenant}\' does not end with one \'/{tenant}\''],
  [TenantKey.path('/t/{tenant}/x'), 'acme', 'does not end with one \'/{tenant}\''],
  [TenantKey.path('/t/{tenant}'), 'a/b', 'tenant \'a/b\' cannot be a part of a path'],
])('fails with what no request can say (%#)', (key, tenant, message) => {
  const { chart, service, versions: [version] } = shop();
  expectFailure(() => new TenantShards(chart, 'tenants', { service, tenant: key, tenants: { [tenant]: RouteAction.toVersion(version) }, unknown: NOBODY }), 'shop/tenants', message);
});

test('fails without a tenant, with another service\'s version, and beside a canary, which would share unknown tenants out', () => {
  const { chart, service, versions: [v1, v2] } = shop();
  const other = addService(chart, 'other', ['v1']);
  const shards = (id: string, tenants: { [tenant: string]: RouteAction }) => {
    new TenantShards(chart, id, { service, tenant: byHeader, tenants, unknown: NOBODY });
  };
  expectFailure(() => shards('none', {}), 'shop/none', 'has no tenant');
  expectFailure(() => shards('strange', { acme: RouteAction.toVersion(other.versions[0]) }), 'shop/strange', 'routes \'shop/cart\' to version \'v1\' of \'shop/other\'');
  shards('tenants', { acme: RouteAction.toVersion(v1) });
  new CanaryRoute(chart, 'trial', { stable: v1, canary: v2, weight: 5 });
  expectFailure(() => synth(chart), 'claims every request, and so does');
});
