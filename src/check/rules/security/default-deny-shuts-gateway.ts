import { actionOf } from '../../../model/authorization-policy';
import { qualifiedName } from '../../../model/entity';
import { AuthorizationPolicySpec, GatewaySpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { hasSelector, policiesOf, targetsOf } from '../../../model/workload-policies';
import { Rule } from '../../rule';

export const defaultDenyShutsGateway: Rule = {
  id: 'default-deny-shuts-gateway',
  severity: 'warning',
  title: 'what denies all by default shuts a gateway too',
  why: 'An AuthorizationPolicy without rules in the root namespace, or in that of a gateway, holds for the gateway\'s pods as for all others. Clients from outside have no '
    + 'identity, so without a policy that allows them the gateway answers every request with 403.',
  fix: 'add an AuthorizationPolicy in the gateway\'s namespace that selects its pods and allows its clients',
  codes: [],
  bad: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: deny-all, namespace: istio-system }
spec: {}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: edge, namespace: edge }
spec:
  selector: { app: edge }
  servers:
    - port: { number: 80, name: http, protocol: HTTP }
      hosts: [shop.example.com]
---
apiVersion: v1
kind: Pod
metadata: { name: edge, namespace: edge, labels: { app: edge } }
spec:
  containers:
    - { name: istio-proxy, image: auto }
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: edge, namespace: edge }
spec:
  action: DENY
  rules:
    - from:
        - source: { remoteIpBlocks: [203.0.113.0/24] }
`,
  mend: { 'action: DENY': 'action: ALLOW' },

  check(mesh, report) {
    const policies = mesh.objects.of<AuthorizationPolicySpec>(KINDS.authorizationPolicy);
    const closing = policies.filter(policy => (policy.spec.rules ?? []).length === 0 && actionOf(policy) === 'ALLOW' && !hasSelector(policy) && targetsOf(policy).length === 0);
    // Who wrote no policy in a gateway's namespace may have left it to somebody else.
    const withPolicies = new Set(policies.map(({ namespace }) => namespace));
    const told = new Set<unknown>();
    for (const gateway of closing.length === 0 ? [] : mesh.objects.of<GatewaySpec>(KINDS.gateway)) {
      const { selector = {} } = gateway.spec;
      for (const workload of Object.keys(selector).length === 0 ? [] : mesh.workloadsWith(undefined, selector)) {
        const denial = closing.find(({ namespace }) => namespace === workload.namespace || namespace === mesh.rootNamespace);
        if (!denial || told.has(workload) || !withPolicies.has(workload.namespace)) {
          continue;
        }
        told.add(workload);
        // Who says of the gateway's own pods that nobody may call them means it.
        const open = policiesOf<AuthorizationPolicySpec>(mesh, KINDS.authorizationPolicy, workload)
          .some(policy => actionOf(policy) === 'ALLOW' && (hasSelector(policy) || (policy.spec.rules ?? []).length > 0));
        if (!open) {
          report(denial.manifest, ['spec'], `holds for ${workload.kind} '${qualifiedName(workload)}' of Gateway '${qualifiedName(gateway)}' too, and no policy allows its clients`, {
            others: [workload.object.manifest, gateway.manifest],
          });
        }
      }
    }
  },
};
