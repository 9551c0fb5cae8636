import { actionOf } from '../../../model/authorization-policy';
import { qualifiedName } from '../../../model/entity';
import { AuthorizationPolicySpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { policiesOf } from '../../../model/workload-policies';
import { Rule } from '../../rule';

export const customPoliciesOfTwoProviders: Rule = {
  id: 'custom-policies-of-two-providers',
  severity: 'error',
  title: 'two AuthorizationPolicies of one workload ask unlike providers',
  why: 'A workload asks one external authorizer. Where two policies with action CUSTOM name unlike ones, Istio asks neither and refuses every request that either of '
    + 'them means, unless istiod runs with PILOT_ENABLE_MULTIPLE_CUSTOM_AUTHZ_PROVIDERS.',
  fix: 'let all policies of the workload ask the same provider',
  codes: [],
  bad: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: cart-login, namespace: shop }
spec:
  action: CUSTOM
  provider: { name: oauth2-proxy }
  rules:
    - to:
        - operation: { paths: [/account/*] }
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: cart-admin, namespace: shop }
spec:
  action: CUSTOM
  provider: { name: opa }
  rules:
    - to:
        - operation: { paths: [/admin/*] }
---
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop, labels: { app: cart } }
spec:
  containers:
    - { name: cart, image: registry.example.com/cart:1 }
`,
  mend: { 'name: opa }': 'name: oauth2-proxy }' },

  check(mesh, report) {
    const told = new Set<string>();
    const asks = mesh.objects.of<AuthorizationPolicySpec>(KINDS.authorizationPolicy).some(policy => actionOf(policy) === 'CUSTOM');
    for (const workload of asks ? mesh.workloads : []) {
      const asking = policiesOf<AuthorizationPolicySpec>(mesh, KINDS.authorizationPolicy, workload)
        .filter(policy => actionOf(policy) === 'CUSTOM' && policy.spec.provider?.name);
      const [first] = asking;
      const other = asking.find(({ spec }) => spec.provider!.name !== first.spec.provider!.name);
      const pair = other && `${qualifiedName(first)} ${qualifiedName(other)}`;
      if (other && !told.has(pair!)) {
        told.add(pair!);
        report(other.manifest, ['spec', 'provider', 'name'], `asks provider '${other.spec.provider!.name}' for ${workload.kind} '${workload.name}', `
          + `and AuthorizationPolicy '${qualifiedName(first)}' asks '${first.spec.provider!.name}'`, { others: [first.manifest, workload.object.manifest] });
      }
    }
  },
};
