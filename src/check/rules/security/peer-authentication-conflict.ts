import { Entity, qualifiedName } from '../../../model/entity';
import { PeerAuthenticationSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { conflictsOf } from '../../../model/policy-conflicts';
import { Rule } from '../../rule';

export const peerAuthenticationConflict: Rule = {
  id: 'peer-authentication-conflict',
  severity: 'error',
  title: 'two PeerAuthentications are for the same workloads',
  why: 'Of several PeerAuthentications without a selector in a namespace, and of several that select one pod, only the oldest holds; the others are ignored. Which one '
    + 'that is depends on when they were created, and changes when one is deleted and made anew: mutual TLS may be off where another says STRICT.',
  fix: 'say it in one PeerAuthentication, or select unlike pods',
  codes: ['KIA0002', 'KIA0003'],
  bad: `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec:
  mtls: { mode: STRICT }
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: legacy, namespace: shop }
spec:
  mtls: { mode: PERMISSIVE }
`,
  mend: { 'name: legacy, namespace: shop }\nspec:': 'name: legacy, namespace: shop }\nspec:\n  selector: { matchLabels: { app: legacy } }' },

  check(mesh, report) {
    for (const { policy, other, workload } of conflictsOf<PeerAuthenticationSpec>(mesh, KINDS.peerAuthentication)) {
      // Those of the root namespace that select some workloads are ignored anyway.
      if (workload && policy.namespace === mesh.rootNamespace) {
        continue;
      }
      const what = workload ? `selects ${workload.kind} '${workload.name}'` : `is for all of namespace '${policy.namespace}'`;
      report(policy.manifest, workload ? ['spec', 'selector'] : ['spec'], `${what}, as PeerAuthentication '${qualifiedName(other)}' ${workload ? 'does' : 'is'}, and only the older one holds`, {
        others: [other.manifest, ...workload ? [workload.object.manifest] : []],
        severity: says(policy) === says(other) ? 'warning' : 'error',
      });
    }
  },
};

function says({ spec: { mtls, portLevelMtls } }: Entity<PeerAuthenticationSpec>): string {
  return JSON.stringify([mtls?.mode, portLevelMtls]);
}
