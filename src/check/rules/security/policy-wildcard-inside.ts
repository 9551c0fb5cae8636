import { PolicyAttribute, valuesFor } from '../../../model/authorization-policy';
import { Rule } from '../../rule';

export const policyWildcardInside: Rule = {
  id: 'policy-wildcard-inside',
  severity: 'error',
  title: 'a value of an AuthorizationPolicy has a star that is taken literally',
  why: 'A star means anything at the beginning of a value or at its end, and only at one of them. Everywhere else proxies look for the character itself, so the '
    + 'value matches no request: a policy that allows keeps everybody out, and one that denies lets everybody in. Paths have templates instead: `/users/{*}/orders`.',
  fix: 'write the star at one end, or use {*} and {**} in paths',
  codes: [],
  bad: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: orders, namespace: shop }
spec:
  action: DENY
  rules:
    - to:
        - operation: { paths: [/users/*/orders], ports: ["8080"] }
`,
  mend: { '/users/*/orders': '"/users/{*}/orders"' },

  check(mesh, report) {
    for (const list of valuesFor(mesh, ...MATCHED)) {
      for (let at = 0; at < list.values.length; at++) {
        const value = list.values[at];
        if (hasLiteralStar(list.attribute === 'paths' && mesh.istioMinor >= 22 ? value.replace(/\{\*{1,2}\}/g, '') : value)) {
          report(list.policy.manifest, [...list.path, at], `has '${value}' in ${list.field}, whose star proxies take literally`,
            mesh.istioMinor < 22 ? { fix: 'write the star at one end; templates of paths came with Istio 1.22' } : {});
        }
      }
    }
  },
};

/** Namespaces may have stars anywhere; a header may well have one in its value. */
const MATCHED: readonly PolicyAttribute[] = ['principals', 'requestPrincipals', 'hosts', 'methods', 'paths', 'audiences', 'presenters', 'claims', 'sni'];

function hasLiteralStar(value: string): boolean {
  const star = value.indexOf('*', 1);
  return star > 0 && (star < value.length - 1 || value.startsWith('*'));
}
