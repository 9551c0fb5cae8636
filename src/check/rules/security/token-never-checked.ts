import { TOKEN_ATTRIBUTES, valuesOf } from '../../../model/authorization-policy';
import { AuthorizationPolicySpec, RequestAuthenticationSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { policiesOf, workloadsUnder } from '../../../model/workload-policies';
import { Rule } from '../../rule';

export const tokenNeverChecked: Rule = {
  id: 'token-never-checked',
  severity: 'error',
  title: 'an AuthorizationPolicy asks for a token that no RequestAuthentication of the workload reads',
  why: 'Only what a RequestAuthentication has checked is known of a token. Where none holds for the workload there are no request principals and no claims: a policy that '
    + 'allows by them refuses every request (403), and one that denies requests without them denies all. Said where there are RequestAuthentications, and none '
    + 'of them holds for the workload.',
  fix: 'let a RequestAuthentication select the same pods',
  codes: [],
  bad: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: cart, namespace: shop }
spec:
  selector:
    matchLabels: { app: cart }
  rules:
    - from:
        - source: { requestPrincipals: ["*"] }
---
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: { name: cart, namespace: shop }
spec:
  selector:
    matchLabels: { app: catalog }
  jwtRules:
    - { issuer: "https://login.example.com", jwksUri: "https://login.example.com/keys", forwardOriginalToken: true }
---
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop, labels: { app: cart } }
spec:
  containers:
    - { name: cart, image: registry.example.com/cart:1 }
---
apiVersion: v1
kind: Pod
metadata: { name: catalog, namespace: shop, labels: { app: catalog } }
spec:
  containers:
    - { name: catalog, image: registry.example.com/catalog:1 }
`,
  mend: { 'matchLabels: { app: catalog }': 'matchLabels: { app: cart }' },

  check(mesh, report) {
    const reading = new Set(mesh.objects.of(KINDS.requestAuthentication).map(({ namespace }) => namespace));
    for (const policy of mesh.objects.of<AuthorizationPolicySpec>(KINDS.authorizationPolicy)) {
      const asked = reading.size === 0 ? undefined : valuesOf(policy).find(({ attribute }) => TOKEN_ATTRIBUTES.has(attribute));
      // Of the whole mesh not all workloads may have been given, nor of a namespace without a RequestAuthentication all that hold for it.
      if (!asked || policy.namespace === mesh.rootNamespace || !reading.has(policy.namespace)) {
        continue;
      }
      const workloads = workloadsUnder(mesh, KINDS.authorizationPolicy, policy);
      if (workloads.length > 0 && workloads.every(workload => policiesOf<RequestAuthenticationSpec>(mesh, KINDS.requestAuthentication, workload)
        .every(({ spec: { jwtRules = [] } }) => jwtRules.length === 0))) {
        const [{ kind, name, object }] = workloads;
        report(policy.manifest, asked.path, `asks for ${String(asked.path.at(-1))} of a token, and no RequestAuthentication holds for ${kind} '${name}'`, {
          others: [object.manifest],
        });
      }
    }
  },
};
