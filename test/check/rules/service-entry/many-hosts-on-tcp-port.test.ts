import { manyHostsOnTcpPort } from '../../../../src/check/rules/service-entry/many-hosts-on-tcp-port';
import { findingsIn } from '../../fixtures';
import { serviceEntry } from '../../objects/meshes';

const find = (protocol: string, resolution = 'DNS', hosts = 'a.example.com, b.example.com') =>
  findingsIn(serviceEntry(`resolution: ${resolution}\n  ports: [{ number: 80, protocol: HTTP }, { number: 1, protocol: ${protocol} }]`, { hosts }), [manyHostsOnTcpPort]);

describe('several hosts', () => {
  test('are found on a port that does not tell them apart', () => {
    expect(find('tcp')).toEqual([
      'many-hosts-on-tcp-port: ServiceEntry shop/ledger spec.ports[1]: has 2 hosts and port 1 of protocol \'TCP\', which does not say which host is called',
    ]);
    expect(find('MONGO', 'STATIC')).toHaveLength(1);
    expect(find('""')).toHaveLength(1);
  });

  test('are fine on HTTP and TLS, with resolution NONE, and if it is one', () => {
    for (const protocol of ['HTTP', 'https', 'TLS', 'GRPC', 'GRPC-WEB', 'HTTP2', 'HTTP_PROXY']) {
      expect(find(protocol)).toEqual([]);
    }
    expect(find('TCP', 'NONE')).toEqual([]);
    expect(find('TCP', 'DYNAMIC_DNS')).toEqual([]);
    expect(find('TCP', 'DNS', 'a.example.com')).toEqual([]);
  });
});
