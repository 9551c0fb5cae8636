import { matchRefused } from '../../../../src/check/rules/virtual-service/match-refused';
import { findingsIn } from '../../fixtures';
import { virtualService } from '../../objects/virtual-services';

const find = (routes: string) => findingsIn(virtualService(`hosts: ["*.example.com"]
  ${routes}`), [matchRefused]).map(text => text.split(' ').slice(3).join(' '));
const ROUTE = 'route: [{ destination: { host: cart } }]';

describe('a condition', () => {
  test('of HTTP is found where it is for what cannot be', () => {
    const of = (match: string) => find(`http: [{ match: [{ ${match} }], ${ROUTE} }]`);
    expect(of('port: 65536')).toEqual(['spec.http[0].match[0].port: matches port 65536, which is refused']);
    expect(of('sourceNamespace: a.b')).toEqual(['spec.http[0].match[0].sourceNamespace: matches sources of namespace \'a.b\', which is refused']);
    expect(of('sourceLabels: { app: "a b" }')).toEqual(['spec.http[0].match[0].sourceLabels.app: matches sources by a label that is none: '
      + 'value \'a b\' is none: values are up to 63 letters, digits, and \'-\', \'_\' or \'.\' between them, which is refused']);
    for (const fine of ['port: 0', 'port: 65535', 'sourceNamespace: ""', 'sourceNamespace: Shop', 'sourceLabels: { app: "" }', `sourceLabels: { app: ${'a'.repeat(64)} }`]) {
      expect(of(fine)).toEqual([]);
    }
  });

  test('of TCP is found where it is for what cannot be', () => {
    const of = (match: string) => find(`tcp: [{ match: [{ ${match} }], ${ROUTE} }]`);
    expect(of('destinationSubnets: [10.0.0.0/8, 10.0.0.0/33]')).toEqual(['spec.tcp[0].match[0].destinationSubnets[1]: matches network \'10.0.0.0/33\', which is refused']);
    expect(of('port: 70000')).toHaveLength(1);
    expect(of('sourceLabels: { "": a }')).toHaveLength(1);
    expect(of('sourceNamespace: a.b')).toEqual([]);
    expect(of('destinationSubnets: ["::1", 10.0.0.1]')).toEqual([]);
  });

  test('of TLS is found where it has no host, or one that is none', () => {
    const of = (match: string) => find(`tls: [{ match: ${match}, ${ROUTE} }]`);
    expect(of('[]')).toEqual(['spec.tls[0].match: has a route of TLS without a condition, which is refused']);
    expect(of('[{ sniHosts: [] }]')).toEqual(['spec.tls[0].match[0].sniHosts: matches TLS for no host, which is refused']);
    expect(of('[{ sniHosts: [a.example.com, a_b.example.com] }]')).toEqual(['spec.tls[0].match[0].sniHosts[1]: matches TLS for \'a_b.example.com\', which is no name of DNS, which is refused']);
    expect(of('[{ sniHosts: ["*.example.com", 10.0.0.1, "outbound_.80_._.a.example.com"] }]')).toEqual([]);
    expect(of('[{ sniHosts: [a.example.com], destinationSubnets: [a] }]')).toHaveLength(1);
  });
});
