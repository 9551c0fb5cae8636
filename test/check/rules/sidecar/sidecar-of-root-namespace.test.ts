import { sidecarOfRootNamespace } from '../../../../src/check/rules/sidecar/sidecar-of-root-namespace';
import { finder, pod, sidecar } from '../../objects/gateways';

const SELECTS = 'workloadSelector: { labels: { app: cart, version: v1 } }';

describe('a Sidecar of the root namespace that selects', () => {
  test('is found', () => {
    expect(finder(sidecarOfRootNamespace)(sidecar('cart', SELECTS, 'istio-system'))).toEqual([
      'Sidecar istio-system/cart spec.workloadSelector: selects \'app=cart,version=v1\' in the root namespace, of which only pods of \'istio-system\' are chosen',
    ]);
    expect(finder(sidecarOfRootNamespace, { rootNamespace: 'mesh' })(sidecar('cart', SELECTS, 'istio-system'), sidecar('cart', SELECTS, 'mesh'))).toHaveLength(1);
  });

  test('is not if pods of the namespace are known, in other namespaces, or without labels', () => {
    expect(finder(sidecarOfRootNamespace)(sidecar('cart', SELECTS), sidecar('a', 'workloadSelector: {}', 'istio-system'), sidecar('b', 'egress: []', 'istio-system'))).toEqual([]);
    expect(finder(sidecarOfRootNamespace)(sidecar('cart', SELECTS, 'istio-system'), pod('istiod', 'istio-system'))).toEqual([]);
  });
});
