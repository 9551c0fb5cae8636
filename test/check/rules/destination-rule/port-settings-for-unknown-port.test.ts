import { portSettingsForUnknownPort } from '../../../../src/check/rules/destination-rule/port-settings-for-unknown-port';
import { findingsIn } from '../../fixtures';
import { destinationRule, service, serviceEntry } from '../../objects/meshes';

const forPort = (port: string, host = 'reviews.shop.svc.cluster.local') =>
  destinationRule(`trafficPolicy: { portLevelSettings: [{ port: ${port}, tls: {} }] }`, { host });
const find = (...yaml: string[]) => findingsIn(yaml.join(''), [portSettingsForUnknownPort]).map(text => text.replace(/^.*shop\/reviews /, ''));

describe('settings for a port', () => {
  test('that the host does not have are found, and the port that is meant', () => {
    expect(find(service('reviews', { ports: '{ name: http, port: 80, targetPort: 8080 }, { name: grpc, port: 90 }' }), forPort('{ number: 81 }'))).toEqual([
      'spec.trafficPolicy.portLevelSettings[0].port.number: has settings for port 81 of \'reviews.shop.svc.cluster.local\', which has ports \'80\', \'90\'',
    ]);
    expect(find(service(), forPort('{ number: 8080 }'))).toEqual([expect.stringMatching(/ports '80'; its port 80 leads to 8080 of the pods$/)]);
  });

  test('that the host has are fine', () => {
    expect(find(service(), forPort('{ number: 80 }'), forPort('{}'))).toEqual([]);
    expect(find(serviceEntry('ports: [{ name: http, number: 443 }]'), forPort('{ number: 443 }', 'ledger.example.com'))).toEqual([]);
    expect(find(serviceEntry('ports: [{ name: http, number: 443 }]'), forPort('{ number: 80 }', 'ledger.example.com'))).toHaveLength(1);
  });

  test('are not judged for hosts that are not known, nor for wildcards', () => {
    expect(find(forPort('{ number: 81 }'))).toEqual([]);
    expect(find(service('reviews', { ports: '' }), forPort('{ number: 81 }'))).toEqual([]);
    expect(find(serviceEntry('ports: [{ name: http, number: 443 }]', { hosts: '"*.example.com"' }), forPort('{ number: 80 }', '*.example.com'))).toEqual([]);
  });
});
