import { checkMesh } from '../../../../src/check/check-mesh';
import { tlsCertificateUnused } from '../../../../src/check/rules/gateway/tls-certificate-unused';
import { meshOf } from '../../fixtures';
import { finder, gateway, server, sidecar } from '../../objects/gateways';

const find = finder(tlsCertificateUnused);
const at = (tls: string, protocol = 'HTTPS') => gateway('shop', [server(443, protocol, ['*'], `tls: ${tls}`)]);
const inbound = (tls: string) => sidecar('cart', `ingress: [{ port: { number: 443, name: https, protocol: HTTPS }, tls: ${tls} }]`);

describe('a certificate that the mode does not use', () => {
  test('is found', () => {
    expect(find(at('{ credentialName: shop }'))).toEqual(['Gateway edge/shop spec.servers[0].tls.credentialName: names credentialName at port 443, and its mode is not set, which is PASSTHROUGH']);
    expect(find(at('{ mode: AUTO_PASSTHROUGH, caCrl: /crl.pem }'))).toEqual([expect.stringContaining('tls.caCrl: names caCrl at port 443, and its mode is AUTO_PASSTHROUGH')]);
    expect(find(at('{ mode: ISTIO_MUTUAL, credentialNames: [shop] }'))).toEqual([expect.stringContaining('names credentialNames at port 443, and its mode is ISTIO_MUTUAL')]);
    for (const field of ['serverCertificate', 'privateKey', 'caCertificates']) {
      expect(find(at(`{ mode: PASSTHROUGH, ${field}: /file }`), inbound(`{ mode: ISTIO_MUTUAL, ${field}: /file }`))).toHaveLength(2);
    }
    expect(find(at('{ mode: PASSTHROUGH, tlsCertificates: [{ privateKey: /file }] }'))).toHaveLength(1);
  });

  test('is not one that it uses, nor none', () => {
    for (const tls of ['{ mode: SIMPLE, credentialName: shop }', '{ mode: MUTUAL, credentialName: shop }', '{ mode: PASSTHROUGH }', '{ mode: ISTIO_MUTUAL }',
      '{ mode: ISTIO_MUTUAL, caCrl: /crl.pem }', '{ mode: PASSTHROUGH, credentialNames: [], credentialName: "" }']) {
      expect(find(at(tls))).toEqual([]);
    }
  });

  test('is refused with ISTIO_MUTUAL and ignored with the others', () => {
    const severity = (tls: string) => checkMesh(meshOf(at(tls)), { rules: [tlsCertificateUnused] }).findings.map(finding => `${finding.severity}: ${finding.fix}`);
    expect(severity('{ mode: ISTIO_MUTUAL, credentialName: shop }')).toEqual(['error: remove credentialName, or set another mode']);
    expect(severity('{ mode: PASSTHROUGH, credentialName: shop }')).toEqual([`warning: ${tlsCertificateUnused.fix}`]);
  });
});
