import { serviceHalfInMesh } from '../../../../src/check/rules/workload/service-half-in-mesh';
import { deployment, finder, INJECTED, job, pod, service } from '../../objects/workloads';

const find = finder(serviceHalfInMesh);
const outside = { 'app': 'cart', 'sidecar.istio.io/inject': 'false' };

describe('a Service of pods inside and outside of the mesh', () => {
  test('is found', () => {
    expect(find([INJECTED, service('cart'), pod('cart'), deployment('cart-old', { labels: outside })])).toEqual([
      'Service shop/cart spec.selector: chooses Deployment \'cart-old\', which is outside of the mesh, and Pod \'cart\', which is in it',
    ]);
  });

  test('is fine where all are the same, or some not known', () => {
    expect(find([INJECTED, service('cart'), pod('cart'), pod('cart-2', { labels: { app: 'cart' } })])).toEqual([]);
    expect(find([INJECTED, service('cart'), pod('cart', { labels: outside })])).toEqual([]);
    expect(find([service('cart'), pod('cart'), pod('cart-2', { labels: outside })])).toEqual([]);
  });

  test('is fine where those outside are jobs', () => {
    expect(find([INJECTED, service('cart'), pod('cart'), job('cart-job', { labels: outside })])).toEqual([]);
  });
});
