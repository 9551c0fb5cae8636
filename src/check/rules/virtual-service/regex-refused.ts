import { regexProblem } from '../../../core/regex';
import { textMatchesOf } from '../../../model/text-matches';
import { Rule } from '../../rule';

export const regexRefused: Rule = {
  id: 'regex-refused',
  severity: 'error',
  title: 'a regular expression is not one of RE2, or too long',
  why: 'Envoy matches with RE2, which has no lookaround and no backreferences. Istio refuses what RE2 cannot read, and more than 1,024 bytes. `*` is no regular expression; only in '
    + '`withoutHeaders` it is taken, as for a header that is there at all.',
  fix: 'write it for RE2, or match a prefix or several exact values; for a header that is only to be there write \'{}\'',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - match:
        - uri: { regex: '/cart/(?!admin).*' }
      route:
        - destination: { host: cart.shop.svc.cluster.local }
`,
  mend: { '/cart/(?!admin).*': '/cart/[0-9]+' },

  check(mesh, report) {
    for (const service of mesh.virtualServicesWith('regex', 'uriRegexRewrite')) {
      const regexes = [
        ...textMatchesOf(service).flatMap(({ match: { regex }, field, path }) => regex === undefined || (regex === '*' && field === 'withoutHeaders') ? [] : [{ regex, path: [...path, 'regex'] }]),
        ...(service.spec.http ?? []).flatMap(({ rewrite }, at) => rewrite?.uriRegexRewrite?.match
          ? [{ regex: rewrite.uriRegexRewrite.match, path: ['spec', 'http', at, 'rewrite', 'uriRegexRewrite', 'match'] }] : []),
      ];
      for (const { regex, path } of regexes) {
        const problem = regexProblem(regex);
        if (problem !== undefined) {
          report(service.manifest, path, `has a regular expression that is refused: ${problem}`);
        }
      }
    }
  },
};
