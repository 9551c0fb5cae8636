import { isDnsLabel } from '../../../model/host-syntax';
import { Rule } from '../../rule';

export const gatewayNameMalformed: Rule = {
  id: 'gateway-name-malformed',
  severity: 'error',
  title: 'the name of a Gateway has dots in it or is too long',
  why: 'Kubernetes takes such a name, and Istio\'s webhook refuses it: the name becomes a part of names of routes in the proxy, where dots separate.',
  fix: 'use a name of letters, digits and dashes, at most 63 of them',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shop.example.com, namespace: edge }
spec:
  selector: { istio: ingress }
  servers:
    - port: { number: 80, name: http, protocol: HTTP }
      hosts: [shop.example.org]
`,
  mend: { 'name: shop.example.com': 'name: shop' },

  check(mesh, report) {
    for (const { manifest, name } of mesh.gateways) {
      if (name !== '' && !isDnsLabel(name)) {
        report(manifest, ['metadata', 'name'], name.length > 63 ? `has a name of ${name.length} characters` : `has '${name}' as its name`);
      }
    }
  },
};
