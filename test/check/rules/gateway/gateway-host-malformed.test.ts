import { gatewayHostMalformed } from '../../../../src/check/rules/gateway/gateway-host-malformed';
import { finder, gateway, server } from '../../objects/gateways';

const find = finder(gatewayHostMalformed);
const problem = (host: string) => find(gateway('shop', [server(80, 'HTTP', [host])])).map(text => text.replace(/^.*?, which /, ''));

describe('a host of a Gateway', () => {
  test('is found with what is wrong', () => {
    expect(find(gateway('shop', [server(80, 'HTTP', ['a.example.com', 'shop'])]))).toEqual([
      'Gateway edge/shop spec.servers[0].hosts[1]: has host \'shop\', which is a short name',
    ]);
  });

  test.each([
    ['shop*.example.com', 'has a wildcard that is not the whole first part'], ['*example.com', 'has a wildcard that is not the whole first part'],
    ['shop.*.com', 'has a wildcard that is not the whole first part'], ['*.*.com', 'has a wildcard that is not the whole first part'],
    ['shop.example.com:443', 'has a port, \':443\', in it'], ['https://shop.example.com', 'has \'https:\' before the slash, which is no namespace'],
    ['/shop.example.com', 'has no namespace before the slash'], ['shop/', 'has no host behind the slash'], ['~/shop.example.com', 'has \'~\' before the slash, which is no namespace'],
    ['a.b/shop.example.com', 'has \'a.b\' before the slash, which is no namespace'], ['shop..com', 'has an empty part between its dots'],
    ['shop_1.example.com', 'has a part, \'shop_1\', that no name of DNS has'], [`${'a'.repeat(64)}.com`, `has a part, '${'a'.repeat(64)}', that no name of DNS has`],
    [`${'a.'.repeat(130)}com`, 'is longer than 255 characters'], ['shop/reviews', 'is a short name'], ['::1', 'has no dot, so that Istio takes it for a short name'], ['256.0.0.1', 'ends with a number, as no name of DNS does'], ['-shop.example.com', 'has a part, \'-shop\', that no name of DNS has'],
  ])('%s is malformed', (host, text) => {
    expect(problem(host)).toEqual([text]);
  });

  test.each([['*'], ['*.example.com'], ['*.com'], ['shop.example.com'], ['shop.example.com.'], ['Shop.Example.com'], ['*/*'], ['./*'], ['shop/*.example.com'], ['10.0.0.1'],
    ['2001:db8::10.0.0.1'], [`${'a'.repeat(63)}.com`]])('%s is none', host => {
    expect(problem(host)).toEqual([]);
  });
});
