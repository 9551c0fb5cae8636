import { endsTls, namesSecret, serverTlsOf } from '../../../model/server-tls';
import { Rule } from '../../rule';

export const tlsRevocationListUnused: Rule = {
  id: 'tls-revocation-list-unused',
  severity: 'error',
  title: 'a server has a list of revoked certificates that nothing is checked against',
  why: '`caCrl` is for certificates of clients, which mode SIMPLE does not ask for: Istio\'s webhook refuses it. Beside `credentialName` the file '
    + 'is ignored without a '
    + 'word, and revoked clients come in: the list must be in the secret, as `ca.crl`.',
  fix: 'use mode MUTUAL, and with credentialName put the list into the secret as ca.crl',
  codes: [],
  bad: `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shop, namespace: edge }
spec:
  selector: { istio: ingress }
  servers:
    - port: { number: 443, name: https, protocol: HTTPS }
      hosts: [shop.example.com]
      tls: { mode: MUTUAL, credentialName: shop, caCrl: /etc/certs/revoked.pem }
`,
  mend: { ', caCrl: /etc/certs/revoked.pem': '' },

  check(mesh, report) {
    for (const { manifest, tls, path } of serverTlsOf(mesh)) {
      const { mode, caCrl } = tls;
      if (caCrl && endsTls(tls) && (mode === 'SIMPLE' || namesSecret(tls))) {
        report(manifest, [...path, 'caCrl'], namesSecret(tls)
          ? `has revoked certificates in file '${caCrl}', and those of a secret are in the secret`
          : `has revoked certificates in file '${caCrl}', and mode SIMPLE asks clients for none`);
      }
    }
  },
};
