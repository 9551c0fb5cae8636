import { envoyFilterSelectorWithoutPods } from '../../../../src/check/rules/sidecar/envoy-filter-selector-without-pods';
import { envoyFilter, finder, pod } from '../../objects/gateways';

const find = finder(envoyFilterSelectorWithoutPods);
const selects = (labels: string, namespace?: string) => envoyFilter('a', [], `workloadSelector: { labels: ${labels} }`, namespace);

describe('the selector of an EnvoyFilter', () => {
  test('chooses nothing of its namespace', () => {
    expect(find(selects('{ app: cart, version: v1 }'), pod('cart'), pod('cart', 'front', '{ app: cart, version: v1 }'))).toEqual([
      'EnvoyFilter shop/a spec.workloadSelector.labels: selects \'app=cart,version=v1\', which no workload of namespace \'shop\' has',
    ]);
  });

  test('chooses pods, or nobody knows', () => {
    expect(find(selects('{ app: cart }'), pod('cart'))).toEqual([]);
    expect(find(selects('{ app: other }'))).toEqual([]);
    expect(find(selects('{}'), envoyFilter('b', []), pod('cart'))).toEqual([]);
    expect(find(selects('{ gateway.networking.k8s.io/gateway-name: public }'), pod('cart'))).toEqual([]);
    expect(find(selects('{ app: other }', 'istio-system'), pod('istiod', 'istio-system'))).toEqual([]);
  });
});
