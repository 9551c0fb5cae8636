import { Rule } from '../../rule';

export const routeLeadsNowhere: Rule = {
  id: 'route-leads-nowhere',
  severity: 'error',
  title: 'a route does not say where requests go',
  why: 'Istio refuses a route of HTTP without one of route, redirect, directResponse and delegate, and one of TLS or TCP without destinations. Indentation is the usual reason: '
    + '`- match` and `- route` are two routes, `- match` with `route` below it is one.',
  fix: 'add route, redirect, directResponse or delegate; look at the dashes',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - match:
        - uri: { prefix: /api }
    - route:
        - destination: { host: cart.shop.svc.cluster.local }
`,
  mend: { '    - route:': '      route:' },

  check(mesh, report) {
    for (const { spec, manifest } of mesh.virtualServices) {
      spec.http?.forEach(({ route = [], redirect, directResponse, delegate }, at) => {
        if (route.length === 0 && !redirect && !directResponse && !delegate) {
          report(manifest, ['spec', 'http', at], 'has a route without destinations, redirect, directResponse or delegate, which is refused');
        }
      });
      for (const protocol of ['tls', 'tcp'] as const) {
        spec[protocol]?.forEach(({ route = [] }, at) => {
          if (route.length === 0) {
            report(manifest, ['spec', protocol, at], 'has a route without destinations, which is refused', { fix: 'add destinations' });
          }
        });
      }
    }
  },
};
