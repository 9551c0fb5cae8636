import { sidecarSelectorWithoutPods } from '../../../../src/check/rules/sidecar/sidecar-selector-without-pods';
import { finder, object, pod, service, sidecar } from '../../objects/gateways';

const find = finder(sidecarSelectorWithoutPods);
const selects = (labels: string) => sidecar('cart', `workloadSelector: { labels: ${labels} }`);

describe('the selector of a Sidecar', () => {
  test('chooses nothing of its namespace', () => {
    expect(find(selects('{ app: cart, version: v1 }'), pod('cart'), pod('cart', 'front', '{ app: cart, version: v1 }'))).toEqual([
      'Sidecar shop/cart spec.workloadSelector.labels: selects \'app=cart,version=v1\', which no workload of namespace \'shop\' has',
    ]);
  });

  test('chooses pods, machines or those of a group', () => {
    expect(find(selects('{ app: cart }'), pod('cart'))).toEqual([]);
    const machine = 'spec: { address: 10.0.0.1, labels: { app: vm } }';
    expect(find(selects('{ app: vm }'), pod('cart'), object('networking.istio.io/v1', 'WorkloadEntry', 'vm', 'shop', machine))).toEqual([]);
    const group = 'spec: { metadata: { labels: { app: vm } }, template: { labels: { zone: a } } }';
    expect(find(selects('{ app: vm, zone: a }'), pod('cart'), object('networking.istio.io/v1', 'WorkloadGroup', 'vm', 'shop', group))).toEqual([]);
    expect(find(selects('{ app: vm, zone: b }'), pod('cart'), object('networking.istio.io/v1', 'WorkloadGroup', 'vm', 'shop', group))).toHaveLength(1);
  });

  test('is not judged where no workload was given, or without labels', () => {
    expect(find(selects('{ app: cart }'))).toEqual([]);
    expect(find(selects('{ app: cart }'), service('cart', 'shop', ''), pod('cart', 'front'))).toEqual([]);
    expect(find(selects('{}'), sidecar('all', 'egress: []'), pod('cart'))).toEqual([]);
  });
});
