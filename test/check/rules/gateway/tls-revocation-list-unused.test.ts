import { tlsRevocationListUnused } from '../../../../src/check/rules/gateway/tls-revocation-list-unused';
import { finder, gateway, server, sidecar } from '../../objects/gateways';

const find = finder(tlsRevocationListUnused);
const at = (tls: string, protocol = 'HTTPS') => gateway('shop', [server(443, protocol, ['*'], `tls: ${tls}`)]);
const inbound = (tls: string) => sidecar('cart', `ingress: [{ port: { number: 443, name: https, protocol: HTTPS }, tls: ${tls} }]`);

describe('a list of revoked certificates', () => {
  test('is not read beside a secret, nor of mode SIMPLE', () => {
    expect(find(at('{ mode: MUTUAL, credentialName: shop, caCrl: /crl.pem }'))).toEqual([
      'Gateway edge/shop spec.servers[0].tls.caCrl: has revoked certificates in file \'/crl.pem\', and those of a secret are in the secret',
    ]);
    expect(find(inbound('{ mode: SIMPLE, caCrl: /crl.pem }'))).toEqual([
      'Sidecar shop/cart spec.ingress[0].tls.caCrl: has revoked certificates in file \'/crl.pem\', and mode SIMPLE asks clients for none',
    ]);
  });

  test('is read with files of mode MUTUAL, and not said twice where certificates are not used', () => {
    expect(find(at('{ mode: MUTUAL, serverCertificate: /a.crt, caCrl: /crl.pem }'), at('{ mode: PASSTHROUGH, credentialName: shop, caCrl: /crl.pem }'),
      at('{ mode: MUTUAL, credentialName: shop }'))).toEqual([]);
  });
});
