import { sniHostNotAmongHosts } from '../../../../src/check/rules/virtual-service/sni-host-not-among-hosts';
import { findingsIn } from '../../fixtures';
import { virtualService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [sniHostNotAmongHosts]);

describe('a host of TLS', () => {
  test('is within the hosts', () => {
    expect(find(virtualService('hosts: [a.example.com, "*.b.com"]\n  tls: [{ match: [{ sniHosts: [a.example.com, c.example.com] }, { sniHosts: [x.b.com, "*.y.b.com", "*.com"] }] }]'))).toEqual([
      'sni-host-not-among-hosts: VirtualService shop/reviews spec.tls[0].match[0].sniHosts[1]: routes TLS for \'c.example.com\' and has hosts \'a.example.com\', \'*.b.com\', which is refused',
      expect.stringContaining('spec.tls[0].match[1].sniHosts[2]'),
    ]);
    expect(find(virtualService('hosts: [a.b]\n  tls: [{ match: [{ sniHosts: ["10.0.0.1", "::1", outbound_.80_._.a.b] }, {}] }, {}]'))).toEqual([]);
    expect(find(virtualService('tls: [{ match: [{ sniHosts: [a.b] }] }]'))).toEqual([]);
  });
});
