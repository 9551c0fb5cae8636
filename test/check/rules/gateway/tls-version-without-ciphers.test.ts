import { tlsVersionWithoutCiphers } from '../../../../src/check/rules/gateway/tls-version-without-ciphers';
import { finder, gateway, server, sidecar } from '../../objects/gateways';

const find = finder(tlsVersionWithoutCiphers);
const at = (tls: string, protocol = 'HTTPS') => gateway('shop', [server(443, protocol, ['*'], `tls: ${tls}`)]);
const inbound = (tls: string) => sidecar('cart', `ingress: [{ port: { number: 443, name: https, protocol: HTTPS }, tls: ${tls} }]`);

describe('an old version of TLS', () => {
  test('needs ciphers', () => {
    expect(find(at('{ mode: SIMPLE, minProtocolVersion: TLSV1_0 }'))).toEqual([
      'Gateway edge/shop spec.servers[0].tls.minProtocolVersion: takes TLSV1_0 at port 443 and has no cipherSuites for it',
    ]);
    expect(find(inbound('{ mode: SIMPLE, minProtocolVersion: TLSV1_1, cipherSuites: [] }'))).toHaveLength(1);
  });

  test('has them, or is none', () => {
    expect(find(at('{ mode: SIMPLE, minProtocolVersion: TLSV1_0, cipherSuites: [AES128-SHA] }'), at('{ mode: SIMPLE, minProtocolVersion: TLSV1_2 }'), at('{ mode: SIMPLE }'))).toEqual([]);
  });
});
