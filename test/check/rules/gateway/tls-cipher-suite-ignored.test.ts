import { tlsCipherSuiteIgnored } from '../../../../src/check/rules/gateway/tls-cipher-suite-ignored';
import { finder, gateway, server, sidecar } from '../../objects/gateways';

const find = finder(tlsCipherSuiteIgnored);
const at = (tls: string, protocol = 'HTTPS') => gateway('shop', [server(443, protocol, ['*'], `tls: ${tls}`)]);
const inbound = (tls: string) => sidecar('cart', `ingress: [{ port: { number: 443, name: https, protocol: HTTPS }, tls: ${tls} }]`);

describe('a cipher', () => {
  test('is ignored if it is not known, or listed already', () => {
    expect(find(at('{ mode: SIMPLE, cipherSuites: [AES128-SHA, TLS_AES_128_GCM_SHA256, AES128-SHA] }'))).toEqual([
      'Gateway edge/shop spec.servers[0].tls.cipherSuites[1]: lists cipher \'TLS_AES_128_GCM_SHA256\', which proxies do not know',
      'Gateway edge/shop spec.servers[0].tls.cipherSuites[2]: lists cipher \'AES128-SHA\' twice',
    ]);
    expect(find(inbound('{ mode: SIMPLE, cipherSuites: ["3DES"] }'))).toHaveLength(1);
  });

  test('is one of OpenSSL\'s names, ALL or an expression', () => {
    expect(find(at('{ mode: SIMPLE, cipherSuites: [ECDHE-RSA-AES128-GCM-SHA256, ALL, "-AES", "[a|b]", ""] }'))).toEqual([]);
  });
});
