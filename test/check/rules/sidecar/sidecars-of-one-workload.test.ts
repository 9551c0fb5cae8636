import { sidecarsOfOneWorkload } from '../../../../src/check/rules/sidecar/sidecars-of-one-workload';
import { finder, pod, sidecar } from '../../objects/gateways';

const find = finder(sidecarsOfOneWorkload);
const selects = (name: string, labels: string, namespace = 'shop') => sidecar(name, `workloadSelector: { labels: ${labels} }`, namespace);

describe('two Sidecars of a workload', () => {
  test('are found', () => {
    const both = [selects('cart', '{ app: cart }'), selects('v1', '{ version: v1 }')];
    expect(find(...both, pod('cart', 'shop', '{ app: cart, version: v1 }'))).toEqual([
      'Sidecar shop/v1 spec.workloadSelector.labels: selects Pod \'cart\', which Sidecar \'cart\' selects too',
    ]);
    expect(find(...both, pod('cart', 'shop', '{ app: cart, version: v1 }'), pod('cart-2', 'shop', '{ app: cart, version: v1 }'))).toHaveLength(1);
    expect(find(...both, pod('cart', 'shop', '{ app: cart }'), pod('reviews', 'shop', '{ version: v1 }'))).toEqual([]);
  });

  test('are not in other namespaces, without pods or without labels', () => {
    expect(find(selects('cart', '{ app: cart }'), selects('cart', '{ app: cart }', 'front'), pod('cart'), pod('cart', 'front'))).toEqual([]);
    expect(find(selects('a', '{ app: cart }'), selects('b', '{ app: cart }'))).toEqual([]);
    expect(find(selects('a', '{ app: cart }'), sidecar('b', 'egress: []'), selects('c', '{}'), pod('cart'))).toEqual([]);
  });
});
