import { mayHoldOtherPods, servedWorkloads, workloadsIn } from '../../src/model/service-workloads';
import { meshOf } from '../check/fixtures';
import { object, pod, service } from '../check/rules/workload/objects';

describe('Services and workloads', () => {
  const mesh = meshOf([service('cart'), service('none'), service('any', [], { selector: undefined }), pod('cart'), pod('cart-2', { labels: { app: 'cart' } }), pod('cart', { metadata: { namespace: 'front' } })].join(''));

  test('belong together by labels, in one namespace', () => {
    expect(servedWorkloads(mesh).map(({ host, workloads }) => [host.service!.name, workloads.map(({ name }) => name)])).toEqual([['cart', ['cart', 'cart-2']], ['none', []]]);
  });

  test('are found by namespace', () => {
    expect([workloadsIn(mesh, 'shop'), workloadsIn(mesh, 'front'), workloadsIn(mesh, 'back')].map(({ length }) => length)).toEqual([2, 1, 0]);
  });

  test.each([
    ['v1', 'Service', false], ['v1', 'ReplicationController', true], ['apps/v1', 'Deployment', false], ['batch/v1', 'Job', false], ['networking.istio.io/v1', 'VirtualService', false],
    ['policy/v1', 'PodDisruptionBudget', false], ['cert-manager.io/v1', 'Certificate', false], ['argoproj.io/v1alpha1', 'Rollout', true], ['gateway.networking.k8s.io/v1', 'Gateway', true],
    ['gateway.networking.k8s.io/v1', 'HTTPRoute', false], ['networking.istio.io/v1', 'WorkloadGroup', true], ['notistio.io/v1', 'Thing', true],
  ])('other pods may come from %s %s: %s', (apiVersion, kind, may) => {
    const other = meshOf(object(apiVersion, kind, 'a'));
    expect([mayHoldOtherPods(other, 'shop'), mayHoldOtherPods(other, 'front')]).toEqual([may, false]);
  });
});
