import { addTo } from '../../../core/grouped';
import { KINDS } from '../../../model/kinds';
import { Mesh } from '../../../model/mesh';
import { policiesWithTargets, POLICY_KINDS, targetsOf } from '../../../model/workload-policies';
import { Rule } from '../../rule';
import { quoted } from '../../words';

export const policyTargetNotFound: Rule = {
  id: 'policy-target-not-found',
  severity: 'error',
  title: 'a policy is attached to a Gateway, Service or ServiceEntry that is not there',
  why: 'A policy with `targetRefs` holds for its targets alone, which are of its own namespace. Where none of that name is there, the policy does nothing, and '
    + 'whatever it should deny goes through.',
  fix: 'name a target of the policy\'s own namespace',
  codes: [],
  bad: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: edge, namespace: shop }
spec:
  targetRefs:
    - { group: gateway.networking.k8s.io, kind: Gateway, name: egde }
  action: DENY
  rules:
    - from:
        - source: { ipBlocks: [203.0.113.0/24] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: shop }
spec:
  gatewayClassName: istio
  listeners:
    - { name: http, port: 80, protocol: HTTP }
`,
  mend: { 'name: egde': 'name: edge' },

  check(mesh, report) {
    for (const kind of POLICY_KINDS) {
      for (const policy of policiesWithTargets(mesh, kind)) {
        for (const { ref, path } of targetsOf(policy)) {
          const target = TARGETS.get(`${ref.group === 'core' ? '' : ref.group ?? ''}/${ref.kind}`);
          if (target === undefined || !ref.name || mesh.objects.find(target, policy.namespace, ref.name)) {
            continue;
          }
          const there = namesIn(mesh, target).get(policy.namespace) ?? [];
          // Of a namespace without one of the kind, that one may not have been given.
          if (there.length > 0 || (target === KINDS.service && mesh.holdsAppsOf(policy.namespace))) {
            const known = there.length === 0 ? 'has none' : `has ${quoted(there.slice(0, 5))}${there.length > 5 ? ' and others' : ''}`;
            report(policy.manifest, [...path, 'name'], `is attached to ${ref.kind} '${ref.name}', and namespace '${policy.namespace}' ${known}`);
          }
        }
      }
    }
  },
};

const TARGETS = new Map<string, string>([
  ['gateway.networking.k8s.io/Gateway', KINDS.k8sGateway], ['/Service', KINDS.service], ['networking.istio.io/ServiceEntry', KINDS.serviceEntry],
]);

function namesIn(mesh: Mesh, kind: string): ReadonlyMap<string, readonly string[]> {
  return mesh.once(`names of ${kind} by namespace`, () => {
    const names = new Map<string, string[]>();
    for (const { namespace, name } of mesh.objects.of(kind)) {
      addTo(names, namespace, name);
    }
    return names;
  });
}
