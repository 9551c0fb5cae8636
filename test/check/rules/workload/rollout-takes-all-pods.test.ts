import { rolloutTakesAllPods } from '../../../../src/check/rules/workload/rollout-takes-all-pods';
import { deployment, finder, INJECTED, namespace, object, service } from '../../objects/workloads';

const find = finder(rolloutTakesAllPods);
const rolls = (maxUnavailable: unknown, replicas?: number, kind?: string) => deployment('cart', { rest: { replicas, strategy: { rollingUpdate: { maxUnavailable } } } }, kind);
const among = (...yaml: string[]) => find([INJECTED, service('cart'), ...yaml]);

describe('a rolling update', () => {
  test('may take all pods', () => {
    expect(among(rolls(1))).toEqual(['Deployment shop/cart spec.strategy.rollingUpdate.maxUnavailable: lets a rolling update take 1 of its pods away at once, and has 1']);
    expect([among(rolls(2, 2)), among(rolls(3, 2)), among(rolls('100%', 5))].map(found => found.length)).toEqual([1, 1, 1]);
  });

  test('leaves some', () => {
    expect([among(rolls(1, 2)), among(rolls(0)), among(rolls('99%', 5)), among(rolls(undefined)), among(rolls('all')), among(rolls(1, 0))].flat()).toEqual([]);
  });

  test('is not judged where something else decides, nothing is called, or it is not in the mesh', () => {
    expect(among(rolls(1), object('autoscaling/v2', 'HorizontalPodAutoscaler', 'a', { spec: { scaleTargetRef: { name: 'cart' } } }))).toEqual([]);
    expect(among(rolls(1), object('autoscaling/v2', 'HorizontalPodAutoscaler', 'a', { spec: { scaleTargetRef: { name: 'other' } } }))).toHaveLength(1);
    expect(find([INJECTED, rolls(1)])).toEqual([]);
    expect(find([namespace(), service('cart'), rolls(1)])).toEqual([]);
    expect(find([service('cart'), rolls(1)])).toEqual([]);
    expect(among(rolls(1, 1, 'StatefulSet'))).toEqual([]);
  });
});
