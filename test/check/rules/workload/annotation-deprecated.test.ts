import { annotationDeprecated } from '../../../../src/check/rules/workload/annotation-deprecated';
import { deployment, finder, INJECTED, namespace, object, pod } from '../../objects/workloads';

const find = finder(annotationDeprecated);
const DECLINES = { 'sidecar.istio.io/inject': 'false' };
const ASKS = { 'sidecar.istio.io/inject': 'true' };

describe('a deprecated annotation', () => {
  test('is found where it is read', () => {
    expect(find([deployment('cart', { annotations: DECLINES })])).toEqual([
      'Deployment shop/cart spec.template.metadata.annotations["sidecar.istio.io/inject"]: has annotation \'sidecar.istio.io/inject\', which is deprecated',
    ]);
    expect(find([object('v1', 'Service', 'cart', {}, { annotations: { 'alpha.istio.io/canonical-serviceaccounts': 'x' } })])).toHaveLength(1);
    expect(find([INJECTED, pod('cart', { annotations: ASKS })])).toHaveLength(1);
  });

  test('is not said where it is misplaced, without effect, handed down, or kept beside the label', () => {
    expect(find([deployment('cart', { metadata: { annotations: DECLINES } })])).toEqual([]);
    expect(find([namespace(), pod('cart', { annotations: ASKS })])).toEqual([]);
    expect(find([deployment('cart', { annotations: DECLINES }, 'ReplicaSet')])).toEqual([]);
    expect(find([pod('cart', { annotations: DECLINES, labels: DECLINES })])).toEqual([]);
  });

  test('is not every one', () => {
    expect(find([pod('cart', { annotations: { 'proxy.istio.io/config': '{}', 'istio.io/unknown': 'x' } })])).toEqual([]);
  });
});
