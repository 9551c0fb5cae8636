import { gatewayServerNameTwice } from '../../../../src/check/rules/gateway/gateway-server-name-twice';
import { finder, gateway, server } from '../../objects/gateways';

const find = finder(gatewayServerNameTwice);
const named = (port: number, name: string) => server(port, 'HTTP', ['*'], `name: ${name}`);

describe('a name of two servers', () => {
  test('is found in one Gateway', () => {
    expect(find(gateway('shop', [named(80, 'a'), named(81, 'b'), named(82, 'a')]))).toEqual(['Gateway edge/shop spec.servers[2].name: has a second server with the name \'a\'']);
  });

  test('may be of two Gateways, and is not said of servers without names', () => {
    expect(find(gateway('shop', [named(80, 'a')]), gateway('cart', [named(80, 'a')]))).toEqual([]);
    expect(find(gateway('shop', [server(80, 'HTTP', ['*']), server(81, 'HTTP', ['*']), named(82, '""'), named(83, '""')]))).toEqual([]);
  });
});
