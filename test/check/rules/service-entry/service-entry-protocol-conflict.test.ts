import { serviceEntryProtocolConflict } from '../../../../src/check/rules/service-entry/service-entry-protocol-conflict';
import { findingsIn } from '../../fixtures';
import { serviceEntry } from '../../objects/meshes';

const entry = (name: string, protocol: string, more: Parameters<typeof serviceEntry>[1] = {}, spec = '', number = 443) =>
  serviceEntry(`ports: [{ name: a, number: ${number}, protocol: ${protocol} }]\n  ${spec}`, { name, ...more });
const find = (...yaml: string[]) => findingsIn(yaml.join(''), [serviceEntryProtocolConflict]);

describe('two protocols for one port of a host', () => {
  test('are found at the later one', () => {
    expect(find(entry('a', 'TLS'), entry('b', 'http'))).toEqual([
      'service-entry-protocol-conflict: ServiceEntry shop/b spec.ports[0].protocol: has protocol \'http\' for port 443 of \'ledger.example.com\', and ServiceEntry \'shop/a\' has \'TLS\'',
    ]);
    expect(find(entry('a', 'TLS'), entry('b', '""'), entry('c', 'TLS'))).toHaveLength(2);
  });

  test('are one in other letters, of other ports, hosts, and of one entry', () => {
    expect(find(entry('a', 'HTTP'), entry('b', 'http'))).toEqual([]);
    expect(find(entry('a', 'HTTP'), entry('b', 'TLS', {}, '', 444))).toEqual([]);
    expect(find(entry('a', 'HTTP'), entry('b', 'TLS', { hosts: 'other.example.com' }))).toEqual([]);
    expect(find(serviceEntry('ports: [{ number: 1, protocol: TCP }, { number: 1, protocol: HTTP }, { protocol: HTTP }]'), serviceEntry('ports: [{ protocol: TCP }]', { name: 'b' }))).toEqual([]);
    expect(find(entry('a', 'HTTP'), entry('b', 'TLS', { hosts: 'LEDGER.example.com' }))).toHaveLength(1);
  });

  test('are one where the second entry takes the place of the first', () => {
    expect(find(entry('a', 'HTTP'), entry('a', 'TLS'))).toEqual([]);
  });

  test('are seen by nobody together where they are exported to others', () => {
    const to = (name: string, protocol: string, exported: string, namespace = 'shop') => entry(name, protocol, { namespace }, `exportTo: [${exported}]`);
    expect(find(to('a', 'HTTP', '"."'), to('b', 'TLS', '"."', 'front'))).toEqual([]);
    expect(find(to('a', 'HTTP', '".", front'), to('b', 'TLS', '"."', 'front'))).toHaveLength(1);
    expect(find(to('a', 'HTTP', '"."'), to('b', 'TLS', '"*"', 'front'))).toHaveLength(1);
    expect(find(to('a', 'HTTP', '"*"'), to('b', 'TLS', '"."', 'front'))).toHaveLength(1);
    expect(find(to('a', 'HTTP', '"~"'), to('b', 'TLS', '"*"', 'front'))).toEqual([]);
    expect(find(to('a', 'HTTP', '"*"'), to('b', 'TLS', '"~"', 'front'))).toEqual([]);
  });

  test('are found without asking each for each', () => {
    const many = Array.from({ length: 3000 }, (_, at) => entry(`e${at}`, 'HTTP', { namespace: `n${at}` }, 'exportTo: ["."]')).join('');
    const begin = Date.now();
    expect(find(many + entry('last', 'TLS', { namespace: 'n7' }))).toHaveLength(1);
    expect(Date.now() - begin).toBeLessThan(20_000);
  });
});
