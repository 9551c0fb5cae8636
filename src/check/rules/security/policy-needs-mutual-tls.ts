import { actionOf, IDENTITY_ATTRIBUTES, valuesOf } from '../../../model/authorization-policy';
import { qualifiedName } from '../../../model/entity';
import { AuthorizationPolicySpec, PeerAuthenticationSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { mutualTlsOf } from '../../../model/mutual-tls';
import { hasSelector, targetsOf, workloadsUnder } from '../../../model/workload-policies';
import { Rule } from '../../rule';

export const policyNeedsMutualTls: Rule = {
  id: 'policy-needs-mutual-tls',
  severity: 'error',
  title: 'an AuthorizationPolicy asks for identities where mutual TLS is off',
  why: 'Who a client is (its namespace, service account, principal) proxies know from its certificate, and with mutual TLS disabled there is none. A policy that allows '
    + 'by identity then refuses everybody, and one that denies by it denies nobody.',
  fix: 'let the PeerAuthentication be STRICT or PERMISSIVE, or ask for something that plaintext has (ipBlocks, a token)',
  codes: ['KIA0105'],
  bad: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: cart, namespace: shop }
spec:
  rules:
    - from:
        - source: { namespaces: [web] }
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec:
  mtls: { mode: DISABLE }
`,
  mend: { 'mode: DISABLE': 'mode: STRICT' },

  check(mesh, report) {
    const isOff = mesh.objects.of<PeerAuthenticationSpec>(KINDS.peerAuthentication).some(({ spec: { mtls } }) => mtls?.mode === 'DISABLE');
    for (const policy of isOff ? mesh.objects.of<AuthorizationPolicySpec>(KINDS.authorizationPolicy) : []) {
      const asked = valuesOf(policy).filter(({ attribute }) => IDENTITY_ATTRIBUTES.has(attribute));
      // What holds for the whole mesh may meet workloads that were not given.
      if (asked.length === 0 || targetsOf(policy).length > 0 || (policy.namespace === mesh.rootNamespace)) {
        continue;
      }
      const workloads = workloadsUnder(mesh, KINDS.authorizationPolicy, policy);
      const subjects = workloads.length === 0 && !hasSelector(policy) ? [{ namespace: policy.namespace, labels: {} }] : workloads;
      if (subjects.length > 0 && subjects.every(workload => {
        const said = mutualTlsOf(mesh, workload);
        return said?.mode === 'DISABLE' && !hasPorts(said.policy.spec);
      })) {
        const { policy: by } = mutualTlsOf(mesh, subjects[0])!;
        const effect = actionOf(policy) === 'DENY' ? 'denies nobody' : 'matches nobody';
        for (const { path } of asked) {
          report(policy.manifest, path, `asks for ${String(path.at(-1))} where PeerAuthentication '${qualifiedName(by)}' disables mutual TLS, so it ${effect}`, {
            others: [by.manifest],
          });
        }
      }
    }
  },
};

function hasPorts({ portLevelMtls = {} }: { readonly portLevelMtls?: object }): boolean {
  return Object.keys(portLevelMtls).length > 0;
}
