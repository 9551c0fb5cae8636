import { Rule } from '../../rule';

export const noRoutes: Rule = {
  id: 'no-routes',
  severity: 'error',
  title: 'a VirtualService has no routes',
  why: 'Istio refuses a VirtualService that has neither http, tls nor tcp.',
  fix: 'add routes, or delete the VirtualService',
  codes: ['IST0106', 'KIA1103'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
`,
  mend: { 'hosts: [cart]': 'hosts: [cart]\n  http:\n    - route:\n        - destination: { host: cart.shop.svc.cluster.local }' },

  check(mesh, report) {
    for (const { spec: { http = [], tls = [], tcp = [] }, manifest } of mesh.virtualServices) {
      if (http.length + tls.length + tcp.length === 0) {
        report(manifest, ['spec'], 'has neither http, tls nor tcp routes, which is refused');
      }
    }
  },
};
