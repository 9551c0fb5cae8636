import { Rule } from '../../rule';
import { quoted } from '../../words';

export const settingsWithoutDestination: Rule = {
  id: 'settings-without-destination',
  severity: 'error',
  title: 'a redirect or a direct answer has settings of a route',
  why: 'What is redirected or answered by the proxy goes to no destination. Istio refuses fault and rewrite beside it; timeouts, retries and mirrors are ignored.',
  fix: 'delete the settings; a redirect changes paths and hosts by its own fields',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - redirect: { authority: shop.example.com }
      rewrite: { uri: /new }
`,
  mend: { 'redirect: { authority: shop.example.com }\n      rewrite: { uri: /new }': 'redirect: { authority: shop.example.com, uri: /new }' },

  check(mesh, report) {
    for (const { spec: { http = [] }, manifest } of mesh.virtualServicesWith('redirect', 'directResponse')) {
      http.forEach((route, at) => {
        const way = route.redirect ? 'redirect' : route.directResponse ? 'directResponse' : undefined;
        const has = (fields: readonly (keyof typeof route)[]) => way && !route.delegate ? fields.filter(field => route[field] !== undefined) : [];
        const refused = has(['fault', 'rewrite']);
        const ignored = has(['timeout', 'retries', 'mirror', 'mirrors']);
        if (refused.length > 0) {
          report(manifest, ['spec', 'http', at, refused[0]], `has ${quoted(refused)} beside '${way}', which is refused`);
        }
        if (ignored.length > 0) {
          report(manifest, ['spec', 'http', at, ignored[0]], `has ${quoted(ignored)} beside '${way}', where ${ignored.length > 1 ? 'they are' : 'it is'} ignored`, { severity: 'warning' });
        }
      });
    }
  },
};
