import { Duration } from 'cdk8s';
import { LIMIT, configOf, descriptorsOf, filters, limited } from './fixtures';
import { GatewayWorkload, LocalLimit, LocalRateLimit, LocalRateLimitProps, MeshGateway, PortProtocol, RateLimitKey, RateLimitScope } from '../../src';
import { expectFailure, messageOf, newChart, withVersion } from '../service/fixtures';
import { findOnly, synth } from '../support/synth';

const PER_TENANT: LocalLimit = { name: 'tenant', requests: 10, per: Duration.minutes(1), by: [RateLimitKey.header('X-Tenant')] };

test('each of the service\'s proxies gets a bucket of tokens before its router', () => {
  const { spec, metadata } = findOnly(synth(limited([{ ...LIMIT, burst: 150 }]).chart), 'EnvoyFilter');
  expect(metadata).toMatchObject({ name: 'stock-local-limit', namespace: 'shop' });
  expect(spec).toEqual({
    workloadSelector: { labels: { app: 'stock' } },
    priority: 10,
    configPatches: [{
      applyTo: 'HTTP_FILTER',
      match: {
        context: 'SIDECAR_INBOUND',
        listener: { portNumber: 80, filterChain: { filter: { name: 'envoy.filters.network.http_connection_manager', subFilter: { name: 'envoy.filters.http.router' } } } },
      },
      patch: {
        operation: 'INSERT_BEFORE',
        value: {
          name: 'stock-local-limit',
          typed_config: {
            '@type': 'type.googleapis.com/envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit',
            'stat_prefix': 'stock-local-limit',
            'filter_enabled': { default_value: { numerator: 100 } },
            'filter_enforced': { default_value: { numerator: 100 } },
            'enable_x_ratelimit_headers': 'DRAFT_VERSION_03',
            'enable_retry_after_header': true,
            'rate_limits': [{ actions: [{ generic_key: { descriptor_key: 'limit', descriptor_value: 'all' } }] }],
            'descriptors': [{ entries: [{ key: 'limit', value: 'all' }], token_bucket: { max_tokens: 150, tokens_per_fill: 100, fill_interval: '1s' } }],
          },
        },
      },
    }],
  });
});

test('each value of a key has a bucket of its own, and values with a quota another', () => {
  const { chart } = limited([{ ...PER_TENANT, quotas: [{ value: 'gold', requests: 60 }, { value: 'guest', requests: 1, per: Duration.millis(2500), burst: 2 }] }]);
  const config = configOf(synth(chart));
  expect(config.descriptors).toEqual([
    { entries: [{ key: 'limit', value: 'tenant' }, { key: 'x-tenant', value: 'gold' }], token_bucket: { max_tokens: 60, tokens_per_fill: 60, fill_interval: '60s' } },
    { entries: [{ key: 'limit', value: 'tenant' }, { key: 'x-tenant', value: 'guest' }], token_bucket: { max_tokens: 2, tokens_per_fill: 1, fill_interval: '2.5s' } },
    { entries: [{ key: 'limit', value: 'tenant' }, { key: 'x-tenant' }], token_bucket: { max_tokens: 10, tokens_per_fill: 10, fill_interval: '60s' } },
  ]);
  expect(config.max_dynamic_descriptors).toBe(10000);
  expect(descriptorsOf(config, { headers: { 'x-tenant': 'gold' } })).toEqual(['limit=tenant, x-tenant=gold']);
  expect(descriptorsOf(config, {})).toEqual([]);
});

test('limits are joined in one filter, those that come later too', () => {
  const { chart, limit } = limited([LIMIT]);
  limit.addLimit(PER_TENANT);
  const config = configOf(synth(chart));
  expect(config.descriptors).toHaveLength(2);
  expect(descriptorsOf(config, { headers: { 'x-tenant': 'a' } })).toEqual(['limit=all', 'limit=tenant, x-tenant=a']);
});

test('shadow counts and refuses nobody, and says nothing to clients; it may stand beside limits that refuse', () => {
  const { chart, stock } = limited([LIMIT]);
  new LocalRateLimit(chart, 'trial', { scope: RateLimitScope.service(stock), limits: [PER_TENANT], shadow: true });
  const objects = synth(chart);
  const trial = configOf(objects, 'stock-local-limit-shadow');
  expect(trial.filter_enabled).toEqual({ default_value: { numerator: 100 } });
  expect(trial.filter_enforced).toBeUndefined();
  expect(trial.enable_x_ratelimit_headers).toBeUndefined();
  expect(configOf(objects, 'stock-local-limit').filter_enforced).toBeDefined();
});

test('status, headers, tracked values and name are as given', () => {
  const config = configOf(synth(limited([PER_TENANT], { status: 503, headers: false, trackedValues: 50, name: 'quiet' }).chart), 'quiet');
  expect(config).toMatchObject({ status: { code: 503 }, max_dynamic_descriptors: 50, stat_prefix: 'quiet' });
  expect([config.enable_x_ratelimit_headers, config.enable_retry_after_header]).toEqual([undefined, undefined]);
});

test('gRPC callers are told by their own status', () => {
  expect(configOf(synth(limited([LIMIT], {}, { protocol: PortProtocol.GRPC }).chart)).rate_limited_as_resource_exhausted).toBe(true);
  expect(configOf(synth(limited([LIMIT]).chart)).rate_limited_as_resource_exhausted).toBeUndefined();
});

test('a gateway is limited at its own pods, for its own hosts', () => {
  const chart = newChart();
  const edge = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'], workload: GatewayWorkload.own() });
  edge.expose(withVersion(chart, 'stock'));
  new LocalRateLimit(chart, 'limit', { scope: RateLimitScope.gateway(edge), limits: [LIMIT] });
  const objects = synth(chart);
  const [filter] = filters(objects);
  expect(filter.metadata).toMatchObject({ name: 'edge-local-limit', namespace: 'shop' });
  expect(filter.spec.workloadSelector.labels).toMatchObject({ istio: 'edge' });
  expect(filter.spec.configPatches.map(({ match }: any) => match.context)).toEqual(['GATEWAY']);
  expect(['shop.example.com', 'SHOP.example.com:8080', 'other.example.com'].map(host => descriptorsOf(configOf(objects), { host }).length)).toEqual([1, 1, 0]);
});

test('fails for a second one of the same pods, whichever service they are called by', () => {
  const { chart, stock } = limited([LIMIT]);
  expectFailure(() => new LocalRateLimit(chart, 'more', { scope: RateLimitScope.service(stock), limits: [LIMIT] }), 'chart/more', "owned by 'chart/limit'", 'addLimit');
});

test.each<[string, Partial<LocalRateLimitProps>, ...string[]]>([
  ['a status that is no refusal', { status: 200 }, 'status 200', 'use 429'],
  ['a status that Envoy does not know', { status: 418 }, 'status 418'],
  ['no tracked value', { trackedValues: 0 }, 'trackedValues 0'],
  ['a name that is none', { name: 'A!' }, 'name \'A!\''],
  ['time below what Envoy takes', { limits: [{ ...LIMIT, per: Duration.millis(49) }] }, 'limit \'all\'', '49 ms', 'at least 50'],
  ['time that is no whole millisecond', { limits: [{ ...LIMIT, per: Duration.millis(100.5) }] }, '100.5 ms'],
  ['a burst of nothing', { limits: [{ ...LIMIT, burst: 0 }] }, 'limit \'all\', burst: requests 0'],
  ['a burst that cannot be counted', { limits: [{ ...LIMIT, burst: 2 ** 32 }] }, '4294967296', 'at most 4294967295'],
  ['a quota\'s time', { limits: [{ ...PER_TENANT, quotas: [{ value: 'gold', requests: 1, per: Duration.millis(1) }] }] }, 'quota of \'gold\' in limit \'tenant\'', '1 ms'],
])('fails for %s', (_what, props, ...parts) => {
  expectFailure(() => limited([LIMIT], props), 'chart/limit', ...parts);
});

test('fails for no limit at all', () => {
  expect(messageOf(() => synth(limited([]).chart))).toContain('has no limit');
});
