import { Rule } from '../../rule';

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', '*']);
const NAME = /^[!#$%&'*+\-.^_`|~A-Za-z0-9]+$/;

export const corsRefused: Rule = {
  id: 'cors-refused',
  severity: 'error',
  title: 'what CORS allows is no method or header',
  why: 'Istio refuses methods that HTTP does not have, and names of headers that it does not allow. Methods are written in capitals.',
  fix: 'write each method and each header as an item of its own, methods in capitals',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - corsPolicy:
        allowOrigins:
          - exact: https://shop.example.com
        allowMethods: ['GET,POST']
      route:
        - destination: { host: cart.shop.svc.cluster.local }
`,
  mend: { "['GET,POST']": '[GET, POST]' },

  check(mesh, report) {
    for (const { spec: { http = [] }, manifest } of mesh.virtualServicesWith('corsPolicy')) {
      http.forEach(({ corsPolicy: { allowMethods = [], allowHeaders = [], exposeHeaders = [] } = {} }, at) => {
        const path = ['spec', 'http', at, 'corsPolicy'];
        allowMethods.forEach((method, index) => {
          if (!METHODS.has(method)) {
            report(manifest, [...path, 'allowMethods', index], `allows method '${method}', which is refused`);
          }
        });
        Object.entries({ allowHeaders, exposeHeaders }).forEach(([field, names]) => names.forEach((name, index) => {
          if (!NAME.test(name)) {
            report(manifest, [...path, field, index], `names header '${name}' in ${field}, which is refused`);
          }
        }));
      });
    }
  },
};
