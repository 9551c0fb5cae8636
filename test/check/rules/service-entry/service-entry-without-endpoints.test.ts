import { serviceEntryWithoutEndpoints } from '../../../../src/check/rules/service-entry/service-entry-without-endpoints';
import { findingsIn } from '../../fixtures';
import { route, serviceEntry } from '../../objects/meshes';

const find = (...yaml: string[]) => findingsIn(yaml.join(''), [serviceEntryWithoutEndpoints]);

describe('a ServiceEntry with resolution STATIC', () => {
  test('has somebody to answer', () => {
    expect(find(serviceEntry('resolution: STATIC'))).toEqual([
      'service-entry-without-endpoints: ServiceEntry shop/ledger spec.resolution: has resolution \'STATIC\' for \'ledger.example.com\', and neither endpoints nor a workloadSelector',
    ]);
    expect(find(serviceEntry('resolution: STATIC\n  endpoints: []'))).toHaveLength(1);
    expect(find(serviceEntry('resolution: STATIC\n  endpoints: [{ address: 192.0.2.1 }]'))).toEqual([]);
    expect(find(serviceEntry('resolution: STATIC\n  workloadSelector: { labels: { app: a } }'))).toEqual([]);
    expect(find(serviceEntry('resolution: DNS'), serviceEntry('', { name: 'b' }))).toEqual([]);
  });

  test('may be a name for another host', () => {
    expect(find(serviceEntry('resolution: STATIC'), route('{ destination: { host: a } }', { hosts: 'ledger.example.com' }))).toEqual([]);
    expect(find(serviceEntry('resolution: STATIC'), route('{ destination: { host: a } }'))).toHaveLength(1);
  });
});
