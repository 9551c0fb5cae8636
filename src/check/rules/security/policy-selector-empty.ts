import { KINDS } from '../../../model/kinds';
import { hasSelector, POLICY_KINDS, PolicySpec } from '../../../model/workload-policies';
import { Rule } from '../../rule';

export const policySelectorEmpty: Rule = {
  id: 'policy-selector-empty',
  severity: 'warning',
  title: 'a policy has a selector without labels',
  why: 'A selector without labels does not select nothing: the policy holds for all workloads of its namespace, in the root namespace for the whole mesh. Only a '
    + 'ProxyConfig with such a selector is ignored. Often a `matchLabels` was lost, or its labels were indented wrongly.',
  fix: 'name the labels of the pods in matchLabels, or leave the selector out where the whole namespace is meant',
  codes: ['IST0133'],
  bad: `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: cart, namespace: shop }
spec:
  selector: {}
  mtls: { mode: STRICT }
`,
  mend: { 'selector: {}': 'selector: { matchLabels: { app: cart } }' },

  check(mesh, report) {
    for (const kind of POLICY_KINDS) {
      for (const policy of mesh.objects.of<PolicySpec>(kind)) {
        if (policy.spec.selector && !hasSelector(policy)) {
          const what = kind === KINDS.proxyConfig ? 'so it is ignored'
            : policy.namespace === mesh.rootNamespace ? 'so it holds for the whole mesh' : `so it holds for all of namespace '${policy.namespace}'`;
          report(policy.manifest, ['spec', 'selector'], `has a selector without labels, ${what}`);
        }
      }
    }
  },
};
