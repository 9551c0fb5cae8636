import { sidecarHostMalformed } from '../../../../src/check/rules/sidecar/sidecar-host-malformed';
import { finder, sidecar } from '../../objects/gateways';

const find = finder(sidecarHostMalformed);
const problem = (host: string) => find(sidecar('a', `egress: [{ hosts: ["${host}"] }]`)).map(text => text.replace(/^.*?, which /, ''));

describe('a host of a Sidecar', () => {
  test('is found with what is wrong', () => {
    expect(find(sidecar('a', 'egress: [{ hosts: ["./*"] }, { hosts: ["./*", reviews] }]'))).toEqual([
      'Sidecar shop/a spec.egress[1].hosts[1]: has host \'reviews\', which has no namespace before it',
    ]);
    expect(find(sidecar('a', 'egress: [{ hosts: [] }]'))).toEqual(['Sidecar shop/a spec.egress[0].hosts: has an egress listener without hosts']);
  });

  test.each([
    ['./reviews', 'is a short name'], ['a b/*', 'has \'a b\' before the slash, which is no namespace'], ['./', 'has no host behind the slash'],
    ['/reviews.shop', 'has no namespace before the slash'], ['./10.0.0.1:80', 'has a port, \':80\', in it'], ['./10.0.0.1', 'ends with a number, as no name of DNS does'], ['./::1', 'has a port, \':1\', in it'],
    ['~~/*', 'has \'~~\' before the slash, which is no namespace'], ['shop/rev*.com', 'has a wildcard that is not the whole first part'],
  ])('%s is malformed', (host, text) => {
    expect(problem(host)).toEqual([text]);
  });

  test.each([['./*'], ['*/*'], ['~/*'], ['~shop/*'], ['~./reviews.shop.svc.cluster.local'], ['~*/*'], ['shop/*.example.com'], ['shop/reviews.shop']])('%s is none', host => {
    expect(problem(host)).toEqual([]);
  });
});
