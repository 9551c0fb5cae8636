import { workloadGroupsWithSameLabels } from '../../../../src/check/rules/service-entry/workload-groups-with-same-labels';
import { findingsIn } from '../../fixtures';
import { workloadGroup } from '../../objects/meshes';

const find = (...yaml: string[]) => findingsIn(yaml.join(''), [workloadGroupsWithSameLabels]);
const group = (name: string, labels: string, template = '', more = {}) => workloadGroup(name, `metadata: { labels: { ${labels} } }, template: { ${template} }`, more);

describe('two WorkloadGroups', () => {
  test('with the same labels are found', () => {
    expect(find(group('a', 'app: ledger, tier: db'), group('b', 'tier: db, app: ledger'))).toEqual([
      'workload-groups-with-same-labels: WorkloadGroup shop/b spec.metadata.labels: gives machines the labels \'app=ledger, tier=db\', as WorkloadGroup \'shop/a\' does',
    ]);
    expect(find(group('a', 'app: ledger'), workloadGroup('b', 'template: { labels: { app: ledger } }'))).toHaveLength(1);
  });

  test('are told apart by labels, namespaces and places', () => {
    expect(find(group('a', 'app: ledger'), group('b', 'app: orders'), group('c', 'app: ledger', '', { namespace: 'front' }))).toEqual([]);
    expect(find(group('a', 'app: ledger', 'network: one'), group('b', 'app: ledger', 'network: two'), group('c', 'app: ledger', 'locality: a'))).toEqual([]);
    expect(find(group('a', 'app: ledger', 'ports: { http: 1 }'), group('b', 'app: ledger', 'ports: { http: 2 }'))).toEqual([]);
    expect(find(workloadGroup('a', 'template: {}'), workloadGroup('b', 'template: {}'))).toEqual([]);
  });
});
