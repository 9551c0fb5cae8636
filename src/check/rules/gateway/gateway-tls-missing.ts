import { serversOf } from '../../../model/gateway-servers';
import { isTlsProtocol } from '../../../model/protocols';
import { Rule } from '../../rule';

export const gatewayTlsMissing: Rule = {
  id: 'gateway-tls-missing',
  severity: 'error',
  title: 'an encrypted server of a Gateway does not say how',
  why: 'Istio\'s webhook refuses a server of protocol HTTPS or TLS without `tls`: the protocol says that clients encrypt, `tls` which certificate '
    + 'answers them, or that '
    + 'it is passed on.',
  fix: 'add tls with a mode, and with a credentialName if the gateway ends TLS',
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
`,
  mend: { 'hosts: [shop.example.com]': 'hosts: [shop.example.com]\n      tls: { mode: SIMPLE, credentialName: shop }' },

  check(mesh, report) {
    for (const { gateway, server: { port, tls }, path } of serversOf(mesh)) {
      if (isTlsProtocol(port?.protocol) && !tls) {
        report(gateway.manifest, path, `has protocol ${port!.protocol} at port ${port!.number ?? 0} and no tls`);
      }
    }
  },
};
