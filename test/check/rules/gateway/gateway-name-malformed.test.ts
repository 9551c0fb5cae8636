import { gatewayNameMalformed } from '../../../../src/check/rules/gateway/gateway-name-malformed';
import { finder, gateway, server } from '../../objects/gateways';

const find = finder(gatewayNameMalformed);
const named = (name: string) => find(gateway(name, [server(80, 'HTTP', ['*'])]));

describe('the name of a Gateway', () => {
  test('has no dots and at most 63 characters', () => {
    expect(named('shop.edge')).toEqual(['Gateway edge/shop.edge metadata.name: has \'shop.edge\' as its name']);
    expect(named('a'.repeat(64))).toEqual([expect.stringContaining('has a name of 64 characters')]);
    expect(named('a'.repeat(63))).toEqual([]);
    expect(named('shop-1')).toEqual([]);
    expect(named('""')).toEqual([]);
  });
});
