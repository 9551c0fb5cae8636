import { actionOf, TOKEN_ATTRIBUTES, valuesOf } from '../../../model/authorization-policy';
import { AuthorizationPolicySpec, RequestAuthenticationSpec, VirtualServiceSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Mesh } from '../../../model/mesh';
import { policiesOf, workloadsUnder } from '../../../model/workload-policies';
import { Rule } from '../../rule';

export const tokenNotRequired: Rule = {
  id: 'token-not-required',
  severity: 'warning',
  title: 'a RequestAuthentication checks tokens, and nothing asks that there be one',
  why: 'A RequestAuthentication refuses requests with a bad token (401) and lets those without any through. Only an AuthorizationPolicy makes a token a must: one that '
    + 'allows `requestPrincipals: ["*"]`, or denies `notRequestPrincipals: ["*"]`.',
  fix: 'add an AuthorizationPolicy that asks for requestPrincipals, or accept this finding where tokens are optional',
  codes: [],
  bad: `
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: { name: cart, namespace: shop }
spec:
  selector:
    matchLabels: { app: cart }
  jwtRules:
    - { issuer: "https://login.example.com", jwksUri: "https://login.example.com/keys" }
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: cart, namespace: shop }
spec:
  action: DENY
  rules:
    - from:
        - source: { notNamespaces: [web] }
---
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop, labels: { app: cart } }
spec:
  containers:
    - { name: cart, image: registry.example.com/cart:1 }
`,
  mend: { 'notNamespaces: [web]': 'notRequestPrincipals: ["*"]' },

  check(mesh, report) {
    for (const authentication of mesh.objects.of<RequestAuthenticationSpec>(KINDS.requestAuthentication)) {
      const { jwtRules = [] } = authentication.spec;
      if (jwtRules.length === 0 || jwtRules.some(tellsOthers) || authentication.namespace === mesh.rootNamespace || routesByClaims(mesh)) {
        continue;
      }
      const open = workloadsUnder(mesh, KINDS.requestAuthentication, authentication)
        .find(workload => !policiesOf<AuthorizationPolicySpec>(mesh, KINDS.authorizationPolicy, workload).some(policy => {
          const action = actionOf(policy);
          // One that allows nobody refuses those without a token too, and a provider may look at it.
          return action === 'CUSTOM' || (action === 'ALLOW' && (policy.spec.rules ?? []).length === 0) || valuesOf(policy).some(({ attribute }) => TOKEN_ATTRIBUTES.has(attribute));
        }));
      if (open) {
        report(authentication.manifest, ['spec', 'jwtRules'], `checks tokens of ${open.kind} '${open.name}', and no AuthorizationPolicy of it asks for one`, {
          others: [open.object.manifest],
        });
      }
    }
  },
};

/** Whether a rule hands what it read to the application, which may well be there to decide. */
function tellsOthers(rule: NonNullable<RequestAuthenticationSpec['jwtRules']>[number]): boolean {
  return rule.forwardOriginalToken === true || rule.outputPayloadToHeader !== undefined || (rule.outputClaimToHeaders ?? []).length > 0;
}

function routesByClaims(mesh: Mesh): boolean {
  return mesh.once('routes by claims', () => mesh.objects.of<VirtualServiceSpec>(KINDS.virtualService).some(({ spec: { http = [] } }) =>
    http.some(({ match = [] }) => match.some(({ headers = {}, withoutHeaders = {} }) =>
      [...Object.keys(headers), ...Object.keys(withoutHeaders)].some(name => name.toLowerCase().startsWith('@request.auth.claims'))))));
}
