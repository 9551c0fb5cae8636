import { newerThanIstio } from '../../../../src/check/rules/schema/newer-than-istio';
import { findingsIn } from '../../fixtures';

function found(yaml: string, istioVersion?: string): string[] {
  return findingsIn(yaml, [newerThanIstio], { istioVersion });
}

const BUDGET = `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart, namespace: shop }
spec:
  host: cart.shop.svc.cluster.local
  trafficPolicy: { retryBudget: { percent: 20, budgetInterval: 1s } }
`;

test('a field is told with the version that brought it, and what is in it is not told again', () => {
  expect(found(BUDGET, '1.26')).toEqual([
    'newer-than-istio: DestinationRule shop/cart spec.trafficPolicy.retryBudget: has retryBudget, which Istio 1.26 does not know and the API server drops or refuses: it came with 1.27',
  ]);
  expect(found(BUDGET, 'v1.27.9')).toEqual([
    'newer-than-istio: DestinationRule shop/cart spec.trafficPolicy.retryBudget.budgetInterval: has budgetInterval, which Istio 1.27 does not know and the API server drops or refuses: '
    + 'it came with 1.31',
  ]);
  expect(found(BUDGET, '1.31')).toEqual([]);
});

test('without a version nothing is newer', () => {
  expect(found(BUDGET)).toEqual([]);
});

test('a version of a kind that was not served is told, beside what is newer in the object', () => {
  expect(found(BUDGET, '1.21')).toEqual([
    "newer-than-istio: DestinationRule shop/cart apiVersion: is of 'networking.istio.io/v1', which Istio 1.21 does not serve: it came with 1.22",
    expect.stringContaining('has retryBudget'),
  ]);
  expect(found(BUDGET, '1.22')).toEqual([expect.stringContaining('has retryBudget')]);
  expect(found(BUDGET.replace('/v1', '/v1beta1'), '1.21')).toHaveLength(1);
  expect(found(BUDGET.replace('/v1', '/v1beta1'), '1.21')[0]).toContain('has retryBudget');
});

test('a kind that was not there is told', () => {
  expect(found(`
apiVersion: extensions.istio.io/v1alpha1
kind: TrafficExtension
metadata: { name: cart, namespace: shop }
spec: { lua: { inlineCode: "function envoy_on_request() end" } }
`, '1.29')).toEqual(['newer-than-istio: TrafficExtension shop/cart apiVersion: is a TrafficExtension, a kind that Istio 1.29 does not have: it came with 1.30']);
});

test('a value that was not allowed is told with those that were', () => {
  const filter = `
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: { name: cart, namespace: shop }
spec:
  configPatches:
    - applyTo: HTTP_FILTER
      match: { context: WAYPOINT }
      patch: { operation: REMOVE }
`;
  const [first] = found(filter, '1.28');
  expect(first).toContain('spec.configPatches[0].match.context: context is "WAYPOINT", but must be one of ANY, SIDECAR_INBOUND');
  expect(first).toContain('in Istio 1.28: it is taken from 1.29 on');
  expect(found(filter, '1.29')).toEqual([]);
});

test('a rule that was narrower is told', () => {
  const policy = (target: string) => `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: cart, namespace: shop }
spec:
  targetRefs: [{ ${target} }]
`;
  const entry = policy('group: networking.istio.io, kind: ServiceEntry, name: bank');
  expect(found(entry, '1.23')[0]).toContain('in Istio 1.23: it is taken from 1.24 on');
  expect(found(entry, '1.24')).toEqual([]);
  const noGroup = policy('kind: Service, name: cart');
  expect(found(noGroup, '1.24')[0]).toContain('in Istio 1.24: it is taken from 1.25 on');
  expect(found(noGroup, '1.25')).toEqual([]);
});

test('what the newest version refuses too is for other rules', () => {
  expect(found(BUDGET.replace('retryBudget', 'retryBuget'), '1.26')).toEqual([]);
  expect(found(BUDGET.replace('/v1', '/v7'), '1.26')).toEqual([]);
});

test('kinds of others are not looked at', () => {
  expect(found('apiVersion: v1\nkind: Service\nmetadata: { name: cart }\nspec: { ports: [{ port: 80 }] }\n', '1.20')).toEqual([]);
  expect(found('apiVersion: example.istio.io/v1\nkind: Thing\nmetadata: { name: cart }\n', '1.20')).toEqual([]);
});
