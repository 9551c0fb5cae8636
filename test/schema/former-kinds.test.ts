import { createHash } from 'crypto';
import { problemsOf } from '../../src/schema/check-shape';
import { FormerTable, formerlyServed, formerShapeOf, servedSince } from '../../src/schema/former-kinds';
import { TABLE as FORMER } from '../../src/schema/generated/former-istio';
import { TABLE } from '../../src/schema/generated/istio';

const RULE = 'networking.istio.io/v1beta1';

function known(minor: number, kind: string, spec: unknown): boolean {
  return problemsOf(formerShapeOf(minor, RULE, kind)!, { apiVersion: RULE, kind, metadata: { name: 'a' }, spec } as never).length === 0;
}

test('the table of former versions belongs to that of the newest: `npx projen schemas:former` writes it anew', () => {
  const table = JSON.parse(FORMER) as { of: string; newest: number };
  expect(table.newest).toBe((JSON.parse(TABLE) as { shapes: unknown[] }).shapes.length);
  expect(table.of).toBe(createHash('sha256').update(TABLE).digest('hex'));
});

test.each([
  ['DestinationRule', { host: 'a', trafficPolicy: { retryBudget: {} } }, 27],
  ['DestinationRule', { host: 'a', trafficPolicy: { retryBudget: { budgetInterval: '1s' } } }, 31],
  ['DestinationRule', { host: 'a', subsets: [{ name: 'v1', trafficPolicy: { proxyProtocol: { version: 'V2' } } }] }, 21],
  ['DestinationRule', { host: 'a', trafficPolicy: { loadBalancer: { warmup: { duration: '1s' } } } }, 24],
  ['VirtualService', { hosts: ['a'], http: [{ retries: { backoff: '1s' } }] }, 26],
  ['Sidecar', { ingress: [{ port: { number: 80 }, tls: { credentialNames: ['a'] } }] }, 26],
])('a %s with %j is known from its version on', (kind, spec, since) => {
  expect([20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31].filter(minor => known(minor, kind, spec))).toEqual(
    [20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31].filter(minor => minor >= since));
});

test('a value of an enumeration that is there since long is newer than the field', () => {
  const spec = { configPatches: [{ applyTo: 'HTTP_FILTER', match: { context: 'WAYPOINT', waypoint: { portNumber: 80 } } }] };
  const problems = (minor: number) => problemsOf(formerShapeOf(minor, 'networking.istio.io/v1alpha3', 'EnvoyFilter')!, { metadata: {}, spec } as never).map(({ path }) => path.join('.'));
  expect(problems(28)).toEqual(['spec.configPatches.0.match.context', 'spec.configPatches.0.match.waypoint']);
  expect(problems(29)).toEqual([]);
});

test.each([
  ['networking.istio.io/v1', 'VirtualService', 22],
  ['networking.istio.io/v1beta1', 'VirtualService', 20],
  ['security.istio.io/v1', 'AuthorizationPolicy', 20],
  ['security.istio.io/v1', 'PeerAuthentication', 22],
  ['extensions.istio.io/v1alpha1', 'TrafficExtension', 30],
  ['networking.istio.io/v2', 'VirtualService', undefined],
  ['networking.istio.io/v1', 'Thing', undefined],
  ['networking.istio.io/v1', 'constructor', undefined],
])('%s %s is served since 1.%s', (apiVersion, kind, since) => {
  expect(servedSince(apiVersion, kind)).toBe(since);
});

test('an older version has no shape of what it does not serve', () => {
  expect(formerShapeOf(21, 'networking.istio.io/v1', 'VirtualService')).toBeUndefined();
  expect(formerShapeOf(22, 'networking.istio.io/v1', 'VirtualService')).toBeDefined();
  expect(formerShapeOf(29, 'extensions.istio.io/v1alpha1', 'TrafficExtension')).toBeUndefined();
  expect(formerShapeOf(29, 'extensions.istio.io/v1alpha1', 'Thing')).toBeUndefined();
});

test('the newest version takes what the newest table does', () => {
  const table = JSON.parse(FORMER) as FormerTable;
  const newest = (JSON.parse(TABLE) as { kinds: { [group: string]: { [kind: string]: { [version: string]: number } } } }).kinds;
  expect(Object.keys(table.kinds).sort()).toEqual(Object.keys(newest).sort());
  for (const [group, kinds] of Object.entries(newest)) {
    for (const [kind, versions] of Object.entries(kinds)) {
      const { shapes, served } = table.kinds[group][kind];
      expect([kind, ...Object.keys(served).sort()]).toEqual([kind, ...Object.keys(versions).sort()]);
      expect([kind, shapes[shapes.length - 1][1]]).toEqual([kind, Object.values(versions)[0]]);
    }
  }
});

test('the versions of a kind are those that were served', () => {
  expect(formerlyServed(21, 'networking.istio.io', 'VirtualService')).toEqual(['v1beta1', 'v1alpha3']);
  expect(formerlyServed(22, 'networking.istio.io', 'VirtualService')).toEqual(['v1', 'v1beta1', 'v1alpha3']);
  expect(formerlyServed(29, 'extensions.istio.io', 'TrafficExtension')).toEqual([]);
});
