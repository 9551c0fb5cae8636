import { delegationsOf } from '../../../model/delegations';
import { isVisibleIn, visibilityOf } from '../../../model/visibility';
import { Rule } from '../../rule';

export const delegateNotFound: Rule = {
  id: 'delegate-not-found',
  severity: 'error',
  title: 'a route delegates to a VirtualService that is not there',
  why: 'Istio leaves out a route whose delegate does not exist, or is not exported to the namespace of who delegates. Its requests take the next route that matches, or get 404.',
  fix: 'name the delegate with its namespace, and export it to the namespace of who delegates (exportTo)',
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
      delegate: { name: carts }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  http:
    - route:
        - destination: { host: cart.shop.svc.cluster.local, port: { number: 80 } }
`,
  mend: { 'name: carts': 'name: cart' },

  check(mesh, report) {
    for (const { root, path, named, delegate, known } of delegationsOf(mesh)) {
      if (!delegate && known) {
        report(root.manifest, path, `delegates to VirtualService '${named}', which is not there`);
      } else if (delegate) {
        const { spec: { exportTo }, namespace, manifest } = delegate;
        if (!isVisibleIn(visibilityOf(exportTo, namespace, mesh.exportedByDefault('defaultVirtualServiceExportTo')), root.namespace)) {
          report(root.manifest, path, `delegates to VirtualService '${named}', which is not exported to namespace '${root.namespace}'`, { others: [manifest] });
        }
      }
    }
  },
};
