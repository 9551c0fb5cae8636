import { isObject, JsonObject } from '../../../manifests/manifest';
import { isTlsProtocol } from '../../../model/protocols';
import { sidecarListeners } from '../../../model/sidecar-listeners';
import { Rule } from '../../rule';

const FIELDS = ['credentialName', 'credentialNames', 'tlsCertificates', 'subjectAltNames', 'httpsRedirect'];

export const sidecarIngressTlsUnsupported: Rule = {
  id: 'sidecar-ingress-tls-unsupported',
  severity: 'error',
  title: 'an ingress listener of a Sidecar has TLS settings that only gateways have',
  why: 'Istio\'s webhook refuses the object. A sidecar ends TLS at a port of protocol HTTPS or TLS with a certificate from files of the proxy, of '
    + 'mode SIMPLE or MUTUAL: it '
    + 'reads no secret by its name, checks no names of clients and redirects nobody. Mutual TLS of the mesh needs no settings here.',
  fix: 'use serverCertificate and privateKey, and protocol HTTPS or TLS; or remove tls where the mesh encrypts',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: cart, namespace: shop }
spec:
  workloadSelector: { labels: { app: cart } }
  ingress:
    - port: { number: 8443, name: https, protocol: HTTPS }
      defaultEndpoint: 127.0.0.1:8000
      tls: { mode: SIMPLE, credentialName: cart }
`,
  mend: { 'credentialName: cart': 'serverCertificate: /etc/certs/tls.crt, privateKey: /etc/certs/tls.key' },

  check(mesh, report) {
    for (const { sidecar, inbound, listener: { tls, port }, path } of sidecarListeners(mesh)) {
      if (inbound && isObject(tls)) {
        for (const [field, problem] of problemsOf(tls, port?.protocol)) {
          report(sidecar.manifest, [...path, 'tls', ...field], `has an ingress listener at port ${port?.number ?? 0} ${problem}`);
        }
      }
    }
  },
};

function problemsOf(tls: JsonObject, protocol = ''): [string[], string][] {
  // Empty lists and texts are as good as nothing.
  const found: [string[], string][] = FIELDS.filter(name => tls[name] && String(tls[name]) !== '').map(name => [[name], `with ${name}`]);
  if (['ISTIO_MUTUAL', 'AUTO_PASSTHROUGH'].includes(String(tls.mode))) {
    found.push([['mode'], `of mode ${tls.mode}`]);
  }
  return isTlsProtocol(protocol) ? found : [...found, [[], `with TLS for protocol '${protocol}', which is not encrypted`]];
}
