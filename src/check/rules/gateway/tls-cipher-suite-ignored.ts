import { serverTlsOf } from '../../../model/server-tls';
import { Rule } from '../../rule';

/** Those that Envoy can be told. */
const KNOWN = new Set([
  'ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES256-GCM-SHA384', 'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305', 'ECDHE-ECDSA-AES128-SHA', 'ECDHE-RSA-AES128-SHA', 'ECDHE-ECDSA-AES256-SHA', 'ECDHE-RSA-AES256-SHA', 'AES128-GCM-SHA256',
  'AES256-GCM-SHA384', 'AES128-SHA', 'AES256-SHA', 'DES-CBC3-SHA',
]);

export const tlsCipherSuiteIgnored: Rule = {
  id: 'tls-cipher-suite-ignored',
  severity: 'warning',
  title: 'a server lists a cipher that proxies do not know, or one of them twice',
  why: 'Istio leaves the cipher out. If it was the only one, the proxy uses its own list, and ciphers that should be shut out are not. The names '
    + 'are OpenSSL\'s '
    + '(`ECDHE-RSA-AES128-GCM-SHA256`), not those of the standard (`TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256`), and those of TLS 1.3 cannot be chosen.',
  fix: 'use OpenSSL\'s names of ciphers of TLS 1.2',
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
      tls:
        mode: SIMPLE
        credentialName: shop
        cipherSuites: [TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]
`,
  mend: { '[TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]': '[ECDHE-RSA-AES128-GCM-SHA256]' },

  check(mesh, report) {
    for (const { manifest, tls: { cipherSuites = [] }, path } of serverTlsOf(mesh)) {
      cipherSuites.forEach((suite, at) => {
        // What begins with a sign is an expression of several.
        if (/^[\p{L}\p{N}]/u.test(suite) && suite !== 'ALL' && !KNOWN.has(suite)) {
          report(manifest, [...path, 'cipherSuites', at], `lists cipher '${suite}', which proxies do not know`);
        } else if (KNOWN.has(suite) && cipherSuites.indexOf(suite) < at) {
          report(manifest, [...path, 'cipherSuites', at], `lists cipher '${suite}' twice`);
        }
      });
    }
  },
};
