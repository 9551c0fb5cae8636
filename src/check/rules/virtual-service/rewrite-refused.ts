import { Rule } from '../../rule';

export const rewriteRefused: Rule = {
  id: 'rewrite-refused',
  severity: 'error',
  title: 'a rewrite says nothing, or two things',
  why: 'Istio refuses a rewrite that has neither uri, uriRegexRewrite nor authority, one that has both uri and uriRegexRewrite, and a uriRegexRewrite without match or rewrite.',
  fix: 'say how the path or host changes: by uri, by uriRegexRewrite with match and rewrite, or by authority',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - rewrite:
        uri: /
        uriRegexRewrite: { match: ^/api/, rewrite: / }
      route:
        - destination: { host: cart.shop.svc.cluster.local }
`,
  mend: { '        uri: /\n': '' },

  check(mesh, report) {
    for (const { spec: { http = [] }, manifest } of mesh.virtualServicesWith('rewrite')) {
      http.forEach(({ rewrite }, at) => {
        const path = ['spec', 'http', at, 'rewrite'];
        const { uri, uriRegexRewrite: regex, authority } = rewrite ?? {};
        if (uri && regex) {
          report(manifest, [...path, 'uriRegexRewrite'], 'rewrites by uri and by uriRegexRewrite, which is refused', { fix: 'keep one of them' });
        } else if (regex && !(regex.match && regex.rewrite)) {
          report(manifest, [...path, 'uriRegexRewrite'], `rewrites by a regular expression without ${regex.match ? 'rewrite' : 'match'}, which is refused`, {
            fix: 'write match and rewrite',
          });
        } else if (rewrite && !uri && !regex && !authority) {
          report(manifest, path, 'has a rewrite that changes nothing, which is refused');
        }
      });
    }
  },
};
