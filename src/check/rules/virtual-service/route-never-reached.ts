import { VirtualServiceSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { coverings, routeText } from '../../../model/route-coverings';
import { Rule } from '../../rule';

export const routeNeverReached: Rule = {
  id: 'route-never-reached',
  severity: 'warning',
  title: 'a route stands behind others that take all of its requests',
  why: 'Routes are asked in their order, and the first one that matches has the request. Behind one without conditions, or for prefix `/`, no other is ever asked; behind '
    + 'prefix `/api` none for `/api/v2` is.',
  fix: 'put the route before the one that takes its requests, or delete it',
  codes: ['IST0130', 'IST0131'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - route:
        - destination: { host: cart.shop.svc.cluster.local }
    - match:
        - headers:
            x-beta: { exact: 'yes' }
      route:
        - destination: { host: cart-beta.shop.svc.cluster.local }
`,
  mend: { '- route:\n        - destination: { host: cart.shop': '- match:\n        - uri: { prefix: /stable }\n      route:\n        - destination: { host: cart.shop' },

  check(mesh, report) {
    for (const service of mesh.havingSeveral<VirtualServiceSpec>(KINDS.virtualService, 'http', 'tls', 'tcp')) {
      for (const { protocol, route, matches, all } of coverings(service)) {
        if (all) {
          const by = [...new Set((matches.length > 0 ? matches.map(({ by: one }) => one) : [all.by]).map(one => routeText(service, protocol, one!)))];
          report(service.manifest, ['spec', protocol, route], `has no request left for ${routeText(service, protocol, route)}: ${by.join(', ')} before it ${by.length > 1 ? 'take' : 'takes'} them all`);
        }
      }
    }
  },
};
