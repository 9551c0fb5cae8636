import { gatewayProtocolsOfPort } from '../../../../src/check/rules/gateway/gateway-protocols-of-port';
import { finder, gateway, server } from '../../objects/gateways';

const find = finder(gatewayProtocolsOfPort);
const tls = 'tls: { mode: SIMPLE, credentialName: shop }';

describe('protocols that cannot share a port', () => {
  test('are found', () => {
    expect(find(gateway('shop', [server(80, 'HTTP', ['*'])]), gateway('orders', [server(80, 'TCP', ['*'])]))).toEqual([
      'Gateway edge/orders spec.servers[0].port: opens port 80 for TCP, at which server \'http-80\' of Gateway \'edge/shop\' speaks HTTP',
    ]);
    expect(find(gateway('shop', [server(443, 'HTTPS', ['*'], tls), server(443, 'HTTP', ['*'])]))).toEqual([expect.stringContaining('opens port 443 for HTTP, at which')]);
  });

  test('are found where a port is for one server only', () => {
    expect(find(gateway('shop', [server(9000, 'TCP', ['*'])]), gateway('orders', [server(9000, 'TCP', ['*'])]))).toEqual([
      'Gateway edge/orders spec.servers[0].port: opens port 9000 for TCP a second time, and only HTTP and encrypted servers can share a port; the first is server \'tcp-9000\' of Gateway \'edge/shop\'',
    ]);
    expect(find(gateway('a', [server(9000, 'TCP', ['*'])]), gateway('b', [server(9000, 'TCP', ['*'])]), gateway('c', [server(9000, 'TCP', ['*'])]))).toHaveLength(2);
  });

  test('are not HTTP of all kinds, nor all that is encrypted', () => {
    expect(find(gateway('shop', [server(80, 'HTTP', ['*']), server(80, 'HTTP2', ['*']), server(80, 'grpc', ['*'])]))).toEqual([]);
    expect(find(gateway('shop', [server(443, 'HTTPS', ['a.example.com'], tls), server(443, 'TLS', ['b.example.com'], tls)]))).toEqual([]);
  });

  test('are not at other ports or of protocols that nobody knows', () => {
    expect(find(gateway('shop', [server(80, 'HTTP', ['*']), server(81, 'TCP', ['*'])]))).toEqual([]);
    expect(find(gateway('shop', [server(80, 'HTTP', ['*']), server(80, 'WS', ['*'])]))).toEqual([]);
  });
});
