import { annotationMisplaced } from '../../../../src/check/rules/workload/annotation-misplaced';
import { deployment, finder, namespace, object, pod } from '../../objects/workloads';

const find = finder(annotationMisplaced);
const PORTS = { 'traffic.sidecar.istio.io/excludeOutboundPorts': '5432' };
const annotations = PORTS;

describe('an annotation at the wrong object', () => {
  test('is found beside the template of pods', () => {
    expect(find([deployment('cart', { metadata: { annotations } })])).toEqual([
      'Deployment shop/cart metadata.annotations["traffic.sidecar.istio.io/excludeOutboundPorts"]: has annotation \'traffic.sidecar.istio.io/excludeOutboundPorts\', which is read at Pod alone',
    ]);
  });

  test('is found at Services and namespaces, and at pods', () => {
    expect(find([namespace({}, 'shop', PORTS), object('v1', 'Service', 'cart', {}, { annotations })])).toHaveLength(2);
    expect(find([deployment('cart', { annotations: { 'networking.istio.io/exportTo': '.' } })])).toEqual([expect.stringContaining('\'networking.istio.io/exportTo\' at its pods, which is read at Service alone')]);
    expect(find([pod('cart', { annotations: { 'networking.istio.io/exportTo': '.' } })])).toHaveLength(1);
  });

  test('is found where the class of an Ingress is not at one, if it is Istio', () => {
    const classed = (value: string) => ({ annotations: { 'kubernetes.io/ingress.class': value } });
    expect(find([pod('cart', classed('istio'))])).toEqual([
      'Pod shop/cart metadata.annotations["kubernetes.io/ingress.class"]: has annotation \'kubernetes.io/ingress.class\', which is read at Ingress alone',
    ]);
    expect(find([pod('cart', classed('nginx')), object('networking.k8s.io/v1', 'Ingress', 'cart', {}, classed('istio'))])).toEqual([]);
  });

  test('may stand at both', () => {
    expect(find([deployment('cart', { metadata: { annotations }, annotations })])).toEqual([]);
    expect(find([deployment('cart', { metadata: { annotations: { 'networking.istio.io/exportTo': '.' } }, annotations: { 'networking.istio.io/exportTo': '.' } })])).toHaveLength(2);
  });

  test('is fine where it is read, where Istio writes it, and where others take it on', () => {
    expect(find([pod('cart', { annotations }), deployment('front', { annotations })])).toEqual([]);
    expect(find([object('v1', 'Service', 'cart', {}, { annotations: { 'networking.istio.io/exportTo': '.', 'networking.istio.io/traffic-distribution': 'PreferClose' } })])).toEqual([]);
    expect(find([namespace({}, 'shop', { 'istio.io/rev': 'x', 'galley.istio.io/analyze-suppress': '*', 'istio.io/unknown': 'x' })])).toEqual([]);
    expect(find([object('example.com/v1', 'Thing', 'a', {}, { annotations }), object('gateway.networking.k8s.io/v1', 'Gateway', 'a', {}, { annotations })])).toEqual([]);
    expect(find([deployment('cart', { metadata: { annotations } }, 'ReplicaSet')])).toEqual([]);
  });
});
