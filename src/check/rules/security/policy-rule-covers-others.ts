import { actionOf, valuesOf } from '../../../model/authorization-policy';
import { AuthorizationPolicySpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';

export const policyRuleCoversOthers: Rule = {
  id: 'policy-rule-covers-others',
  severity: 'error',
  title: 'an empty rule of an AuthorizationPolicy makes its other rules moot',
  why: 'Rules are alternatives: a request is meant by the policy if one of them matches, and an empty rule matches every request. Beside it the others change nothing, '
    + 'so a policy that looks as if it allowed some clients allows all, and one that looks as if it denied some requests denies all.',
  fix: 'leave the empty rule out, or leave only it where every request is meant',
  codes: [],
  bad: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: cart, namespace: shop }
spec:
  rules:
    - from:
        - source: { namespaces: [web] }
    - {}
`,
  mend: { '    - {}\n': '' },

  check(mesh, report) {
    for (const policy of mesh.objects.of<AuthorizationPolicySpec>(KINDS.authorizationPolicy)) {
      const { rules = [] } = policy.spec;
      const empty = rules.length < 2 ? -1 : rules.findIndex(({ from, to, when }) => (from ?? to ?? when) === undefined);
      const done = DONE.get(actionOf(policy));
      if (empty >= 0 && done !== undefined && valuesOf(policy).length > 0) {
        report(policy.manifest, ['spec', 'rules', empty], `${done} every request by an empty rule, whatever its other rules say`);
      }
    }
  },
};

const DONE = new Map([['ALLOW', 'allows'], ['DENY', 'denies'], ['CUSTOM', 'asks its provider for']]);
