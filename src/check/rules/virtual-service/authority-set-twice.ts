import { Rule } from '../../rule';

export const authoritySetTwice: Rule = {
  id: 'authority-set-twice',
  severity: 'error',
  title: 'a route sets the host of requests twice',
  why: 'The host is rewritten by `rewrite.authority`, and by the headers `host` and `:authority` of `headers.request`. Istio refuses a route that does it in two places.',
  fix: 'keep one of them',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - rewrite: { authority: cart.example.com }
      headers:
        request:
          set: { Host: shop.example.com }
      route:
        - destination: { host: cart.shop.svc.cluster.local }
`,
  mend: { 'set: { Host: shop.example.com }': 'set: { x-from: shop.example.com }' },

  check(mesh, report) {
    for (const { spec: { http = [] }, manifest } of mesh.virtualServicesWith('request')) {
      http.forEach(({ rewrite, headers }, at) => {
        const path = ['spec', 'http', at];
        const { set = {}, add = {} } = headers?.request ?? {};
        const places = [
          ...rewrite?.authority ? [{ value: rewrite.authority, path: [...path, 'rewrite', 'authority'] }] : [],
          ...Object.entries({ set, add }).flatMap(([field, values]) => Object.entries(values)
            .filter(([name, value]) => /^(:authority|host)$/i.test(name) && value)
            .map(([name, value]) => ({ value, path: [...path, 'headers', 'request', field, name] }))),
        ];
        if (places.length > 1) {
          report(manifest, places[1].path, `sets the host of requests to '${places[1].value}', and to '${places[0].value}' in the same route, which is refused`);
        }
      });
    }
  },
};
