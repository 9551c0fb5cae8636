import { serverTlsOf } from '../../../model/server-tls';
import { Rule } from '../../rule';

export const tlsVersionWithoutCiphers: Rule = {
  id: 'tls-version-without-ciphers',
  severity: 'warning',
  title: 'a server takes an old version of TLS and none of the ciphers that it needs',
  why: 'The proxy\'s own list of ciphers has none that TLS 1.0 and 1.1 can use. Clients of these versions, for which the setting was made, still '
    + 'fail in the handshake.',
  fix: 'remove minProtocolVersion, or set cipherSuites that the old version has (ECDHE-RSA-AES128-SHA and the like)',
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
      tls: { mode: SIMPLE, credentialName: shop, minProtocolVersion: TLSV1_0 }
`,
  mend: { 'minProtocolVersion: TLSV1_0': 'minProtocolVersion: TLSV1_2' },

  check(mesh, report) {
    for (const { manifest, tls: { minProtocolVersion = '', cipherSuites = [] }, path, port } of serverTlsOf(mesh)) {
      if (['TLSV1_0', 'TLSV1_1'].includes(minProtocolVersion) && cipherSuites.length === 0) {
        report(manifest, [...path, 'minProtocolVersion'], `takes ${minProtocolVersion} at port ${port} and has no cipherSuites for it`);
      }
    }
  },
};
