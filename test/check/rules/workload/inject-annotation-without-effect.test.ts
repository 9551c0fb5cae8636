import { injectAnnotationWithoutEffect } from '../../../../src/check/rules/workload/inject-annotation-without-effect';
import { deployment, finder, INJECTED, namespace, pod } from '../../objects/workloads';

const find = finder(injectAnnotationWithoutEffect);
const ASKS = { 'sidecar.istio.io/inject': 'true' };

describe('an annotation that asks for a proxy', () => {
  test('is found in namespaces that are not injected', () => {
    expect(find([namespace(), deployment('cart', { annotations: ASKS })])).toEqual([
      'Deployment shop/cart spec.template.metadata.annotations["sidecar.istio.io/inject"]: asks for a proxy by an annotation, and namespace \'shop\' is not injected',
    ]);
    expect(find([namespace({ 'istio-injection': 'disabled' }), pod('cart', { annotations: ASKS })])).toEqual([expect.stringContaining('is not injected (istio-injection: \'disabled\')')]);
  });

  test('is fine where it has an effect, or where that is not known', () => {
    expect(find([INJECTED, pod('cart', { annotations: ASKS })])).toEqual([]);
    expect(find([pod('cart', { annotations: ASKS })])).toEqual([]);
    expect(find([namespace(), pod('cart', { annotations: ASKS, labels: ASKS })])).toEqual([]);
    expect(find([namespace(), pod('cart', { annotations: { 'sidecar.istio.io/inject': 'false' } })])).toEqual([]);
    expect(find([namespace(), pod('cart', { annotations: ASKS, spec: { hostNetwork: true } })])).toEqual([]);
  });
});
