import { actionOf, policiesWithAction } from '../../../model/authorization-policy';
import { Rule } from '../../rule';

export const policyNeverHolds: Rule = {
  id: 'policy-never-holds',
  severity: 'error',
  title: 'an AuthorizationPolicy that denies or asks a provider has no rules',
  why: 'A policy holds for the requests that one of its rules matches. Without rules one that denies denies nothing, and one that asks a provider never asks, so '
    + 'Istio\'s webhook refuses it. What is meant for every request has one empty rule.',
  fix: 'add the rules, or an empty one (`rules: [{}]`) where every request is meant',
  codes: ['IST0106'],
  bad: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: deny-all, namespace: shop }
spec:
  action: DENY
`,
  mend: { 'action: DENY': 'action: DENY\n  rules: [{}]' },

  check(mesh, report) {
    for (const policy of policiesWithAction(mesh)) {
      const action = actionOf(policy);
      if ((policy.spec.rules ?? []).length === 0 && (action === 'DENY' || action === 'CUSTOM')) {
        report(policy.manifest, ['spec', 'action'], `has action '${action}' and no rules, so it never holds`);
      }
    }
  },
};
