import { gatewayTlsMissing } from '../../../../src/check/rules/gateway/gateway-tls-missing';
import { finder, gateway, server } from '../../objects/gateways';

const find = finder(gatewayTlsMissing);

describe('an encrypted server without tls', () => {
  test('is found', () => {
    expect(find(gateway('shop', [server(443, 'HTTPS', ['*']), server(444, 'tls', ['*'])]))).toEqual([
      'Gateway edge/shop spec.servers[0]: has protocol HTTPS at port 443 and no tls', 'Gateway edge/shop spec.servers[1]: has protocol tls at port 444 and no tls',
    ]);
    expect(find(gateway('shop', ['{ port: { protocol: HTTPS } }']))).toEqual([expect.stringContaining('at port 0')]);
  });

  test('is not one with it, nor one that is not encrypted', () => {
    expect(find(gateway('shop', [server(443, 'HTTPS', ['*'], 'tls: { mode: PASSTHROUGH }'), server(80, 'HTTP', ['*']), server(81, 'TCP', ['*']), '{}']))).toEqual([]);
  });
});
