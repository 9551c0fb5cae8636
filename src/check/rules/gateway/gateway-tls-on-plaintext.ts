import { serversOf } from '../../../model/gateway-servers';
import { isPlainHttp, isTlsProtocol, protocolNamed } from '../../../model/protocols';
import { Rule } from '../../rule';

export const gatewayTlsOnPlaintext: Rule = {
  id: 'gateway-tls-on-plaintext',
  severity: 'error',
  title: 'a server of a Gateway has TLS settings for a protocol that is not encrypted',
  why: 'Istio\'s webhook refuses the object. A plain HTTP server may have `tls` with nothing but `httpsRedirect: true`; every other protocol that '
    + 'is not HTTPS or TLS '
    + 'has no `tls` at all.',
  fix: 'set protocol HTTPS, or TLS for what is no HTTP, or remove tls',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shop, namespace: edge }
spec:
  selector: { istio: ingress }
  servers:
    - port: { number: 443, name: https, protocol: HTTP }
      hosts: [shop.example.com]
      tls: { mode: SIMPLE, credentialName: shop }
`,
  mend: { 'protocol: HTTP': 'protocol: HTTPS' },

  check(mesh, report) {
    for (const { gateway, server: { port, tls }, path } of serversOf(mesh)) {
      if (!tls || isTlsProtocol(port?.protocol) || !protocolNamed(port?.protocol)) {
        continue;
      }
      const { mode = 'PASSTHROUGH', serverCertificate, privateKey, caCertificates } = tls;
      const redirects = mode.endsWith('PASSTHROUGH') && !serverCertificate && !privateKey && !caCertificates;
      if (!isPlainHttp(port!.protocol) || !redirects) {
        report(gateway.manifest, [...path, 'tls'], `has TLS settings of mode ${mode} at port ${port!.number ?? 0}, which speaks ${port!.protocol}`);
      }
    }
  },
};
