import { isKnownKind, servedVersions } from '../../src/schema/kinds';

test.each([
  ['networking.istio.io/v1', 'VirtualService', true],
  ['networking.istio.io/v1alpha3', 'VirtualService', true],
  ['networking.istio.io/v1alpha1', 'VirtualService', false],
  ['networking.istio.io/v1', 'Service', false],
  ['gateway.networking.k8s.io/v1beta1', 'HTTPRoute', true],
  ['v1', 'Service', true],
  ['apps/v1', 'Deployment', true],
  ['apps/v1beta1', 'Deployment', false],
  ['example.com/v1', 'Deployment', false],
  ['argoproj.io/v1alpha1', 'Rollout', false],
  ['', '', false],
  ['constructor/v1', 'toString', false],
  ['v1', 'constructor', false],
])('%s %s is known: %s', (apiVersion, kind, known) => {
  expect(isKnownKind(apiVersion, kind)).toBe(known);
  expect(isKnownKind(apiVersion, kind)).toBe(known);
});

test('the versions that are served come newest first', () => {
  expect(servedVersions('networking.istio.io', 'VirtualService')).toEqual(['v1', 'v1beta1', 'v1alpha3']);
  expect(servedVersions('networking.istio.io', 'EnvoyFilter')).toEqual(['v1alpha3']);
  expect(servedVersions('gateway.networking.k8s.io', 'Gateway')).toEqual(['v1', 'v1beta1']);
  expect(servedVersions('autoscaling', 'HorizontalPodAutoscaler')).toEqual(['v2', 'v1']);
  expect(servedVersions('', 'Service')).toEqual(['v1']);
});

test('of a kind that nobody knows no version is served', () => {
  expect(servedVersions('networking.istio.io', 'Thing')).toEqual([]);
  expect(servedVersions('example.com', 'Service')).toEqual([]);
  expect(servedVersions('toString', 'constructor')).toEqual([]);
});
