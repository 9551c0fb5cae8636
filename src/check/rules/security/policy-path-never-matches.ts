import { valuesFor } from '../../../model/authorization-policy';
import { Rule } from '../../rule';

export const policyPathNeverMatches: Rule = {
  id: 'policy-path-never-matches',
  severity: 'error',
  title: 'a path of an AuthorizationPolicy is none that a request has',
  why: 'The path of a request begins with a slash, and proxies compare it without its query. A value that begins otherwise, or that has a question mark or a '
    + 'fragment in it, matches no request: what it should allow is refused, and what it should deny goes through.',
  fix: 'begin the path with a slash (or a star), and leave out host, query and fragment',
  codes: [],
  bad: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: cart, namespace: shop }
spec:
  rules:
    - to:
        - operation: { paths: [api/cart/*] }
`,
  mend: { 'api/cart/*': '/api/cart/*' },

  check(mesh, report) {
    for (const list of valuesFor(mesh, 'paths')) {
      list.values.forEach((value, at) => {
        const problem = /^[^/*]/.test(value) ? 'does not begin with a slash' : /[?#]/.test(value) ? `has a ${value.includes('?') ? 'query' : 'fragment'}` : undefined;
        if (problem !== undefined) {
          report(list.policy.manifest, [...list.path, at], `has '${value}' in ${list.field}, which ${problem}`);
        }
      });
    }
  },
};
