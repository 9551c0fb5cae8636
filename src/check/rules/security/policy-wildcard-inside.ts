import { PolicyAttribute, valuesOf } from '../../../model/authorization-policy';
import { KINDS } from '../../../model/kinds';
import { AuthorizationPolicySpec } from '../../../model/specs';
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
    for (const policy of mesh.objects.of<AuthorizationPolicySpec>(KINDS.authorizationPolicy)) {
      for (const { attribute, values, path } of valuesOf(policy)) {
        if (MATCHED.has(attribute)) {
          values.forEach((value, at) => {
            if (hasLiteralStar(attribute === 'paths' ? value.replace(/\{\*{1,2}\}/g, '') : value)) {
              report(policy.manifest, [...path, at], `has '${value}' in ${String(path.at(-1))}, whose star proxies take literally`);
            }
          });
        }
      }
    }
  },
};

/** Namespaces may have stars anywhere; a header may well have one in its value. */
const MATCHED: ReadonlySet<PolicyAttribute | undefined> = new Set([
  'principals', 'requestPrincipals', 'hosts', 'methods', 'paths', 'audiences', 'presenters', 'claims', 'sni',
]);

function hasLiteralStar(value: string): boolean {
  return value.replace(/^\*/, '').includes('*') && !/^[^*]+\*$/.test(value);
}
