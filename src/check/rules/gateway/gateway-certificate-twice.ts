import { PlacedServer, serversTogether, serverText } from '../../../model/gateway-servers';
import { Rule } from '../../rule';

export const gatewayCertificateTwice: Rule = {
  id: 'gateway-certificate-twice',
  severity: 'warning',
  title: 'two HTTPS servers at one port of a gateway serve the same certificate',
  why: 'A browser that has a connection of HTTP/2 to one host uses it for every other host that the certificate is for. The gateway has separate '
    + 'routes for each '
    + 'server, knows nothing of the other host on that connection, and answers with 404: now and then, depending on what the browser opened before.',
  fix: 'list all hosts of a certificate at one server, or give each server a certificate of its own',
  codes: ['IST0138'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shop, namespace: edge }
spec:
  selector: { istio: ingress }
  servers:
    - port: { number: 443, name: https, protocol: HTTPS }
      hosts: [shop.example.com]
      tls: { mode: SIMPLE, credentialName: wildcard }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: cart, namespace: edge }
spec:
  selector: { istio: ingress }
  servers:
    - port: { number: 443, name: https, protocol: HTTPS }
      hosts: [cart.example.com]
      tls: { mode: SIMPLE, credentialName: wildcard } # *.example.com
`,
  mend: { 'credentialName: wildcard } # *.example.com': 'credentialName: cart }' },

  check(mesh, report) {
    const said = new Set<PlacedServer>();
    for (const group of serversTogether(mesh)) {
      const known = new Map<string, PlacedServer>();
      for (const placed of group) {
        const certificate = certificateOf(placed);
        const first = certificate && known.get(certificate.key);
        if (certificate && !first) {
          known.set(certificate.key, placed);
        } else if (certificate && first && !said.has(placed)) {
          said.add(placed);
          report(placed.gateway.manifest, [...placed.path, 'tls', certificate.field],
            `serves certificate '${certificate.key}' at port ${placed.server.port!.number}, as server ${serverText(first)} does`,
            { others: first.gateway === placed.gateway ? [] : [first.gateway.manifest] });
        }
      }
    }
  },
};

function certificateOf({ server: { port, tls } }: PlacedServer): { readonly key: string; readonly field: string } | undefined {
  if (port?.protocol?.toUpperCase() !== 'HTTPS' || !['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL'].includes(tls?.mode ?? '')) {
    return undefined;
  }
  const { credentialName, serverCertificate } = tls!;
  return credentialName ? { key: credentialName, field: 'credentialName' } : serverCertificate ? { key: serverCertificate, field: 'serverCertificate' } : undefined;
}
