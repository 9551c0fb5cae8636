import { injectionLabelMisplaced } from '../../../../src/check/rules/workload/injection-label-misplaced';
import { deployment, finder, namespace, pod } from '../../objects/workloads';

const find = finder(injectionLabelMisplaced);
const INJECT = { 'sidecar.istio.io/inject': 'true' };

describe('a label that decides about proxies', () => {
  test('is not read at namespaces if it is for pods', () => {
    expect(find([namespace(INJECT)])).toEqual(['Namespace shop metadata.labels["sidecar.istio.io/inject"]: has label sidecar.istio.io/inject: \'true\', which is read at pods alone']);
  });

  test('is not read among the annotations of a namespace', () => {
    expect(find([namespace({}, 'shop', { 'istio-injection': 'enabled', 'istio.io/dataplane-mode': 'ambient' })])).toEqual([
      'Namespace shop metadata.annotations.istio-injection: has istio-injection among its annotations, and only labels are read',
      'Namespace shop metadata.annotations["istio.io/dataplane-mode"]: has istio.io/dataplane-mode among its annotations, and only labels are read',
    ]);
    expect(find([namespace({ 'istio-injection': 'enabled' }, 'shop', { 'istio-injection': 'enabled' })])).toEqual([]);
  });

  test('is not read at what makes pods', () => {
    expect(find([deployment('cart', { metadata: { labels: INJECT } })])).toEqual([
      'Deployment shop/cart metadata.labels["sidecar.istio.io/inject"]: has label sidecar.istio.io/inject: \'true\', which is read at its pods and does not stand in spec.template',
    ]);
    expect(find([deployment('cart', { metadata: { labels: { 'istio.io/dataplane-mode': 'none' } } })])).toHaveLength(1);
  });

  test('may stand there once more', () => {
    expect(find([deployment('cart', { metadata: { labels: INJECT }, labels: INJECT })])).toEqual([]);
    expect(find([deployment('cart', { metadata: { labels: INJECT }, annotations: INJECT })])).toEqual([]);
    expect(find([pod('cart', { labels: INJECT }), namespace()])).toEqual([]);
  });

  test('is not read at pods if it is for namespaces', () => {
    expect(find([pod('cart', { labels: { 'istio-injection': 'enabled' } })])).toEqual([
      'Pod shop/cart metadata.labels.istio-injection: has label istio-injection: \'enabled\' at its pods, which is read at namespaces alone',
    ]);
  });
});
