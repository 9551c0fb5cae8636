import { dynamicDnsRefused } from '../../../../src/check/rules/service-entry/dynamic-dns-refused';
import { findingsIn } from '../../fixtures';
import { serviceEntry } from '../../objects/meshes';

const find = (spec: string, more: Parameters<typeof serviceEntry>[1] = {}) => findingsIn(serviceEntry(`resolution: DYNAMIC_DNS\n  ${spec}`, { hosts: '"*.example.com"', ...more }), [dynamicDnsRefused])
  .map(text => text.replace('dynamic-dns-refused: ServiceEntry shop/ledger spec.', '').replace('has resolution \'DYNAMIC_DNS\' and ', ''));

describe('resolution DYNAMIC_DNS', () => {
  test('is for wildcards that are called by name', () => {
    expect(find('', { hosts: '"*.example.com", a.example.com' })).toEqual(['hosts[1]: host \'a.example.com\', which is no wildcard']);
    expect(find('addresses: [192.0.2.1]\n  endpoints: [{ address: 192.0.2.1 }]')).toEqual(['addresses: addresses, which nothing leads to', 'endpoints: endpoints, which are not used']);
    expect(find('ports: [{ number: 1, protocol: HTTP }, { number: 2, protocol: TCP }]')).toEqual([
      'ports[1].protocol: port 2 of protocol \'TCP\', and it must be one of \'HTTP\', \'HTTP2\', \'GRPC\', \'TLS\'',
    ]);
    expect(find('ports: [{ number: 1, protocol: http }, { number: 2, protocol: TLS }, { number: 3, protocol: GRPC }, { number: 4, protocol: HTTP2 }]')).toEqual([]);
  });

  test('is outside of the mesh behind a waypoint', () => {
    const behind = (waypoint: string) => ({ metadata: `, labels: { istio.io/use-waypoint: "${waypoint}" }` });
    expect(find('location: MESH_INTERNAL', behind('egress'))).toEqual(['location: location \'MESH_INTERNAL\' behind waypoint \'egress\'']);
    expect(find('location: MESH_INTERNAL', behind('None'))).toEqual([]);
    expect(find('location: MESH_INTERNAL')).toEqual([]);
    expect(find('location: MESH_EXTERNAL', behind('egress'))).toEqual([]);
  });

  test('is all that is judged', () => {
    expect(findingsIn(serviceEntry('resolution: DNS\n  addresses: [192.0.2.1]'), [dynamicDnsRefused])).toEqual([]);
  });
});
