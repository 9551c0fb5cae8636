import { endpointAddressRefused } from '../../../../src/check/rules/service-entry/endpoint-address-refused';
import { findingsIn } from '../../fixtures';
import { serviceEntry, workloadEntry } from '../../objects/meshes';

const find = (...yaml: string[]) => findingsIn(yaml.join(''), [endpointAddressRefused]).map(text => text.replace('endpoint-address-refused: ', ''));
const entry = (resolution: string, address: string, ports = '{ number: 80 }') => find(serviceEntry(`resolution: ${resolution}\n  ports: [${ports}]\n  endpoints: [{ address: "${address}" }]`));

describe('the address of an endpoint', () => {
  test('is an IP address with resolution STATIC', () => {
    expect(entry('STATIC', 'a.example.com')).toEqual([
      'ServiceEntry shop/ledger spec.endpoints[0].address: has an endpoint at \'a.example.com\', and with resolution \'STATIC\' it must be an IP address',
    ]);
    expect(entry('STATIC', '192.0.2.1:80')).toHaveLength(1);
    for (const address of ['192.0.2.1', '2001:db8::1', '']) {
      expect(entry('STATIC', address)).toEqual([]);
    }
  });

  test('is a Unix socket for one port', () => {
    expect(entry('STATIC', 'unix:///a')).toEqual([]);
    expect(entry('STATIC', 'unix:///a', '{ number: 80 }, { number: 81 }')).toEqual([expect.stringContaining('a Unix socket can answer for one port only: there are 2')]);
  });

  test('is an IP address or a host name with DNS', () => {
    expect(entry('DNS', 'a.example.com')).toEqual([]);
    expect(entry('DNS', '192.0.2.1')).toEqual([]);
    expect(entry('DNS', 'http://a')).toEqual([expect.stringContaining('which is neither an IP address nor a host name')]);
    expect(entry('DNS_ROUND_ROBIN', '*.a')).toHaveLength(1);
    expect(entry('NONE', 'http://a')).toEqual([]);
  });

  test('is one of these for a WorkloadEntry', () => {
    expect(find(workloadEntry('a', 'address: "a:80"'))).toEqual(['WorkloadEntry shop/a spec.address: has address \'a:80\', which is neither an IP address nor a host name']);
    for (const address of ['192.0.2.1', 'a.example.com', 'unix:///a', '""']) {
      expect(find(workloadEntry('a', `address: ${address}`))).toEqual([]);
    }
    expect(find(workloadEntry('a', 'network: two'))).toEqual([]);
  });
});
