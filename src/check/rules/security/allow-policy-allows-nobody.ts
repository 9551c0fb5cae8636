import { AuthorizationPolicySpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';

export const allowPolicyAllowsNobody: Rule = {
  id: 'allow-policy-allows-nobody',
  severity: 'warning',
  title: 'an AuthorizationPolicy is there to allow, and has no rules',
  why: 'A policy that allows matches the requests of its rules, and without any rule it matches none. But that it is there makes proxies refuse everything that no '
    + 'policy allows: instead of all requests, none gets through (403). An empty policy is the usual way to deny all; its name should say so.',
  fix: 'add an empty rule (`rules: [{}]`) to allow all, or leave the action out and call the policy deny-all where nobody should be let in',
  codes: [],
  bad: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: allow-cart, namespace: shop }
spec:
  selector:
    matchLabels: { app: cart }
  action: ALLOW
`,
  mend: { 'action: ALLOW': 'rules: [{}]' },

  check(mesh, report) {
    for (const { manifest, name, spec } of mesh.objects.of<AuthorizationPolicySpec>(KINDS.authorizationPolicy)) {
      const { action, rules = [], provider } = spec;
      if (rules.length > 0) {
        continue;
      }
      const saysAllow = action === 'ALLOW' || (action === undefined && provider === undefined && /allow|permit/.test(name));
      if (saysAllow && !/deny|den[iy]|nothing|none|nobody|no-one|block|forbid|refuse|reject|lock|default|empty/.test(name)) {
        report(manifest, ['spec'], 'allows nobody, since it has no rules, and so refuses every request that no other policy allows');
      }
    }
  },
};
