import { coverings, routeText } from '../../../model/route-coverings';
import { Rule } from '../../rule';

export const matchNeverMet: Rule = {
  id: 'match-never-met',
  severity: 'warning',
  title: 'a condition of a route is only for requests that were taken before it',
  why: 'Routes are asked in their order, and the conditions of one of them too. A condition that stands there twice, or that is narrower than one of a route before it, does nothing: '
    + 'its requests take the earlier route.',
  fix: 'put the narrower condition first, or delete it',
  codes: ['IST0131'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - match:
        - uri: { prefix: /api }
      route:
        - destination: { host: cart.shop.svc.cluster.local }
    - match:
        - uri: { prefix: /api/beta }
        - uri: { prefix: /beta }
      route:
        - destination: { host: cart-beta.shop.svc.cluster.local }
`,
  mend: { 'prefix: /api }': 'prefix: /api/stable }' },

  check(mesh, report) {
    for (const service of mesh.virtualServicesWith('match')) {
      for (const { protocol, route, matches, all } of coverings(service)) {
        for (const { path, by, twice } of all ? [] : matches) {
          if (by !== undefined) {
            report(service.manifest, path, `matches only requests that ${routeText(service, protocol, by)} takes before`);
          } else if (twice !== undefined) {
            report(service.manifest, path, `says again what match[${twice}] of ${routeText(service, protocol, route)} says`, { severity: 'info', fix: 'delete it' });
          }
        }
      }
    }
  },
};
