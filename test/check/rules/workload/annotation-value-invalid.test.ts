import { annotationValueInvalid } from '../../../../src/check/rules/workload/annotation-value-invalid';
import { deployment, finder, namespace, object, pod } from '../../objects/workloads';

const find = finder(annotationValueInvalid);
const annotations = { 'traffic.sidecar.istio.io/excludeOutboundPorts': '5432;3306' };

describe('a value of an annotation', () => {
  test('is found where the injector refuses it', () => {
    expect(find([deployment('cart', { annotations })])).toEqual([
      'Deployment shop/cart spec.template.metadata.annotations["traffic.sidecar.istio.io/excludeOutboundPorts"]: has \'5432;3306\' in annotation '
      + 'traffic.sidecar.istio.io/excludeOutboundPorts, which must be port numbers with commas between them, and \'5432;3306\' is none',
    ]);
  });

  test('does not matter where nothing is injected or read', () => {
    expect(find([namespace(), pod('cart', { annotations })])).toEqual([]);
    expect(find([deployment('cart', { metadata: { annotations } }), object('v1', 'Service', 'cart', {}, { annotations })])).toEqual([]);
    expect(find([pod('cart', { annotations: { 'traffic.sidecar.istio.io/excludeOutboundPorts': '5432' } })])).toEqual([]);
  });
});
