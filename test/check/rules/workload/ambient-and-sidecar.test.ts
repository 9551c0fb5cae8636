import { ambientAndSidecar } from '../../../../src/check/rules/workload/ambient-and-sidecar';
import { deployment, finder, INJECTED, namespace, pod } from '../../objects/workloads';

const find = finder(ambientAndSidecar);
const AMBIENT = { 'istio.io/dataplane-mode': 'ambient' };

describe('pods that ask for ambient mode', () => {
  test('do not get it with a proxy of their own', () => {
    expect(find([INJECTED, deployment('cart', { labels: AMBIENT })])).toEqual([
      'Deployment shop/cart spec.template.metadata.labels["istio.io/dataplane-mode"]: asks for ambient mode, and its pods get a proxy of their own',
    ]);
    expect(find([pod('cart', { labels: { ...AMBIENT, 'sidecar.istio.io/inject': 'true' } })])).toHaveLength(1);
  });

  test('get it otherwise', () => {
    expect(find([namespace(), pod('cart', { labels: AMBIENT })])).toEqual([]);
    expect(find([pod('cart', { labels: AMBIENT })])).toEqual([]);
    expect(find([INJECTED, pod('cart', { labels: { 'istio.io/dataplane-mode': 'none' } }), pod('front')])).toEqual([]);
  });
});
