import { isObject } from '../../../manifests/manifest';
import { certificateFault } from '../../../model/certificate';
import { certificatesOf } from '../../../model/gateway-certificates';
import { secretsIn } from '../../../model/secrets';
import { Rule } from '../../rule';

export const gatewayCertificateUnusable: Rule = {
  id: 'gateway-certificate-unusable',
  severity: 'error',
  title: 'the certificate of a gateway has expired, or is none',
  why: 'Istio reads a certificate before it hands it to the gateway. One that it cannot read, that has expired or is not valid yet stays behind, and the handshake of every client '
    + 'of these hosts fails. Secrets without PEM, placeholders for example, are not judged.',
  fix: 'put a valid certificate into the secret',
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
  tls.key: the key
  tls.crt: |
    -----BEGIN CERTIFICATE-----
    MIIBIDCBxgIBATAKBggqhkjOPQQDAjAbMRkwFwYDVQQDDBBzaG9wLmV4YW1wbGUu
    Y29tMCAXDTIwMDEwMTAwMDAwMFoYDzMwMDAwMTAxMDAwMDAwWjAbMRkwFwYDVQQD
    DBBzaG9wLmV4YW1wbGUuY29tMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE8awY
    Fs+MX+RSmxRV4LzMbzAKBggqhkjOPQQDAgNJADBGAiEA46BPzjHBv53QNUJ/R3xQ
    wn072C09rTr1LyDXks604hkCIQClQm7akIr6jF1XhBF2RJ/E/2ooEPaEzAAQl2PH
    2tzLxQ==
    -----END CERTIFICATE-----
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
  // A line was lost.
  mend: { DBBzaG9wLmV4YW1wbGUuY29tMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE8awY: 'DBBzaG9wLmV4YW1wbGUuY29tMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE8awY\n    P5fM8VLH4JzpiSpPPMTWd4Zo157c6Y6fSJjhh+QWZTph6rZx16P43jDBliuhQGNq' },

  check(mesh, report) {
    for (const { gateway, path, name, namespaces } of certificatesOf(mesh)) {
      for (const namespace of namespaces) {
        const secret = secretsIn(mesh, namespace).get(name);
        const fault = secret?.keys && certificateFault(certificateIn(secret.object.manifest.json));
        if (fault) {
          report(gateway.manifest, path, `takes its certificate from secret '${namespace}/${name}', ${fault}`, { others: [secret.object.manifest] });
        }
      }
    }
  },
};

/** The text of the certificate in a Secret, as Istio looks for it. */
function certificateIn({ data, stringData }: { readonly [field: string]: unknown }): string {
  const [plain, encoded] = [stringData, data].map(values => isObject(values) ? values['tls.crt'] ?? values.cert : undefined);
  return plain !== undefined ? String(plain) : typeof encoded === 'string' ? Buffer.from(encoded, 'base64').toString('latin1') : '';
}
