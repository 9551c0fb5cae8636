import { machineAccountNotFound } from '../../../../src/check/rules/service-entry/machine-account-not-found';
import { findingsIn } from '../../fixtures';
import { workloadEntry, workloadGroup } from '../../objects/meshes';

const account = (name: string, namespace = 'shop') => `
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: ${name}, namespace: ${namespace} }
`;
const find = (...yaml: string[]) => findingsIn(yaml.join(''), [machineAccountNotFound]).map(text => text.replace('machine-account-not-found: ', ''));

describe('the service account of machines', () => {
  test('is one of their namespace', () => {
    expect(find(account('cart'), account('ledger', 'front'), workloadGroup('a', 'template: { serviceAccount: ledger }'))).toEqual([
      'WorkloadGroup shop/a spec.template.serviceAccount: names service account \'ledger\', which namespace \'shop\' does not have',
    ]);
    expect(find(account('cart'), workloadEntry('a', 'address: 192.0.2.1, serviceAccount: ledger'))).toEqual([expect.stringContaining('WorkloadEntry shop/a spec.serviceAccount: ')]);
    expect(find(account('ledger'), workloadGroup('a', 'template: { serviceAccount: ledger }'), workloadEntry('a', 'serviceAccount: ledger'))).toEqual([]);
  });

  test('is not judged where none of the namespace was given, or it is there by itself', () => {
    expect(find(workloadGroup('a', 'template: { serviceAccount: ledger }'))).toEqual([]);
    expect(find(account('ledger', 'front'), workloadGroup('a', 'template: { serviceAccount: ledger }'))).toEqual([]);
    expect(find(account('cart'), workloadGroup('a', 'template: { serviceAccount: default }'), workloadGroup('b', 'template: {}'))).toEqual([]);
  });
});
