import { hostMisspelt } from '../../../../src/check/rules/virtual-service/host-misspelt';
import { findingsIn } from '../../fixtures';
import { virtualService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [hostMisspelt]);

describe('a host that is no name', () => {
  test('is found', () => {
    const host = (name: string, more = '') => find(virtualService(`hosts: ['${name}']\n  ${more}`)).length;
    for (const bad of ['a:80', 'https://a.example.com', 'a.example.com/b', 'a.*.com', '', 'a..b', '-a', 'a-', 'a_b', '*a*', `${'a'.repeat(64)}.com`, `a.${'b'.repeat(64)}`, 'a.1', Array(130).fill('ab').join('.')]) {
      expect([bad, host(bad)]).toEqual([bad, 1]);
    }
    for (const fine of ['*', 'a', '*.a', '*-b.example.com', '*b.com', 'a.example.com', 'a.example.com.', 'A.b', '10.0.0.1', '::1', '2001:db8::1', `${'a'.repeat(63)}.com`, '1.a']) {
      expect([fine, host(fine)]).toEqual([fine, 0]);
    }
    expect(host('outbound_.80_._.a.b')).toBe(1);
    expect(host('outbound_.80_._.a.b', 'tls: [{ match: [{ sniHosts: [a] }] }]')).toBe(0);
    expect(find(virtualService('hosts: [a, "b:80"]'))).toEqual(['host-misspelt: VirtualService shop/reviews spec.hosts[1]: has host \'b:80\', which is no name of DNS: it is refused']);
  });
});
