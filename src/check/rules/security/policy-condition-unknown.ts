import { attributeOfCondition } from '../../../model/authorization-policy';
import { AuthorizationPolicySpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';

export const policyConditionUnknown: Rule = {
  id: 'policy-condition-unknown',
  severity: 'error',
  title: 'a condition of an AuthorizationPolicy asks for something that Istio does not know',
  why: 'Istio\'s webhook refuses the policy. Without the webhook the rule is left out: of a policy that allows, nobody is allowed by it, and of one that denies, '
    + 'nobody is denied. A header or claim stands in brackets: `request.headers[x-user]`, `request.auth.claims[groups]`.',
  fix: 'use a key of https://istio.io/latest/docs/reference/config/security/conditions/',
  codes: ['IST0106'],
  bad: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: cart, namespace: shop }
spec:
  action: DENY
  rules:
    - when:
        - key: request.header[x-debug]
          values: ["true"]
`,
  mend: { 'request.header[x-debug]': 'request.headers[x-debug]' },

  check(mesh, report) {
    for (const { manifest, spec: { rules = [] } } of mesh.objects.of<AuthorizationPolicySpec>(KINDS.authorizationPolicy)) {
      rules.forEach(({ when = [] }, at) => when.forEach(({ key = '' }, index) => {
        const path = ['spec', 'rules', at, 'when', index, 'key'];
        const attribute = attributeOfCondition(key);
        if (attribute === undefined && key !== '') {
          report(manifest, path, `has a condition for '${key}', which Istio does not know${insteadOf(key)}`);
        } else if (BRACKETS.has(attribute) && !/^[^[]+\[.+\]$/.test(key)) {
          report(manifest, path, `has a condition for '${key}', which names nothing in brackets`, { fix: 'write what is asked for in brackets at the end of the key' });
        }
      }));
    }
  },
};

const BRACKETS: ReadonlySet<string | undefined> = new Set(['headers', 'claims', 'filters']);

function insteadOf(key: string): string {
  if (key === 'destination.namespace') {
    return '; the policy\'s own namespace is that';
  }
  return key.startsWith('destination.labels') || key === 'destination.name' || key === 'destination.user' ? '; the policy\'s selector is for that' : '';
}
