import { checkMesh } from '../../../../src/check/check-mesh';
import { injectionValueUnknown } from '../../../../src/check/rules/workload/injection-value-unknown';
import { meshOf } from '../../fixtures';
import { deployment, finder, namespace, pod } from '../../objects/workloads';

const find = finder(injectionValueUnknown);

describe('a value of an injection label', () => {
  test('is found at namespaces', () => {
    expect(find([namespace({ 'istio-injection': 'yes' })])).toEqual(['Namespace shop metadata.labels.istio-injection: has label istio-injection: \'yes\', and only \'enabled\' makes Istio inject proxies']);
    expect(find([namespace({ 'istio.io/dataplane-mode': 'Ambient' })])).toEqual([expect.stringContaining('only \'ambient\' takes its pods into the mesh')]);
  });

  test('is found at pods', () => {
    expect(find([deployment('cart', { labels: { 'sidecar.istio.io/inject': 'enabled' } })])).toEqual([
      'Deployment shop/cart spec.template.metadata.labels["sidecar.istio.io/inject"]: has label sidecar.istio.io/inject: \'enabled\', which is neither \'true\' nor \'false\' and is ignored',
    ]);
  });

  test('is heavier at namespaces than at pods', () => {
    const mesh = meshOf(namespace({ 'istio-injection': 'yes' }) + pod('cart', { labels: { 'sidecar.istio.io/inject': 'yes' } }));
    expect(checkMesh(mesh, { rules: [injectionValueUnknown] }).findings.map(({ severity, fix }) => `${severity}: ${fix}`)).toEqual([
      'error: write \'enabled\'', 'warning: write \'true\' or \'false\'',
    ]);
  });

  test.each(['disabled', 'Disabled', 'false', 'no', 'off', 'none', 'disable', ''])('may decline as \'%s\'', value => {
    expect(find([namespace({ 'istio-injection': value, 'istio.io/dataplane-mode': value })])).toEqual([]);
  });

  test('is what Istio knows, or not there', () => {
    expect(find([namespace({ 'istio-injection': 'enabled' }), namespace({ 'istio.io/dataplane-mode': 'ambient' }, 'front'), namespace({}, 'back')])).toEqual([]);
    expect(find([pod('a', { labels: { 'sidecar.istio.io/inject': 'true' } }), pod('b', { labels: { 'sidecar.istio.io/inject': 'false' } }), pod('c')])).toEqual([]);
  });
});
