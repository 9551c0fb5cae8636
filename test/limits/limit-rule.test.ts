import { Duration } from 'cdk8s';
import { LIMIT, limited } from './fixtures';
import { LocalLimit, LocalRateLimit, MeshGateway, RateLimitKey, RateLimitScope, RouteMatch } from '../../src';
import { expectFailure, newChart } from '../service/fixtures';
import { synth } from '../support/synth';

const TENANT = RateLimitKey.header('x-tenant');

test.each<[string, LocalLimit[], ...string[]]>([
  ['a limit of nothing', [{ ...LIMIT, requests: 0 }], 'limit \'all\': requests 0'],
  ['a broken number of requests', [{ ...LIMIT, requests: 1.5 }], 'requests 1.5'],
  ['more requests than can be counted', [{ ...LIMIT, requests: 2 ** 32 }], 'at most 4294967295'],
  ['two limits of one name', [LIMIT, { ...LIMIT, requests: 5 }], 'two limits \'all\''],
  ['a name that is none', [{ ...LIMIT, name: 'per tenant' }], 'limit \'per tenant\'', 'letters, digits'],
  ['an empty list of keys', [{ ...LIMIT, by: [] }], 'counts by an empty list'],
  ['one key twice', [{ ...LIMIT, by: [TENANT, RateLimitKey.header('X-Tenant')] }], 'counts by \'x-tenant\' twice'],
  ['quotas without a key', [{ ...LIMIT, quotas: [{ value: 'a', requests: 1 }] }], 'has quotas and counts by no key'],
  ['quotas of two keys', [{ ...LIMIT, by: [TENANT, RateLimitKey.method()], quotas: [{ value: 'a', requests: 1 }] }], 'counts by 2 keys'],
  ['two quotas of one value', [{ ...LIMIT, by: [TENANT], quotas: [{ value: 'a', requests: 1 }, { value: 'a', requests: 2 }] }], 'two quotas for \'a\''],
  ['a quota of nothing', [{ ...LIMIT, by: [TENANT], quotas: [{ value: 'a', requests: 0 }] }], 'quota of \'a\' in limit \'all\': requests 0'],
  ['a quota of every value', [{ ...LIMIT, by: [TENANT], quotas: [{ value: '*', requests: 1 }] }], 'value \'*\''],
  ['matches that overlap', [{ ...LIMIT, match: [RouteMatch.path().under('/a'), RouteMatch.method('GET')] }], 'one request may meet both', 'counted twice'],
  ['who calls', [{ ...LIMIT, match: [RouteMatch.fromNamespace('shop')] }], 'asks for the calling workload', 'clientIdentity'],
  ['no match', [{ ...LIMIT, match: [] }], 'an empty list of matches'],
])('fails for %s', (_what, limits, ...parts) => {
  expectFailure(() => limited(limits), 'chart/limit', ...parts);
});

test('fails for identities of the mesh at a gateway', () => {
  const chart = newChart();
  const edge = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'] });
  expectFailure(() => new LocalRateLimit(chart, 'limit', {
    scope: RateLimitScope.gateway(edge), limits: [{ name: 'caller', requests: 1, per: Duration.seconds(1), by: [RateLimitKey.clientIdentity()] }],
  }), 'limit \'caller\' counts by identities of the mesh', 'chart/edge');
});

test('fails for two quotas for one identity, however they are spelt', () => {
  expectFailure(() => limited([{
    ...LIMIT, by: [RateLimitKey.clientIdentity()], quotas: ['', 'spiffe://'].map(prefix => ({ value: `${prefix}cluster.local/ns/a/sa/b`, requests: 1 })),
  }]), 'two quotas');
});

test('a limit that was refused leaves the others as they are', () => {
  const { chart, limit } = limited([LIMIT]);
  expectFailure(() => limit.addLimit({ ...LIMIT, name: 'none', requests: 0 }), 'requests 0');
  limit.addLimit({ ...LIMIT, name: 'none' });
  expect(() => synth(chart)).not.toThrow();
});
