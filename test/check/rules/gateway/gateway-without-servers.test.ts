import { gatewayWithoutServers } from '../../../../src/check/rules/gateway/gateway-without-servers';
import { finder, gateway, server } from '../../objects/gateways';

const find = finder(gatewayWithoutServers);

describe('a Gateway without servers', () => {
  test('is found, and so is a server without hosts', () => {
    expect(find(gateway('shop', []))).toEqual(['Gateway edge/shop spec.servers: has no server']);
    expect(find(gateway('shop', []).replace(', servers: []', ''))).toHaveLength(1);
    expect(find(gateway('shop', [server(80, 'HTTP', ['*']), server(81, 'HTTP', [])]))).toEqual(['Gateway edge/shop spec.servers[1].hosts: has no host at server \'http-81\'']);
    expect(find(gateway('shop', ['{ hosts: [] }']))).toEqual([expect.stringContaining('at server \'0\'')]);
  });

  test('is not one with both, nor one whose hosts the schema misses', () => {
    expect(find(gateway('shop', [server(80, 'HTTP', ['*']), '{ port: { number: 81, name: http, protocol: HTTP } }']))).toEqual([]);
  });
});
