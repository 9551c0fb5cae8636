import { actionOf, policiesWithAction } from '../../../model/authorization-policy';
import { Rule } from '../../rule';

export const auditPolicyDoesNothing: Rule = {
  id: 'audit-policy-does-nothing',
  severity: 'info',
  title: 'an AuthorizationPolicy audits, which needs a plugin',
  why: 'With AUDIT a proxy marks the request and decides nothing. Somebody has to read the mark, and Istio itself has nobody: without a plugin that supports it the '
    + 'policy does nothing, and no request is logged.',
  fix: 'log by a Telemetry, or try a policy out with the annotation istio.io/dry-run, unless a plugin audits',
  codes: [],
  bad: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: cart, namespace: shop }
spec:
  action: AUDIT
  rules:
    - to:
        - operation: { methods: [DELETE] }
`,
  mend: { 'action: AUDIT': 'action: ALLOW' },

  check(mesh, report) {
    for (const policy of policiesWithAction(mesh)) {
      if (actionOf(policy) === 'AUDIT') {
        report(policy.manifest, ['spec', 'action'], 'audits, and Istio has nothing that reads it');
      }
    }
  },
};
