import { Rule } from '../../rule';

export const routeLeadsTwoWays: Rule = {
  id: 'route-leads-two-ways',
  severity: 'error',
  title: 'a route says twice where requests go',
  why: 'Requests are routed, redirected, answered or delegated. Istio refuses a route that says two of these; of delegate beside directResponse it says nothing, and answers what the '
    + 'delegate was to route.',
  fix: 'keep one of them, or make two routes with conditions of it',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - redirect: { uri: /new }
      route:
        - destination: { host: cart.shop.svc.cluster.local }
`,
  mend: { 'redirect: { uri: /new }': 'rewrite: { uri: /new }' },

  check(mesh, report) {
    for (const { spec: { http = [] }, manifest } of mesh.virtualServicesWith('delegate', 'redirect', 'directResponse')) {
      http.forEach(({ route = [], redirect, directResponse, delegate }, at) => {
        const ways = [...delegate ? ['delegate'] : [], ...redirect ? ['redirect'] : [], ...directResponse ? ['directResponse'] : [], ...route.length > 0 ? ['route'] : []];
        if (ways.length > 1) {
          report(manifest, ['spec', 'http', at, ways[0]], `has a route with ${ways.join(' and ')}${ways.join() === 'delegate,directResponse' ? ', of which one holds' : ', which is refused'}`);
        }
      });
    }
  },
};
