import { sidecarsWithoutSelector } from '../../../../src/check/rules/sidecar/sidecars-without-selector';
import { finder, sidecar } from '../../objects/gateways';

const find = finder(sidecarsWithoutSelector);

describe('Sidecars for all workloads', () => {
  test('are found if a namespace has more than one', () => {
    expect(find(sidecar('a', 'egress: []'), sidecar('b', 'egress: []'), sidecar('c', 'egress: []'))).toEqual([
      'Sidecar shop/a metadata.name: holds for all workloads of namespace \'shop\', and so does \'b\', \'c\'',
    ]);
  });

  test('are not if there is one in each namespace, or the others select', () => {
    expect(find(sidecar('a', 'egress: []'), sidecar('a', 'egress: []', 'front'), sidecar('b', 'workloadSelector: { labels: { app: b } }'))).toEqual([]);
  });
});
