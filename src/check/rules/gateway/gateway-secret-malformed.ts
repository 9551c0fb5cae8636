import { certificatesOf } from '../../../model/gateway-certificates';
import { secretsIn } from '../../../model/secrets';
import { Rule } from '../../rule';
import { quoted } from '../../words';

export const gatewaySecretMalformed: Rule = {
  id: 'gateway-secret-malformed',
  severity: 'error',
  title: 'the secret of a gateway has no certificate, no key or no authority',
  why: 'Istio does not hand the secret to the gateway, and the handshake of every client of these hosts fails. It reads `tls.crt` and `tls.key`, '
    + 'or `cert` and `key`; with '
    + 'MUTUAL also the authority that clients are checked against: `ca.crt` or `cacert`, of the secret or of one with `-cacert` behind its name.',
  fix: 'give the secret the keys tls.crt and tls.key, and ca.crt if clients show certificates',
  codes: ['IST0161'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shop, namespace: edge }
spec:
  selector: { istio: ingress }
  servers:
    - port: { number: 443, name: https, protocol: HTTPS }
      hosts: [shop.example.com]
      tls: { mode: SIMPLE, credentialName: shop }
---
apiVersion: v1
kind: Secret
metadata: { name: shop, namespace: edge }
stringData:
  tls.crt: the certificate
  private.key: the key
---
apiVersion: v1
kind: Pod
metadata:
  name: ingress
  namespace: edge
  labels: { istio: ingress, sidecar.istio.io/inject: "true" }
  annotations: { inject.istio.io/templates: gateway }
spec:
  containers:
    - { name: istio-proxy, image: auto }
`,
  mend: { 'private.key: the key': 'tls.key: the key' },

  check(mesh, report) {
    for (const { gateway, path, name, namespaces, mutual } of certificatesOf(mesh)) {
      for (const namespace of namespaces) {
        const known = secretsIn(mesh, namespace);
        const secret = known.get(name);
        // What has no keys yet is filled by somebody else.
        if (!secret?.keys || secret.keys.length === 0) {
          continue;
        }
        const keys = new Set(secret.keys);
        const authority = known.get(`${name}-cacert`);
        const has = (one: string, other: string) => keys.has(one) && keys.has(other);
        if (!has('tls.crt', 'tls.key') && !has('cert', 'key')) {
          report(gateway.manifest, path, `takes its certificate from secret '${namespace}/${name}', which has ${quoted(secret.keys)} and no pair 'tls.crt' and 'tls.key'`,
            { others: [secret.object.manifest] });
        } else if (mutual && !authority && !keys.has('ca.crt') && !keys.has('cacert')) {
          report(gateway.manifest, path, `asks clients for certificates, and secret '${namespace}/${name}' has no 'ca.crt' to check them against`,
            { others: [secret.object.manifest], fix: `add ca.crt to the secret, or a secret '${name}-cacert' with it` });
        }
      }
    }
  },
};
