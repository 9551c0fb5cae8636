import { networkPolicyRefused } from '../../../../src/check/rules/workload/network-policy-refused';
import { finder, object } from '../../objects/workloads';

const find = finder(networkPolicyRefused);
const policy = (spec: object) => find([object('networking.k8s.io/v1', 'NetworkPolicy', 'cart', { spec: { podSelector: {}, ...spec } })]).map(text => text.replace('NetworkPolicy shop/cart ', ''));
const ports = (port: object) => policy({ egress: [{ ports: [port] }] });
const block = (ipBlock: object) => policy({ ingress: [{ from: [{ podSelector: {} }, { ipBlock }] }] });

describe('a NetworkPolicy', () => {
  test('has ranges of ports that begin with a number', () => {
    expect(ports({ port: 80, endPort: 79 })).toEqual(['spec.egress[0].ports[0].endPort: ends a range of ports with 79, which begins with 80']);
    expect(ports({ port: 'http', endPort: 80 })).toEqual([expect.stringContaining('begins with \'http\', and it must begin with a number')]);
    expect(ports({ endPort: 80 })).toEqual([expect.stringContaining('ends a range of ports that has no first one')]);
    expect([ports({ port: 80, endPort: 80 }), ports({ port: 'http' }), ports({}), policy({}), policy({ ingress: [{}] })].flat()).toEqual([]);
  });

  test('has ranges of addresses', () => {
    expect(block({ cidr: '10.0.0.1', except: ['10.1.0.0/16', 'a'] })).toEqual([
      'spec.ingress[0].from[1].ipBlock.cidr: names the addresses \'10.0.0.1\', which are no range as 10.0.0.0/8',
      'spec.ingress[0].from[1].ipBlock.except[1]: names the addresses \'a\', which are no range as 10.0.0.0/8',
    ]);
    expect([block({ cidr: '2001:db8::/32' }), block({ cidr: '10.0.0.0/8' })].flat()).toEqual([]);
  });
});
