import { podDnsRefused } from '../../../../src/check/rules/workload/pod-dns-refused';
import { deployment, finder } from '../../objects/workloads';

const find = finder(podDnsRefused);
const pod = (spec: object) => find([deployment('cart', { spec })]).map(text => text.replace('Deployment shop/cart spec.template.spec.', ''));

describe('a pod', () => {
  test('gives names to IP addresses', () => {
    expect(pod({ hostAliases: [{ ip: '192.0.2.1', hostnames: ['db'] }, { ip: 'db', hostnames: ['db.example.com'] }] })).toEqual([
      'hostAliases[1].ip: has names for the address \'db\', which is no IP address',
    ]);
    expect([pod({ hostAliases: [{ ip: '2001:db8::1', hostnames: ['db'] }] }), pod({ hostAliases: [{}, 'a'] }), pod({ hostAliases: [] })].flat()).toEqual([]);
  });

  test('asks servers of DNS at IP addresses, three at most', () => {
    expect(pod({ dnsConfig: { nameservers: ['192.0.2.53', 'dns.example.com'] } })).toEqual(['dnsConfig.nameservers[1]: has the server of DNS \'dns.example.com\', which is no IP address']);
    const servers = ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4'];
    expect(pod({ dnsConfig: { nameservers: servers } })).toEqual(['dnsConfig.nameservers: has 4 servers of DNS, and may have 3']);
    expect(pod({ dnsConfig: { nameservers: servers.slice(1) } })).toEqual([]);
  });

  test('has a server of DNS if it takes none of the cluster\'s', () => {
    expect([pod({ dnsPolicy: 'None' }), pod({ dnsPolicy: 'None', dnsConfig: { searches: ['a'] } })].flat()).toEqual(Array(2).fill('dnsPolicy: has dnsPolicy None and no servers of DNS'));
    expect([pod({ dnsPolicy: 'None', dnsConfig: { nameservers: ['192.0.2.53'] } }), pod({ dnsPolicy: 'Default' })].flat()).toEqual([]);
  });

  test('searches in some domains', () => {
    const many = (count: number, length = 1) => pod({ dnsConfig: { searches: Array(count).fill('a'.repeat(length)) } });
    expect(many(33)).toEqual(['dnsConfig.searches: searches in 33 domains, and may in 32, of 2048 characters together']);
    // With a blank between each.
    expect([many(32), many(3, 682), many(3, 683)].map(found => found.length)).toEqual([0, 0, 1]);
  });
});
