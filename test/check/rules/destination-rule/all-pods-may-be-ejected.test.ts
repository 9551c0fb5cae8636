import { allPodsMayBeEjected } from '../../../../src/check/rules/destination-rule/all-pods-may-be-ejected';
import { findingsIn } from '../../fixtures';
import { deployment, destinationRule, pod, policy, service, workloadEntry } from '../../objects/meshes';

const RULE = policy('outlierDetection: { maxEjectionPercent: 100 }');
const find = (...yaml: string[]) => findingsIn(yaml.join(''), [allPodsMayBeEjected]);

describe('the last pod of a host', () => {
  test('may be ejected where there are few', () => {
    expect(find(service(), deployment('reviews', 2), RULE)).toEqual([
      'all-pods-may-be-ejected: DestinationRule shop/reviews spec.trafficPolicy.outlierDetection.maxEjectionPercent: lets all pods of \'reviews.shop.svc.cluster.local\' be ejected, '
      + 'which has 2: nobody is left then',
    ]);
    expect(find(service(), deployment('reviews', 1), RULE)).toEqual([expect.stringContaining('which has one: ')]);
    expect(find(service(), pod(), RULE)).toHaveLength(1);
    expect(find(service(), deployment('reviews', 3), RULE)).toEqual([]);
    expect(find(service(), deployment('reviews', 1), deployment('more', 2, { labels: 'app: reviews' }), RULE)).toEqual([]);
    expect(find(service(), deployment('reviews', 0), RULE)).toEqual([]);
  });

  test('is kept, or called all the same, by other settings', () => {
    expect(find(service(), pod(), policy('outlierDetection: { maxEjectionPercent: 99 }'))).toEqual([]);
    expect(find(service(), pod(), policy('outlierDetection: {}'))).toEqual([]);
    expect(find(service(), pod(), policy('outlierDetection: { maxEjectionPercent: 100, minHealthPercent: 1 }'))).toEqual([]);
    expect(find(service(), pod(), policy('outlierDetection: { maxEjectionPercent: 100, minHealthPercent: 0 }'))).toHaveLength(1);
  });

  test('is not judged where the number of pods is not known', () => {
    expect(find(service(), deployment('reviews', undefined), RULE)).toEqual([]);
    expect(find(service(), pod(), workloadEntry('one', 'address: 192.0.2.1, labels: { app: reviews }'), RULE)).toEqual([]);
    expect(find(service(), RULE)).toEqual([]);
    expect(find(service(), pod(), policy('outlierDetection: { maxEjectionPercent: 100 }', { host: '*.shop.svc.cluster.local' }))).toEqual([]);
  });

  test('is not judged where something scales the pods', () => {
    const scaler = (kind: string, target: string) => `
---
apiVersion: ${kind.includes('Horizontal') ? 'autoscaling/v2' : 'keda.sh/v1alpha1'}
kind: ${kind}
metadata: { name: reviews, namespace: shop }
spec: { scaleTargetRef: { ${target} } }
`;
    expect(find(service(), deployment('reviews', 1), RULE, scaler('HorizontalPodAutoscaler', 'kind: Deployment, name: reviews'))).toEqual([]);
    expect(find(service(), deployment('reviews', 1), RULE, scaler('ScaledObject', 'name: reviews'))).toEqual([]);
    expect(find(service(), deployment('reviews', 1), RULE, scaler('HorizontalPodAutoscaler', 'kind: Deployment, name: cart'))).toHaveLength(1);
  });

  test('of a subset is one of its own pods', () => {
    const subset = (version: string) => destinationRule(`subsets: [{ name: v, labels: { version: ${version} }, trafficPolicy: { outlierDetection: { maxEjectionPercent: 100 } } }]`);
    const pods = [deployment('one', 1, { labels: 'app: reviews, version: v1' }), deployment('two', 4, { labels: 'app: reviews, version: v2' })];
    expect(find(service(), ...pods, subset('v1'))).toHaveLength(1);
    expect(find(service(), ...pods, subset('v2'))).toEqual([]);
  });
});
