import { endsTls, namesSecret, serverTlsOf } from '../../../model/server-tls';
import { Rule } from '../../rule';

export const tlsCertificateMissing: Rule = {
  id: 'tls-certificate-missing',
  severity: 'error',
  title: 'a server ends TLS and names no certificate, key or authority for it',
  why: 'Istio\'s webhook refuses the object. A server of mode SIMPLE answers with a certificate, of a secret (`credentialName`) or of two files; '
    + 'one of mode MUTUAL or '
    + 'OPTIONAL_MUTUAL needs, beside files, the authority that clients\' certificates are checked against.',
  fix: 'name the secret in credentialName, or all files that the mode needs',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shop, namespace: edge }
spec:
  selector: { istio: ingress }
  servers:
    - port: { number: 443, name: https, protocol: HTTPS }
      hosts: [shop.example.com]
      tls: { mode: SIMPLE }
`,
  mend: { '{ mode: SIMPLE }': '{ mode: SIMPLE, credentialName: shop }' },

  check(mesh, report) {
    for (const { manifest, tls, path, port } of serverTlsOf(mesh)) {
      if (!endsTls(tls) || namesSecret(tls)) {
        continue;
      }
      const { mode, serverCertificate, privateKey, caCertificates, tlsCertificates = [] } = tls;
      const pairs = tlsCertificates.length > 0 ? tlsCertificates : [{ serverCertificate, privateKey }];
      const missing = [
        ...pairs.some(pair => !pair.serverCertificate) ? ['certificate'] : [],
        ...pairs.some(pair => !pair.privateKey) ? ['private key'] : [],
        ...mode !== 'SIMPLE' && !caCertificates ? ['authority for clients (caCertificates)'] : [],
      ];
      if (missing.length > 0) {
        report(manifest, path, `ends TLS of mode ${mode} at port ${port} and names no ${missing.join(' and no ')}`);
      }
    }
  },
};
