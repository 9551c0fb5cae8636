import { ServerTls, serverTlsOf } from '../../../model/server-tls';
import { Rule } from '../../rule';

const FIELDS: readonly (keyof ServerTls)[] = ['credentialName', 'credentialNames', 'serverCertificate', 'privateKey', 'caCertificates', 'tlsCertificates'];

export const tlsCertificateUnused: Rule = {
  id: 'tls-certificate-unused',
  severity: 'warning',
  title: 'a server names a certificate that its mode does not use',
  why: 'With PASSTHROUGH, which is also the mode if none is set, and AUTO_PASSTHROUGH the gateway passes encrypted bytes on and never shows a '
    + 'certificate: it is ignored, '
    + 'and requests go only to routes of `tls`, not of `http`. With ISTIO_MUTUAL the certificate is the workload\'s own, and Istio\'s webhook '
    + 'refuses any other.',
  fix: 'set mode SIMPLE or MUTUAL if the gateway ends TLS, or remove the certificate',
  codes: ['IST0133'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shop, namespace: edge }
spec:
  selector: { istio: ingress }
  servers:
    - port: { number: 443, name: https, protocol: HTTPS }
      hosts: [shop.example.com]
      tls: { credentialName: shop }
`,
  mend: { '{ credentialName: shop }': '{ mode: SIMPLE, credentialName: shop }' },

  check(mesh, report) {
    for (const { manifest, tls, path, port } of serverTlsOf(mesh)) {
      const { mode = 'PASSTHROUGH' } = tls;
      const refused = mode === 'ISTIO_MUTUAL';
      if (!refused && !mode.endsWith('PASSTHROUGH')) {
        continue;
      }
      const field = (refused ? FIELDS : [...FIELDS, 'caCrl' as const]).find(name => tls[name] && String(tls[name]) !== '');
      if (field) {
        report(manifest, [...path, field], `names ${field} at port ${port}, and its mode is ${tls.mode ? mode : `not set, which is ${mode}`}`,
          { severity: refused ? 'error' : 'warning', fix: refused ? `remove ${field}, or set another mode` : undefined });
      }
    }
  },
};
