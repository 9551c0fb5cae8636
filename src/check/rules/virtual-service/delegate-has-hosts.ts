import { delegationsOf } from '../../../model/delegations';
import { Rule } from '../../rule';
import { quoted } from '../../words';

export const delegateHasHosts: Rule = {
  id: 'delegate-has-hosts',
  severity: 'error',
  title: 'a route delegates to a VirtualService that has hosts of its own',
  why: 'Only VirtualServices without hosts are delegates. To one that has hosts nothing is delegated: Istio leaves out the route, and its requests take the next one, or get 404.',
  fix: 'take hosts out of the delegate, and put its routes for these hosts into another VirtualService',
  codes: [],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: public, namespace: shop }
spec:
  hosts: [shop.example.com]
  gateways: [edge/public]
  http:
    - match:
        - uri: { prefix: /cart }
      delegate: { name: cart }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - route:
        - destination: { host: cart.shop.svc.cluster.local }
`,
  mend: { '  hosts: [cart]\n': '' },

  check(mesh, report) {
    for (const { root, path, named, delegate } of delegationsOf(mesh)) {
      const { hosts = [] } = delegate?.spec ?? {};
      if (delegate && hosts.length > 0) {
        report(root.manifest, path, `delegates to VirtualService '${named}', which has hosts of its own: ${quoted(hosts)}`, { others: [delegate.manifest] });
      }
    }
  },
};
