import { selectorWithoutLabels } from '../../../../src/check/rules/sidecar/selector-without-labels';
import { envoyFilter, finder, sidecar } from '../../objects/gateways';

const find = finder(selectorWithoutLabels);

describe('a selector without labels', () => {
  test('is found', () => {
    expect(find(sidecar('a', 'workloadSelector: {}'), sidecar('b', 'workloadSelector: { labels: {} }', 'istio-system'), envoyFilter('c', [], 'workloadSelector: {}', 'istio-system'))).toEqual([
      'Sidecar shop/a spec.workloadSelector: has a selector without labels, which chooses all workloads of namespace \'shop\'',
      'Sidecar istio-system/b spec.workloadSelector: has a selector without labels, which chooses all workloads of namespace \'istio-system\', and is so not the default of the mesh',
      'EnvoyFilter istio-system/c spec.workloadSelector: has a selector without labels, which chooses all workloads of namespace \'istio-system\'',
    ]);
  });

  test('is not one with labels, nor none', () => {
    expect(find(sidecar('a', 'workloadSelector: { labels: { app: a } }'), sidecar('b', 'egress: []'), envoyFilter('c', []))).toEqual([]);
  });
});
