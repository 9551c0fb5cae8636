import { isDelegate } from '../../../model/virtual-service';
import { Rule } from '../../rule';
import { quoted } from '../../words';

export const delegateForGateways: Rule = {
  id: 'delegate-for-gateways',
  severity: 'error',
  title: 'a VirtualService without hosts has gateways, or routes of TLS or TCP',
  why: 'A VirtualService without hosts is one to which others delegate. It has the gateways of these, and routes of HTTP only: Istio refuses others.',
  fix: 'add hosts; in a delegate delete gateways, tls and tcp',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  gateways: [edge/public]
  http:
    - route:
        - destination: { host: cart.shop.svc.cluster.local, port: { number: 80 } }
`,
  mend: { '  gateways: [edge/public]\n': '' },

  check(mesh, report) {
    for (const { spec, manifest } of mesh.virtualServicesWith('gateways', 'tls', 'tcp').filter(isDelegate)) {
      const fields = (['gateways', 'tls', 'tcp'] as const).filter(field => (spec[field] ?? []).length > 0);
      if (fields.length > 0) {
        report(manifest, ['spec', fields[0]], `has ${quoted(fields)} and no hosts, which is refused`);
      }
    }
  },
};
