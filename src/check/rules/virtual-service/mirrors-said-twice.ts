import { Rule } from '../../rule';

export const mirrorsSaidTwice: Rule = {
  id: 'mirrors-said-twice',
  severity: 'error',
  title: 'a route has mirror and mirrors',
  why: '`mirror` is the older field, for one copy; `mirrors` is for several. Istio refuses a route that has both.',
  fix: 'put the destination of mirror into mirrors',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - route:
        - destination: { host: cart.shop.svc.cluster.local }
      mirror: { host: cart-next.shop.svc.cluster.local }
      mirrors:
        - destination: { host: cart-test.shop.svc.cluster.local }
`,
  mend: {
    '      mirror: { host: cart-next.shop.svc.cluster.local }\n': '',
    '        - destination: { host: cart-test.shop.svc.cluster.local }': '        - destination: { host: cart-test.shop.svc.cluster.local }\n        - destination: { host: cart-next.shop.svc.cluster.local }',
  },

  check(mesh, report) {
    for (const { spec: { http = [] }, manifest } of mesh.virtualServicesWith('mirrors')) {
      http.forEach(({ mirror, mirrors = [] }, at) => {
        if (mirror && mirrors.length > 0) {
          report(manifest, ['spec', 'http', at, 'mirror'], 'has mirror and mirrors in one route, which is refused');
        }
      });
    }
  },
};
