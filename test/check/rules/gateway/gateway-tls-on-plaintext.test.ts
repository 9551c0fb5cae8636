import { gatewayTlsOnPlaintext } from '../../../../src/check/rules/gateway/gateway-tls-on-plaintext';
import { finder, gateway, server } from '../../objects/gateways';

const find = finder(gatewayTlsOnPlaintext);
const problem = (protocol: string, tls: string) => find(gateway('shop', [server(80, protocol, ['*'], `tls: ${tls}`)]));

describe('TLS settings of what is not encrypted', () => {
  test('are found', () => {
    expect(problem('HTTP', '{ mode: SIMPLE, credentialName: shop }')).toEqual([
      'Gateway edge/shop spec.servers[0].tls: has TLS settings of mode SIMPLE at port 80, which speaks HTTP',
    ]);
    expect(problem('TCP', '{ httpsRedirect: true }')).toEqual([expect.stringContaining('of mode PASSTHROUGH at port 80, which speaks TCP')]);
    expect(problem('GRPC', '{ mode: ISTIO_MUTUAL }')).toHaveLength(1);
    expect(problem('HTTP', '{ serverCertificate: /a.crt }')).toHaveLength(1);
    expect(problem('HTTP', '{ privateKey: /a.key }')).toHaveLength(1);
    expect(problem('HTTP', '{ caCertificates: /ca.crt }')).toHaveLength(1);
  });

  test('may redirect plain HTTP', () => {
    expect(problem('HTTP', '{ httpsRedirect: true }')).toEqual([]);
    expect(problem('HTTP2', '{ mode: AUTO_PASSTHROUGH, httpsRedirect: true }')).toEqual([]);
  });

  test('are not those of encrypted or unknown protocols', () => {
    expect(problem('HTTPS', '{ mode: SIMPLE }')).toEqual([]);
    expect(problem('tls', '{ mode: SIMPLE }')).toEqual([]);
    expect(problem('WS', '{ mode: SIMPLE }')).toEqual([]);
    expect(find(gateway('shop', [server(80, 'HTTP', ['*'])]))).toEqual([]);
  });
});
