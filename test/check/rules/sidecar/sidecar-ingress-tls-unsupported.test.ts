import { sidecarIngressTlsUnsupported } from '../../../../src/check/rules/sidecar/sidecar-ingress-tls-unsupported';
import { finder, sidecar } from '../../objects/gateways';

const find = finder(sidecarIngressTlsUnsupported);
const at = (tls: string, protocol = 'HTTPS') => find(sidecar('a', `ingress: [{ port: { number: 443, protocol: ${protocol} }, tls: ${tls} }]`));

describe('TLS settings of calls that come in', () => {
  test('are found if only gateways have them', () => {
    expect(at('{ mode: SIMPLE, credentialName: shop }')).toEqual(['Sidecar shop/a spec.ingress[0].tls.credentialName: has an ingress listener at port 443 with credentialName']);
    for (const field of ['credentialNames: [a]', 'tlsCertificates: [{}]', 'subjectAltNames: [a]', 'httpsRedirect: true']) {
      expect(at(`{ mode: SIMPLE, ${field} }`)).toEqual([expect.stringContaining(`with ${field.split(':')[0]}`)]);
    }
    for (const mode of ['ISTIO_MUTUAL', 'AUTO_PASSTHROUGH']) {
      expect(at(`{ mode: ${mode} }`)).toEqual([`Sidecar shop/a spec.ingress[0].tls.mode: has an ingress listener at port 443 of mode ${mode}`]);
    }
    expect(at('{ mode: SIMPLE }', 'HTTP')).toEqual(['Sidecar shop/a spec.ingress[0].tls: has an ingress listener at port 443 with TLS for protocol \'HTTP\', which is not encrypted']);
  });

  test('are right with files', () => {
    expect(at('{ mode: SIMPLE, serverCertificate: /a.crt, privateKey: /a.key, httpsRedirect: false, credentialName: "", subjectAltNames: [] }')).toEqual([]);
    expect(at('{ mode: MUTUAL }', 'tls')).toEqual([]);
    expect(find(sidecar('a', 'ingress: [{ port: { number: 80 } }], egress: [{ tls: { mode: ISTIO_MUTUAL } }]'))).toEqual([]);
  });
});
