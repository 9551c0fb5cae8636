import { serviceEntrySelectsNothing } from '../../../../src/check/rules/service-entry/service-entry-selects-nothing';
import { findingsIn } from '../../fixtures';
import { pod, serviceEntry, workloadEntry, workloadGroup } from '../../objects/meshes';

const entry = (selector: string, resolution = 'STATIC') => serviceEntry(`resolution: ${resolution}\n  workloadSelector: ${selector}`);
const LEDGER = '{ labels: { app: ledger } }';
const find = (...yaml: string[]) => findingsIn(yaml.join(''), [serviceEntrySelectsNothing]).map(text => text.replace('service-entry-selects-nothing: ServiceEntry shop/ledger ', ''));

describe('a workloadSelector', () => {
  test('that chooses nothing is found', () => {
    expect(find(pod('cart'), entry('{ labels: { app: ledger, tier: db } }'))).toEqual([
      'spec.workloadSelector.labels: selects \'app=ledger, tier=db\', which no pod, WorkloadEntry or WorkloadGroup of namespace \'shop\' carries',
    ]);
    expect(find(workloadEntry('a', 'address: 192.0.2.1, labels: { app: other }'), entry(LEDGER))).toHaveLength(1);
    expect(find(pod('cart'), pod('ledger', { namespace: 'front' }), entry(LEDGER))).toHaveLength(1);
  });

  test('chooses pods, machines and those that join', () => {
    expect(find(pod('ledger'), entry(LEDGER))).toEqual([]);
    expect(find(pod('cart'), workloadEntry('a', 'address: 192.0.2.1, labels: { app: ledger }'), entry(LEDGER))).toEqual([]);
    expect(find(pod('cart'), workloadGroup('a', 'template: { labels: { app: ledger } }'), entry(LEDGER))).toEqual([]);
    expect(find(pod('cart'), workloadGroup('a', 'template: { labels: { app: other } }'), entry(LEDGER))).toHaveLength(1);
  });

  test('is not judged where nothing of the namespace was given', () => {
    expect(find(entry(LEDGER))).toEqual([]);
    expect(find(serviceEntry('resolution: STATIC'), pod())).toEqual([]);
  });

  test('does not work with resolution NONE, and chooses all without labels', () => {
    expect(find(pod('ledger'), entry(LEDGER, 'NONE'))).toEqual(['spec.workloadSelector: has a workloadSelector, and with resolution \'NONE\' nobody is chosen']);
    expect(find(entry('{}'))).toEqual(['spec.workloadSelector: has a workloadSelector without labels, which chooses all that runs in namespace \'shop\'']);
  });
});
