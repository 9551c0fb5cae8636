import { tlsCertificateSources } from '../../../../src/check/rules/gateway/tls-certificate-sources';
import { finder, gateway, server, sidecar } from '../../objects/gateways';

const find = finder(tlsCertificateSources);
const at = (tls: string, protocol = 'HTTPS') => gateway('shop', [server(443, protocol, ['*'], `tls: ${tls}`)]);
const inbound = (tls: string) => sidecar('cart', `ingress: [{ port: { number: 443, name: https, protocol: HTTPS }, tls: ${tls} }]`);

describe('a certificate from two sources', () => {
  test('is found', () => {
    expect(find(at('{ mode: SIMPLE, credentialName: shop, serverCertificate: /a.crt, privateKey: /a.key }'))).toEqual([
      'Gateway edge/shop spec.servers[0].tls.serverCertificate: names its certificate by \'credentialName\', \'serverCertificate\'',
    ]);
    expect(find(at('{ mode: MUTUAL, credentialNames: [shop], serverCertificate: /a.crt, privateKey: /a.key }'))).toHaveLength(1);
    expect(find(at('{ mode: SIMPLE, credentialName: shop, tlsCertificates: [{}] }'))).toEqual([expect.stringContaining('\'credentialName\', \'tlsCertificates\'')]);
    expect(find(inbound('{ mode: SIMPLE, serverCertificate: /a.crt, privateKey: /a.key, tlsCertificates: [{}] }'))).toHaveLength(1);
  });

  test('is not half a pair of files, nor what the schema refuses', () => {
    for (const tls of ['{ mode: SIMPLE, credentialName: shop }', '{ mode: SIMPLE, credentialName: shop, serverCertificate: /a.crt }', '{ mode: SIMPLE, credentialName: shop, privateKey: /a.key }',
      '{ mode: SIMPLE, credentialName: shop, credentialNames: [shop] }', '{ mode: SIMPLE, credentialNames: [shop], tlsCertificates: [{}] }',
      '{ mode: PASSTHROUGH, credentialName: shop, serverCertificate: /a.crt, privateKey: /a.key }', '{ mode: SIMPLE, tlsCertificates: [{}] }', '{ mode: SIMPLE, serverCertificate: /a.crt, privateKey: /a.key }']) {
      expect(find(at(tls))).toEqual([]);
    }
  });
});
