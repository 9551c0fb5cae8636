import { annotationUnknown } from '../../../../src/check/rules/workload/annotation-unknown';
import { deployment, finder, namespace, object, pod } from '../../objects/workloads';

const find = finder(annotationUnknown);
const has = (...names: string[]) => find([pod('cart', { annotations: Object.fromEntries(names.map(name => [name, 'x'])) })]);

describe('an annotation of Istio', () => {
  test('is found where Istio does not know it, with the one that is meant', () => {
    expect(has('networking.istio.io/something')).toEqual(['Pod shop/cart metadata.annotations["networking.istio.io/something"]: has annotation \'networking.istio.io/something\', which Istio does not know']);
    expect(has('sidecar.istio.io/proxycpu')).toEqual([expect.stringContaining('; \'sidecar.istio.io/proxyCPU\' is meant, perhaps')]);
    expect(has('proxy.istio.io/confg')).toEqual([expect.stringContaining('; \'proxy.istio.io/config\' is meant, perhaps')]);
  });

  test('is found in templates and at any object', () => {
    expect(find([deployment('cart', { annotations: { 'istio.io/what': 'x' } })])).toEqual([expect.stringContaining('Deployment shop/cart spec.template.metadata.annotations["istio.io/what"]')]);
    expect(find([namespace({}, 'shop', { 'istio.io/what': 'x' }), object('example.com/v1', 'Thing', 'a', {}, { annotations: { 'istio.io/what': 'x' } })])).toHaveLength(2);
  });

  test('is a label, perhaps', () => {
    expect(has('istio.io/use-waypoint')).toEqual([expect.stringContaining('has istio.io/use-waypoint among its annotations, and Istio reads it among the labels')]);
  });

  test('may be one that its list lacks, or of the installer', () => {
    expect(has('sidecar.istio.io/proxyCPU', 'prometheus.istio.io/secure-port', 'install.operator.istio.io/chart-owner', 'internal.istio.io/parents')).toEqual([]);
  });

  test('is of Istio only in its domain', () => {
    expect(has('istio.io.example.com/x', 'example.com/istio.io', 'myistio.io/x', 'accept.cdk8s-istio/x')).toEqual([]);
  });

  test('is not said again of what a Deployment handed down', () => {
    expect(find([deployment('cart', { metadata: { annotations: { 'istio.io/what': 'x' } } }, 'ReplicaSet')])).toEqual([]);
  });
});
