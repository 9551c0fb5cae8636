import { checkMesh } from '../../../../src/check/check-mesh';
import { volumeClaimRefused } from '../../../../src/check/rules/workload/volume-claim-refused';
import { meshOf } from '../../fixtures';
import { finder, object } from '../../objects/workloads';

const find = finder(volumeClaimRefused);
const STORAGE = { requests: { storage: '10Gi' } };
const claim = (spec: object) => find([object('v1', 'PersistentVolumeClaim', 'data', { spec: { accessModes: ['ReadWriteOnce'], resources: STORAGE, ...spec } })])
  .map(text => text.replace('PersistentVolumeClaim shop/data spec.', ''));

describe('a claim', () => {
  test('says how the volume is used', () => {
    expect(claim({ accessModes: [] })).toEqual(['accessModes: has no accessModes']);
    expect(claim({ accessModes: undefined })).toEqual(['accessModes: has no accessModes']);
    expect(claim({ accessModes: ['ReadWriteOncePod', 'ReadOnlyMany'] })).toEqual(['accessModes: has the access mode ReadWriteOncePod beside others']);
    expect([claim({ accessModes: ['ReadWriteOncePod'] }), claim({ accessModes: ['ReadWriteOnce', 'ReadOnlyMany'] })].flat()).toEqual([]);
  });

  test('requests storage', () => {
    expect(claim({ resources: {} })).toEqual(['resources.requests: requests no storage']);
    expect(claim({ resources: { requests: { storage: 0 } } })).toEqual(['resources.requests.storage: requests 0 of storage, which is nothing']);
    expect([claim({ resources: { requests: { storage: '-1Gi' } } }), claim({ resources: { requests: { storage: '1' } } })].map(found => found.length)).toEqual([1, 0]);
  });

  test('takes its data from another claim, or from an object of a group', () => {
    expect(claim({ dataSourceRef: { kind: 'VolumeSnapshot', name: 'a' } })).toEqual([
      'dataSourceRef.kind: takes its data from a VolumeSnapshot without an apiGroup, as only a PersistentVolumeClaim has none',
    ]);
    expect([claim({ dataSourceRef: { kind: 'PersistentVolumeClaim', name: 'a' } }), claim({ dataSourceRef: { apiGroup: 'example.com', kind: 'Book', name: 'a' } })].flat()).toEqual([]);
  });

  test('takes no other data by dataSource, nor from another namespace: it is dropped', () => {
    const source = (dataSource: object) => claim({ dataSource });
    expect(source({ kind: 'VolumeSnapshot', name: 'a' })).toEqual(['dataSource: takes its data from a VolumeSnapshot, which is dropped: the volume is empty']);
    expect([source({ apiGroup: 'example.com', kind: 'VolumeSnapshot', name: 'a' }), source({ apiGroup: 'v1', kind: 'PersistentVolumeClaim', name: 'a' })].map(found => found.length)).toEqual([1, 1]);
    expect([source({ kind: 'PersistentVolumeClaim', name: 'a' }), source({ apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'a' })].flat()).toEqual([]);
    expect(claim({ dataSourceRef: { kind: 'PersistentVolumeClaim', name: 'a', namespace: 'front' } })).toEqual([
      'dataSourceRef.namespace: takes its data from another namespace, which is dropped without the feature CrossNamespaceVolumeDataSource: the volume is empty',
    ]);
    const severities = (spec: string) => checkMesh(meshOf(`
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data }
spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } }, ${spec} }
`), { rules: [volumeClaimRefused] }).findings.map(({ severity }) => severity);
    expect([severities('dataSource: { kind: Book, name: a }'), severities('dataSourceRef: { kind: Book, name: a }')]).toEqual([['warning'], ['error']]);
  });

  test('has one source', () => {
    const other = { kind: 'PersistentVolumeClaim', name: 'a' };
    expect(claim({ dataSource: other, dataSourceRef: { ...other, name: 'b' } })).toEqual(['dataSource: has a dataSource that is not its dataSourceRef']);
    expect(claim({ dataSource: other, dataSourceRef: other })).toEqual([]);
  });
});
