import { endpointsRefused } from '../../../../src/check/rules/workload/endpoints-refused';
import { finder, object } from '../../objects/workloads';

const find = finder(endpointsRefused);
const slice = (addressType: string, address: string, ports: readonly object[] = [{ name: 'http', port: 80 }]) =>
  find([object('discovery.k8s.io/v1', 'EndpointSlice', 'a', { addressType, endpoints: [{ addresses: [address] }], ports })]).map(text => text.replace('EndpointSlice shop/a ', ''));
const endpoints = (subset: object) => find([object('v1', 'Endpoints', 'a', { subsets: [subset] })]).map(text => text.replace('Endpoints shop/a ', ''));

describe('a slice', () => {
  test('has addresses of its type', () => {
    expect(slice('IPv4', 'machine')).toEqual(['endpoints[0].addresses[0]: has the address \'machine\', which is no address of IPv4']);
    expect([slice('IPv4', '2001:db8::1'), slice('IPv6', '10.0.0.1'), slice('FQDN', 'Machine.example.com'), slice('FQDN', 'machine')].map(found => found.length)).toEqual([1, 1, 1, 1]);
    expect([slice('IPv4', '10.0.0.1'), slice('IPv6', '2001:db8::1'), slice('FQDN', 'machine.example.com')].flat()).toEqual([]);
  });

  test('leads to other machines', () => {
    expect(slice('IPv4', '127.0.0.1')).toEqual([expect.stringContaining('which leads to no other machine')]);
    expect([slice('IPv4', '169.254.169.254'), slice('IPv6', 'fe80::1'), slice('IPv6', '::1'), slice('IPv4', '0.0.0.0')].map(found => found.length)).toEqual([1, 1, 1, 1]);
  });

  test('has ports of different names', () => {
    expect(slice('IPv4', '10.0.0.1', [{ name: 'a' }, { name: 'b' }, { name: 'a' }])).toEqual(['ports[2].name: has two ports named \'a\'']);
    expect(slice('IPv4', '10.0.0.1', [{ port: 80 }, { port: 81 }])).toHaveLength(1);
  });
});

describe('Endpoints', () => {
  test('have addresses that can be called', () => {
    expect(endpoints({ ports: [{ port: 80 }] })).toEqual(['subsets[0]: has a subset without addresses']);
    expect(endpoints({ addresses: [{ ip: '10.0.0.1' }, { ip: 'machine' }] })).toEqual(['subsets[0].addresses[1].ip: has the address \'machine\', which is no address of IP']);
    expect([endpoints({ addresses: [{ ip: '2001:db8::1' }] }), endpoints({ notReadyAddresses: [{ ip: '10.0.0.1' }] })].flat()).toEqual([]);
  });

  test('have names for their ports if there are several', () => {
    const addresses = [{ ip: '10.0.0.1' }];
    expect(endpoints({ addresses, ports: [{ name: 'a', port: 80 }, { port: 81 }] })).toEqual(['subsets[0].ports: has several ports, of which one has no name']);
    expect(endpoints({ addresses, ports: [{ port: 80 }] })).toEqual([]);
  });
});
