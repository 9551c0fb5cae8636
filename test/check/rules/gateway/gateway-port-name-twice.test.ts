import { gatewayPortNameTwice } from '../../../../src/check/rules/gateway/gateway-port-name-twice';
import { finder, gateway, server } from '../../objects/gateways';

const find = finder(gatewayPortNameTwice);

describe('a name of two ports', () => {
  test('is found in one Gateway', () => {
    expect(find(gateway('shop', [server(80, 'HTTP', ['*'], '', 'web'), server(81, 'HTTP', ['*'], '', 'web'), server(82, 'HTTP', ['*'], '', 'web')]))).toEqual([
      'Gateway edge/shop spec.servers[1].port.name: has port name \'web\' twice, at servers 0 and 1',
      'Gateway edge/shop spec.servers[2].port.name: has port name \'web\' twice, at servers 0 and 2',
    ]);
  });

  test('may be of two Gateways, and is not said of ports without names', () => {
    expect(find(gateway('shop', [server(80, 'HTTP', ['*'], '', 'web')]), gateway('cart', [server(80, 'HTTP', ['*'], '', 'web')]))).toEqual([]);
    expect(find(gateway('shop', ['{ port: { number: 80 } }', '{ port: { number: 81 } }', '{}']))).toEqual([]);
  });
});
