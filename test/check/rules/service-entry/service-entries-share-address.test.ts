import { serviceEntriesShareAddress } from '../../../../src/check/rules/service-entry/service-entries-share-address';
import { findingsIn } from '../../fixtures';
import { serviceEntry } from '../../objects/meshes';

const entry = (name: string, address: string, { protocol = 'TCP', number = 5432, resolution = 'DNS', hosts = `${name}.example.com`, more = '' } = {}) =>
  serviceEntry(`addresses: [${address}]\n  resolution: ${resolution}\n  ports: [{ name: a, number: ${number}, protocol: ${protocol} }]\n  ${more}`, { name, hosts });
const find = (...yaml: string[]) => findingsIn(yaml.join(''), [serviceEntriesShareAddress]);

describe('an address and TCP port of two hosts', () => {
  test('are found at the later one', () => {
    expect(find(entry('a', '192.0.2.1'), entry('b', '192.0.2.2, 192.0.2.1'))).toEqual([
      'service-entries-share-address: ServiceEntry shop/b spec.ports[0]: has port 5432 of \'192.0.2.1\', which ServiceEntry \'shop/a\' has for \'a.example.com\'',
    ]);
    expect(find(entry('a', '192.0.2.1'), entry('b', '192.0.2.1/32', { protocol: 'MYSQL', resolution: 'STATIC' }))).toHaveLength(1);
  });

  test('are fine for other addresses and ports, and where the host is said', () => {
    expect(find(entry('a', '192.0.2.1'), entry('b', '192.0.2.2'))).toEqual([]);
    expect(find(entry('a', '192.0.2.1'), entry('b', '192.0.2.1', { number: 5433 }))).toEqual([]);
    expect(find(entry('a', '192.0.2.1', { protocol: 'TLS' }), entry('b', '192.0.2.1', { protocol: 'TLS' }))).toEqual([]);
    expect(find(entry('a', '192.0.2.1', { resolution: 'NONE' }), entry('b', '192.0.2.1'))).toEqual([]);
    expect(find(entry('a', '192.0.2.1', { hosts: 'x.example.com' }), entry('b', '192.0.2.1', { hosts: 'x.example.com' }))).toEqual([]);
    expect(find(entry('a', '192.0.2.1', { more: 'exportTo: ["."]' }), entry('b', '192.0.2.1', { more: 'exportTo: [x]' }))).toEqual([]);
  });
});
