import { gatewayProtocolUnknown } from '../../../../src/check/rules/gateway/gateway-protocol-unknown';
import { finder, gateway, server } from '../../objects/gateways';

const find = finder(gatewayProtocolUnknown);

describe('a protocol that Istio does not know', () => {
  test('is found', () => {
    expect(find(gateway('shop', [server(80, 'HTTP', ['*']), server(81, 'WS', ['*'])]))).toEqual([
      'Gateway edge/shop spec.servers[1].port.protocol: has protocol \'WS\', and Istio knows HTTP, HTTPS, HTTP2, HTTP_PROXY, GRPC, GRPC-WEB, TCP, TLS, UDP, MONGO, REDIS, MYSQL',
    ]);
    expect(find(gateway('shop', [server(80, '""', ['*'], '', 'web')]))).toHaveLength(1);
  });

  test.each([['http'], ['Https'], ['grpc-web'], ['MONGO'], ['mysql'], ['redis'], ['UDP'], ['tls'], ['http_proxy']])('is not %s', protocol => {
    expect(find(gateway('shop', [server(80, protocol, ['*'])]))).toEqual([]);
  });

  test('is not what is not said', () => {
    expect(find(gateway('shop', ['{ port: { number: 80 } }', '{}']))).toEqual([]);
  });
});
