import { serviceSelectsNothing } from '../../../../src/check/rules/workload/service-selects-nothing';
import { finder, object, pod, service } from '../../objects/workloads';

const find = finder(serviceSelectsNothing);

describe('a Service without pods', () => {
  test('is found where its namespace has workloads', () => {
    expect(find([service('cart'), pod('card')])).toEqual(['Service shop/cart spec.selector: chooses pods with \'app: cart\', and no workload of namespace \'shop\' has such pods']);
  });

  test('is not found where one does not know', () => {
    expect(find([service('cart')])).toEqual([]);
    expect(find([service('cart'), pod('card', { metadata: { namespace: 'front' } })])).toEqual([]);
    expect(find([service('cart'), pod('card'), object('argoproj.io/v1alpha1', 'Rollout', 'cart')])).toEqual([]);
    expect(find([service('cart'), pod('card'), object('v1', 'ReplicationController', 'cart')])).toEqual([]);
    expect(find([service('cart'), pod('card'), object('gateway.networking.k8s.io/v1', 'Gateway', 'cart')])).toEqual([]);
  });

  test('is found though other objects are there that make no pods', () => {
    const others = [object('networking.istio.io/v1', 'VirtualService', 'a', { spec: {} }), object('networking.k8s.io/v1', 'NetworkPolicy', 'a'), object('policy/v1', 'PodDisruptionBudget', 'a'),
      object('argoproj.io/v1alpha1', 'Rollout', 'cart', {}, { namespace: 'front' }), object('argoproj.io/v1alpha1', 'ClusterThing', 'cart', {}, { namespace: undefined })];
    expect(find([service('cart'), pod('card'), ...others])).toHaveLength(1);
  });

  test('has pods, machines, or needs none', () => {
    expect(find([service('cart'), pod('cart'), pod('front')])).toEqual([]);
    expect(find([service('cart'), pod('card'), object('networking.istio.io/v1', 'WorkloadEntry', 'vm', { spec: { labels: { app: 'cart' } } })])).toEqual([]);
    expect(find([service('cart'), pod('card'), object('networking.istio.io/v1', 'WorkloadGroup', 'vms', { spec: { template: { serviceAccount: 'cart' }, metadata: { labels: { app: 'cart' } } } })])).toEqual([]);
    expect(find([service('cart', [], { type: 'ExternalName', externalName: 'pay.example.com' }), pod('card')])).toEqual([]);
    expect(find([service('cart', [], { selector: {} }), pod('card')])).toEqual([]);
    expect(find([service('edge', [], { selector: { 'gateway.networking.k8s.io/gateway-name': 'edge' } }), pod('card')])).toEqual([]);
  });
});
