import { listenersOf } from '../../../model/gateway-api';
import { Rule } from '../../rule';

export const listenerWithoutTls: Rule = {
  id: 'listener-without-tls',
  severity: 'error',
  title: 'a listener of HTTPS has no certificate',
  why: 'The schema allows it, for a certificate may come from elsewhere, and Istio opens no port for such a listener: clients are refused, and '
    + 'the status of the Gateway says '
    + 'nothing of it.',
  fix: 'add tls with a certificateRef',
  codes: [],
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: public, namespace: edge }
spec:
  gatewayClassName: istio
  listeners:
    - { name: https, port: 443, protocol: HTTPS }
`,
  mend: { 'protocol: HTTPS }': 'protocol: HTTPS, tls: { certificateRefs: [{ name: shop }] } }' },

  check(mesh, report) {
    for (const { gateway, listener: { name = '', protocol, tls }, path } of listenersOf(mesh)) {
      if (protocol === 'HTTPS' && !tls) {
        report(gateway.manifest, path, `has listener '${name}' of HTTPS without tls`);
      }
    }
  },
};
