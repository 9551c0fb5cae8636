import { serversOf } from '../../../model/gateway-servers';
import { isTlsProtocol } from '../../../model/protocols';
import { Rule } from '../../rule';

export const gatewayRedirectIgnored: Rule = {
  id: 'gateway-redirect-ignored',
  severity: 'warning',
  title: 'a server that is encrypted redirects to HTTPS',
  why: '`httpsRedirect` answers requests of plain HTTP with 301. At an encrypted port there are none, and the plain port, which needs it, goes on '
    + 'to serve without '
    + 'encryption.',
  fix: 'set httpsRedirect at the server of port 80',
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
      tls: { mode: SIMPLE, credentialName: shop, httpsRedirect: true }
`,
  mend: { ', httpsRedirect: true': '' },

  check(mesh, report) {
    for (const { gateway, server: { port, tls }, path } of serversOf(mesh)) {
      if (tls?.httpsRedirect === true && isTlsProtocol(port?.protocol)) {
        report(gateway.manifest, [...path, 'tls', 'httpsRedirect'], `redirects to HTTPS at port ${port!.number ?? 0}, which speaks ${port!.protocol}`);
      }
    }
  },
};
