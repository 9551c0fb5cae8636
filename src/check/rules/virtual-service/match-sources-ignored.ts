import { httpMatchesOf } from '../../../model/virtual-service';
import { Rule } from '../../rule';

export const matchSourcesIgnored: Rule = {
  id: 'match-sources-ignored',
  severity: 'error',
  title: 'a match of HTTP names gateways and clients',
  why: 'Where a match of HTTP names gateways, `mesh` too, Istio asks for nothing else of the client: `sourceLabels` and `sourceNamespace` of the same match are ignored, and '
    + 'everybody\'s requests take the route, not only those of the clients that were meant.',
  fix: 'take the gateways out of the match, or make two VirtualServices of it, one for gateways and one for the mesh',
  codes: [],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - match:
        - uri: { prefix: /beta }
          gateways: [mesh]
          sourceLabels: { tenant: blue }
      route:
        - destination: { host: cart-blue.shop.svc.cluster.local }
    - route:
        - destination: { host: cart.shop.svc.cluster.local }
`,
  mend: { '          gateways: [mesh]\n': '' },

  check(mesh, report) {
    for (const service of mesh.virtualServicesWith('sourceLabels', 'sourceNamespace')) {
      for (const { match: { gateways = [], sourceLabels = {}, sourceNamespace }, path } of httpMatchesOf(service)) {
        const ignored = [...Object.keys(sourceLabels).length > 0 ? ['sourceLabels'] : [], ...sourceNamespace ? ['sourceNamespace'] : []];
        if (gateways.length > 0 && ignored.length > 0) {
          report(service.manifest, [...path, ignored[0]], `matches ${ignored.join(' and ')} beside gateways, so that ${ignored.length > 1 ? 'they are' : 'it is'} ignored`);
        }
      }
    }
  },
};
