import { injectionLabelsConflict } from '../../../../src/check/rules/workload/injection-labels-conflict';
import { finder, namespace, pod } from '../../objects/workloads';

const find = finder(injectionLabelsConflict);

describe('labels of several ways into the mesh', () => {
  test('are found where one is ignored', () => {
    expect(find([namespace({ 'istio-injection': 'enabled', 'istio.io/rev': 'canary' })])).toEqual([
      'Namespace shop metadata.labels["istio.io/rev"]: has label istio.io/rev: \'canary\', which is ignored beside \'istio-injection: enabled\'',
    ]);
    expect(find([namespace({ 'istio-injection': 'enabled', 'istio.io/dataplane-mode': 'ambient' })])).toEqual([expect.stringContaining('get a proxy by \'istio-injection: enabled\'')]);
    expect(find([namespace({ 'istio.io/rev': 'canary', 'istio.io/dataplane-mode': 'ambient' })])).toEqual([expect.stringContaining('get a proxy by \'istio.io/rev: canary\'')]);
  });

  test('are fine where they agree, or where the namespace declines', () => {
    expect(find([namespace({ 'istio-injection': 'disabled', 'istio.io/rev': 'canary', 'istio.io/dataplane-mode': 'ambient' })])).toEqual([]);
    expect(find([namespace({ 'istio.io/rev': 'canary', 'istio.io/dataplane-mode': 'none' }), pod('elsewhere', { metadata: { namespace: 'front' } })])).toEqual([]);
  });
});
