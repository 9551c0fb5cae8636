import { valuesFor } from '../../../model/authorization-policy';
import { Rule } from '../../rule';

export const policyPrincipalForm: Rule = {
  id: 'policy-principal-form',
  severity: 'error',
  title: 'a principal of an AuthorizationPolicy is written in a form that no identity has',
  why: 'An identity is compared as `<trust domain>/ns/<namespace>/sa/<service account>`, without `spiffe://` before it. Everything else matches nobody: a policy '
    + 'that allows it keeps its clients out, and one that denies it lets them in.',
  fix: 'write cluster.local/ns/<namespace>/sa/<service account>',
  codes: ['KIA0106'],
  bad: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: cart, namespace: shop }
spec:
  rules:
    - from:
        - source:
            principals: ["spiffe://cluster.local/ns/web/sa/frontend"]
`,
  mend: { 'spiffe://': '' },

  check(mesh, report) {
    for (const list of valuesFor(mesh, 'principals')) {
      for (let at = 0; at < list.values.length; at++) {
        const value = list.values[at];
        const problem = problemOf(value);
        if (problem !== undefined) {
          report(list.policy.manifest, [...list.path, at], `has '${value}' in ${list.field}, ${problem}`);
        }
      }
    }
  },
};

/** Identities of other trust domains may have any path, so only what nobody can have is wrong. */
function problemOf(value: string): string | undefined {
  if (value.startsWith('spiffe://')) {
    return 'and identities are compared without \'spiffe://\'';
  }
  if (value.startsWith('/')) {
    return 'which has no trust domain before the slash';
  }
  if (value.startsWith('ns/') && /^ns\/[^/]+\/sa\//.test(value)) {
    return 'which has no trust domain';
  }
  return value === '' || value.includes('/') || value.includes('*') ? undefined : 'which is a name and no identity';
}
