import { App, Chart, Duration } from 'cdk8s';
import { parse } from 'yaml';
import { configOf, descriptorsOf, filters } from './fixtures';
import {
  GatewayWorkload, GlobalLimit, GlobalRateLimit, GlobalRateLimitProps, MeshGateway, MeshService, RateLimitFailure, RateLimitKey, RateLimitScope,
  RateLimitService, RateLimitUnit, RouteMatch,
} from '../../src';
import { callersOf } from '../../src/core/call-graph';
import { expectFailure, messageOf, newChart, withVersion } from '../service/fixtures';
import { find, Manifest, synth } from '../support/synth';

const { SECOND, MINUTE, DAY } = RateLimitUnit;
const ALL: GlobalLimit = { name: 'all', requests: 1000, per: SECOND };

function shop(props: Partial<GlobalRateLimitProps> = {}) {
  const chart = newChart();
  const ratelimit = new RateLimitService(chart, 'ratelimit');
  const stock = withVersion(chart, 'stock');
  const limit = new GlobalRateLimit(chart, 'quota', { service: ratelimit, scopes: [RateLimitScope.service(stock)], limits: [ALL], ...props });
  return { chart, ratelimit, stock, limit };
}
const filesOf = (objects: readonly Manifest[]) => find(objects, 'ConfigMap', 'ratelimit').data;

/** The configuration as the service reads it: each line a way to a count. */
function waysOf({ descriptors }: any, before = ''): string[] {
  return descriptors.flatMap(({ key, value, rate_limit: limit, ...rest }: any) => {
    const way = `${before}${key}${value === undefined ? '' : `=${value}`}`;
    return [...(limit ? [`${way}: ${limit.requests_per_unit}/${limit.unit}`] : []), ...(rest.descriptors ? waysOf(rest, `${way}, `) : [])];
  });
}

test('the proxy asks the service before its router, behind local limits', () => {
  const { chart } = shop();
  const [{ metadata, spec }] = filters(synth(chart));
  expect(metadata).toMatchObject({ name: 'stock-quota', namespace: 'shop' });
  expect(spec).toMatchObject({ workloadSelector: { labels: { app: 'stock' } }, priority: 20 });
  const [{ match, patch }] = spec.configPatches;
  expect(match).toEqual({
    context: 'SIDECAR_INBOUND',
    listener: { portNumber: 80, filterChain: { filter: { name: 'envoy.filters.network.http_connection_manager', subFilter: { name: 'envoy.filters.http.router' } } } },
  });
  expect(patch).toEqual({
    operation: 'INSERT_BEFORE',
    value: {
      name: 'stock-quota',
      typed_config: {
        '@type': 'type.googleapis.com/envoy.extensions.filters.http.ratelimit.v3.RateLimit',
        'domain': 'shop.quota',
        'timeout': '0.1s',
        'enable_x_ratelimit_headers': 'DRAFT_VERSION_03',
        'enable_retry_after_header': true,
        'rate_limits': [{ actions: [{ generic_key: { descriptor_key: 'limit', descriptor_value: 'all' } }] }],
        'rate_limit_service': {
          transport_api_version: 'V3',
          grpc_service: { envoy_grpc: { cluster_name: 'outbound|8081||ratelimit.shop.svc.cluster.local', authority: 'ratelimit.shop.svc.cluster.local' } },
        },
      },
    },
  });
});

test('the service knows the very descriptors that the proxies send', () => {
  const { chart } = shop({
    limits: [
      ALL,
      { name: 'login', requests: 5, per: MINUTE, match: [RouteMatch.path().under('/login')], by: [RateLimitKey.header('x-user'), RateLimitKey.method()] },
      { name: 'tenant', requests: 100, per: MINUTE, by: [RateLimitKey.header('x-tenant')], quotas: [{ value: 'gold', requests: 1000 }, { value: 'guest', requests: 50, per: DAY }] },
    ],
  });
  const objects = synth(chart);
  expect(Object.keys(filesOf(objects))).toEqual(['shop.quota.yaml']);
  const file = parse(filesOf(objects)['shop.quota.yaml']);
  expect(file.domain).toBe('shop.quota');
  expect(waysOf(file)).toEqual([
    'limit=all: 1000/second', 'limit=login, x-user, method: 5/minute',
    'limit=tenant, x-tenant=gold: 1000/minute', 'limit=tenant, x-tenant=guest: 50/day', 'limit=tenant, x-tenant: 100/minute',
  ]);
  expect(descriptorsOf(configOf(objects), { path: '/login', headers: { 'x-user': 'a', 'x-tenant': 'gold' } }))
    .toEqual(['limit=all', 'limit=login, x-user=a, method=GET', 'limit=tenant, x-tenant=gold']);
});

test('services and gateways of several namespaces share one count', () => {
  const { chart, limit: _limit, ratelimit, stock } = shop();
  const depot = new Chart(App.of(chart), 'depot', { namespace: 'depot' });
  const edge = new MeshGateway(depot, 'edge', { hosts: ['shop.example.com'], workload: GatewayWorkload.own() });
  edge.expose(stock);
  new GlobalRateLimit(depot, 'both', { service: ratelimit, scopes: [RateLimitScope.service(stock), RateLimitScope.gateway(edge)], limits: [ALL] });
  const objects = synth(chart);
  expect(filters(objects).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`).sort()).toEqual(['depot/edge-both', 'shop/stock-both', 'shop/stock-quota']);
  expect(['edge-both', 'stock-both'].map(name => configOf(objects, name).domain)).toEqual(['depot.both', 'depot.both']);
  expect(Object.keys(filesOf(objects)).sort()).toEqual(['depot.both.yaml', 'shop.quota.yaml']);
});

test('limits that are added later are known to both', () => {
  const { chart, limit } = shop();
  limit.addLimit({ name: 'more', requests: 1, per: DAY });
  const objects = synth(chart);
  expect(configOf(objects).rate_limits).toHaveLength(2);
  expect(waysOf(parse(filesOf(objects)['shop.quota.yaml']))).toEqual(['limit=all: 1000/second', 'limit=more: 1/day']);
});

test('failure, timeout, headers, shadow and name are as given', () => {
  const { chart } = shop({ onFailure: RateLimitFailure.CLOSED, timeout: Duration.millis(20), headers: false, name: 'strict' });
  const config = configOf(synth(chart), 'stock-strict');
  expect(config).toMatchObject({ domain: 'shop.strict', failure_mode_deny: true, timeout: '0.02s' });
  expect(config.enable_x_ratelimit_headers).toBeUndefined();
  const trial = configOf(synth(shop({ shadow: true, onFailure: RateLimitFailure.OPEN }).chart));
  expect(trial.filter_enforced).toEqual({ default_value: { numerator: 0 } });
  expect([trial.failure_mode_deny, trial.enable_x_ratelimit_headers]).toEqual([undefined, undefined]);
});

test('a limited service has the rate limit service in view, and calls it', () => {
  const { chart, stock, ratelimit } = shop();
  const { egress } = find(synth(chart), 'Sidecar', 'stock').spec;
  expect(egress).toEqual([{ hosts: ['shop/ratelimit.shop.svc.cluster.local', 'istio-system/*'] }]);
  expect(callersOf(ratelimit.service)).toEqual([stock]);
});

test('a limited service of another app is known as a caller; its Sidecar is its owner\'s', () => {
  const chart = newChart();
  const ratelimit = new RateLimitService(chart, 'ratelimit');
  const stock = MeshService.fromServiceAttributes(chart, 'stock', { serviceName: 'stock', namespace: 'depot', ports: [{ port: 80 }] });
  new GlobalRateLimit(chart, 'quota', { service: ratelimit, scopes: [RateLimitScope.service(stock)], limits: [ALL] });
  expect(callersOf(ratelimit.service)).toEqual([stock]);
  expect(() => synth(chart)).not.toThrow();
});

test('fails for two of one name, whose counts would be one', () => {
  const { chart, ratelimit } = shop();
  const other = withVersion(chart, 'cart');
  expectFailure(() => new GlobalRateLimit(chart, 'twin', { name: 'quota', service: ratelimit, scopes: [RateLimitScope.service(other)], limits: [ALL] }), 'domain \'shop.quota\'', 'chart/quota');
});

test.each<[string, Partial<GlobalRateLimitProps>, ...string[]]>([
  ['no scope', { scopes: [] }, 'has no scope'],
  ['a timeout of nothing', { timeout: Duration.millis(0) }, 'timeout of 0 ms'],
  ['a timeout in parts of a millisecond', { timeout: Duration.millis(1.5) }, 'timeout of 1.5 ms'],
  ['a limit of nothing', { limits: [{ ...ALL, requests: 0 }] }, 'limit \'all\': requests 0'],
  ['two limits of one name', { limits: [ALL, ALL] }, 'two limits \'all\''],
  ['a name that is none', { name: 'A!' }, 'name \'A!\''],
])('fails for %s', (_what, props, ...parts) => {
  expectFailure(() => shop(props), 'chart/quota', ...parts);
});

test('fails for a scope that is there twice', () => {
  const { chart, ratelimit, stock } = shop();
  const scopes = [RateLimitScope.service(stock, 80), RateLimitScope.service(stock)];
  expectFailure(() => new GlobalRateLimit(chart, 'twice', { service: ratelimit, scopes, limits: [ALL] }), 'chart/twice', "two scopes of 'chart/stock'");
});

test('fails for identities of the mesh at a gateway, also when they come later', () => {
  const { chart, ratelimit, stock } = shop();
  const edge = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'] });
  edge.expose(stock);
  const limit = new GlobalRateLimit(chart, 'edge-quota', { service: ratelimit, scopes: [RateLimitScope.gateway(edge)], limits: [ALL] });
  expectFailure(() => limit.addLimit({ name: 'caller', requests: 1, per: DAY, by: [RateLimitKey.clientIdentity()] }), 'chart/edge-quota', 'identities of the mesh');
});

test('fails for no limit at all', () => {
  expect(messageOf(() => synth(shop({ limits: [] }).chart))).toContain('has no limit');
});
