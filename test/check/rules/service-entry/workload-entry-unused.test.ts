import { workloadEntryUnused } from '../../../../src/check/rules/service-entry/workload-entry-unused';
import { findingsIn } from '../../fixtures';
import { pod, service, serviceEntry, workloadEntry } from '../../objects/meshes';

const find = (...yaml: string[]) => findingsIn(yaml.join(''), [workloadEntryUnused]);
const machine = (labels: string, more = {}) => workloadEntry('one', `address: 192.0.2.1, labels: { ${labels} }`, more);

describe('a WorkloadEntry', () => {
  test('that nothing selects is found', () => {
    expect(find(service(), pod(), machine('app: legder, tier: db'))).toEqual([
      'workload-entry-unused: WorkloadEntry shop/one spec.labels: carries \'app=legder, tier=db\', which no Service and no ServiceEntry of namespace \'shop\' selects',
    ]);
    expect(find(service(), workloadEntry('one', 'address: 192.0.2.1'))).toEqual([expect.stringContaining('carries no labels, which')]);
  });

  test('is selected by Services and ServiceEntries, with its own labels too', () => {
    expect(find(service(), machine('app: reviews'))).toEqual([]);
    expect(find(serviceEntry('resolution: STATIC\n  workloadSelector: { labels: { app: ledger } }'), machine('app: ledger'))).toEqual([]);
    expect(find(service(), workloadEntry('one', 'address: 192.0.2.1', { metadata: ', labels: { app: reviews }' }))).toEqual([]);
  });

  test('is not judged where selectors were not given, or choose nothing themselves', () => {
    expect(find(machine('app: ledger'))).toEqual([]);
    expect(find(service('reviews', { namespace: 'front' }), machine('app: ledger'))).toEqual([]);
    expect(find(service('reviews', { spec: 'type: ClusterIP' }), machine('app: ledger'))).toEqual([]);
    expect(find(service(), pod(), serviceEntry('resolution: STATIC\n  workloadSelector: { labels: { app: legder } }'), machine('app: ledger'))).toEqual([]);
    expect(find(service(), machine('app: ledger', { metadata: ', annotations: { istio.io/autoRegistrationGroup: ledger }' }))).toEqual([]);
  });
});
