import { serviceEntryNameRefused } from '../../../../src/check/rules/service-entry/service-entry-name-refused';
import { findingsIn } from '../../fixtures';
import { serviceEntry } from '../../objects/meshes';

const find = (yaml: string) => findingsIn(yaml, [serviceEntryNameRefused]).map(text => text.replace('service-entry-name-refused: ServiceEntry shop/ledger spec.', ''));

describe('names in a ServiceEntry', () => {
  test('are domains', () => {
    expect(find(serviceEntry('', { hosts: 'a.example.com, "https://b"' }))).toEqual(['hosts[1]: has host \'https://b\', which is no domain']);
    expect(find(serviceEntry('', { hosts: '"*-a.example.com"' }))).toEqual(['hosts[0]: has host \'*-a.example.com\', and \'*\' stands for a whole label']);
    expect(find(serviceEntry('resolution: DYNAMIC_DNS', { hosts: '"*-a.example.com"' }))).toEqual([]);
    expect(find(serviceEntry('', { hosts: '"*.example.com", "*", reviews' }))).toEqual([]);
  });

  test('are what DNS can be asked for where there are no endpoints', () => {
    const said = (host: string) => [`hosts[0]: has host '${host}', for which DNS is asked without endpoints, and which is a number`];
    expect(find(serviceEntry('resolution: DNS', { hosts: '"0"' }))).toEqual(said('0'));
    expect(find(serviceEntry('resolution: DNS_ROUND_ROBIN', { hosts: '"12"' }))).toEqual(said('12'));
    expect(find(serviceEntry('resolution: DNS', { hosts: 'a.example.com7' }))).toEqual([]);
    expect(find(serviceEntry('resolution: STATIC', { hosts: '"0"' }))).toEqual([]);
    expect(find(serviceEntry('resolution: DNS\n  endpoints: [{ address: a.example.com }]', { hosts: '"0"' }))).toEqual([]);
  });

  test('are addresses', () => {
    for (const address of ['a.example.com', '10.0.0', '10.0.0.0/33', '10.0.0.0/a', '10.0.0.0/8/8', '::1/129', '10.0.0.0/']) {
      expect(find(serviceEntry(`addresses: ["${address}"]`))).toEqual([`addresses[0]: has address '${address}', which is no IP address and no range of them`]);
    }
    expect(find(serviceEntry('addresses: [10.0.0.1, 10.0.0.0/8, 10.0.0.0/32, "2001:db8::/128", "::1"]'))).toEqual([]);
  });

  test('are names of ports, each once', () => {
    expect(find(serviceEntry('ports: [{ name: a, number: 1 }, { name: b.c, number: 2 }, { name: a, number: 3 }, { number: 4 }, { number: 5 }]'))).toEqual([
      'ports[1].name: has a port named \'b.c\', and names are of letters, digits and dashes, up to 63', 'ports[2].name: has two ports named \'a\'',
    ]);
  });

  test('are protocols', () => {
    expect(find(serviceEntry('ports: [{ number: 1, protocol: SMTP }]'))).toEqual(['ports[0].protocol: has a port of protocol \'SMTP\', which Istio does not know']);
    for (const protocol of ['HTTP', 'tcp', 'UDP', 'Mongo', 'redis', 'MySQL', 'grpc-web', '""']) {
      expect(find(serviceEntry(`ports: [{ number: 1, protocol: ${protocol} }]`))).toEqual([]);
    }
  });
});
