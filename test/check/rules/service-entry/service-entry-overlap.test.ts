import { serviceEntryOverlap } from '../../../../src/check/rules/service-entry/service-entry-overlap';
import { findingsIn } from '../../fixtures';
import { serviceEntry } from '../../objects/meshes';

const entry = (name: string, spec: string, port = 'number: 443, protocol: TLS') => serviceEntry(`ports: [{ name: a, ${port} }]\n  ${spec}`, { name });
const find = (...yaml: string[]) => findingsIn(yaml.join(''), [serviceEntryOverlap]);

describe('two entries for one port of a host', () => {
  test('are found by what only one of them can say', () => {
    expect(find(entry('a', 'resolution: DNS'), entry('b', 'resolution: STATIC\n  location: MESH_INTERNAL'))).toEqual([
      'service-entry-overlap: ServiceEntry shop/b spec.ports[0]: defines port 443 of \'ledger.example.com\' with another location and resolution than ServiceEntry \'shop/a\', and only '
      + 'one of them counts',
    ]);
    expect(find(entry('a', ''), entry('b', '', 'number: 443, protocol: tls, targetPort: 8443'))).toEqual([expect.stringContaining('another targetPort than')]);
  });

  test('are fine where they say the same, or the protocols differ, which is another mistake', () => {
    expect(find(entry('a', ''), entry('b', 'resolution: NONE\n  location: MESH_EXTERNAL', 'number: 443, protocol: TLS, targetPort: 443'))).toEqual([]);
    expect(find(entry('a', 'resolution: DNS'), entry('b', 'resolution: STATIC', 'number: 443, protocol: HTTP'))).toEqual([]);
    expect(find(entry('a', 'resolution: DNS'), entry('b', 'resolution: STATIC', 'number: 80, protocol: TLS'))).toEqual([]);
    expect(find(entry('a', 'resolution: DNS', 'protocol: TLS'), entry('b', 'resolution: STATIC', 'protocol: TLS'))).toEqual([]);
    expect(find(entry('a', 'resolution: DNS\n  exportTo: [x]'), entry('b', 'resolution: STATIC\n  exportTo: [z]'))).toEqual([]);
  });
});
