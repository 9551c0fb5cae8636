import { tlsCertificateMissing } from '../../../../src/check/rules/gateway/tls-certificate-missing';
import { finder, gateway, server, sidecar } from '../../objects/gateways';

const find = finder(tlsCertificateMissing);
const at = (tls: string, protocol = 'HTTPS') => gateway('shop', [server(443, protocol, ['*'], `tls: ${tls}`)]);
const inbound = (tls: string) => sidecar('cart', `ingress: [{ port: { number: 443, name: https, protocol: HTTPS }, tls: ${tls} }]`);

describe('a certificate that is not named', () => {
  test('is found with all that is missing', () => {
    expect(find(at('{ mode: SIMPLE }'))).toEqual(['Gateway edge/shop spec.servers[0].tls: ends TLS of mode SIMPLE at port 443 and names no certificate and no private key']);
    expect(find(at('{ mode: MUTUAL, serverCertificate: /a.crt, privateKey: /a.key }'))).toEqual([expect.stringContaining('and names no authority for clients (caCertificates)')]);
    expect(find(at('{ mode: OPTIONAL_MUTUAL, serverCertificate: /a.crt, caCertificates: /ca.crt }'))).toEqual([expect.stringMatching(/and names no private key$/)]);
    expect(find(at('{ mode: SIMPLE, privateKey: /a.key }'))).toEqual([expect.stringMatching(/and names no certificate$/)]);
    expect(find(at('{ mode: SIMPLE, tlsCertificates: [{ serverCertificate: /a.crt, privateKey: /a.key }, { privateKey: /b.key }] }'))).toEqual([expect.stringMatching(/and names no certificate$/)]);
    expect(find(inbound('{ mode: SIMPLE }'))).toEqual([expect.stringContaining('Sidecar shop/cart spec.ingress[0].tls: ')]);
  });

  test('may be a secret, files or none, as the mode says', () => {
    for (const tls of ['{ mode: SIMPLE, credentialName: shop }', '{ mode: MUTUAL, credentialNames: [a, b] }', '{ mode: SIMPLE, serverCertificate: /a.crt, privateKey: /a.key }',
      '{ mode: MUTUAL, serverCertificate: /a.crt, privateKey: /a.key, caCertificates: /ca.crt }', '{ mode: ISTIO_MUTUAL }', '{ mode: PASSTHROUGH }', '{}',
      '{ mode: SIMPLE, tlsCertificates: [{ serverCertificate: /a.crt, privateKey: /a.key }] }']) {
      expect(find(at(tls), inbound(tls))).toEqual([]);
    }
  });

  test('is not said of what is not encrypted', () => {
    expect(find(at('{ mode: SIMPLE }', 'HTTP'))).toEqual([]);
    expect(find(inbound('{ mode: SIMPLE }').replace('HTTPS', 'HTTP'))).toEqual([]);
  });
});
