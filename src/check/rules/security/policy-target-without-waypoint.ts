import { KINDS } from '../../../model/kinds';
import { labelsOf } from '../../../model/metadata';
import { policiesWithTargets, POLICY_KINDS, targetsOf } from '../../../model/workload-policies';
import { Rule } from '../../rule';

export const policyTargetWithoutWaypoint: Rule = {
  id: 'policy-target-without-waypoint',
  severity: 'error',
  title: 'a policy is attached to a Service or ServiceEntry that uses no waypoint',
  why: 'A policy of a Service or a ServiceEntry is held by its waypoint alone: sidecars ignore it, and so does ztunnel. Without the label `istio.io/use-waypoint` at the '
    + 'target or at its namespace no waypoint is asked, and the policy does nothing.',
  fix: 'label the Service or its namespace with istio.io/use-waypoint, or select the pods by selector where they have sidecars',
  codes: ['KIA0109', 'KIA1110', 'KIA1111', 'KIA1112'],
  bad: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: cart, namespace: shop }
spec:
  targetRefs:
    - { group: "", kind: Service, name: cart }
  action: DENY
  rules:
    - to:
        - operation: { methods: [DELETE], ports: ["80"] }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  selector: { app: cart }
  ports:
    - { name: http, port: 80 }
---
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop, labels: { app: cart } }
spec:
  containers:
    - { name: cart, image: registry.example.com/cart:1 }
---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio.io/dataplane-mode: ambient } }
`,
  mend: { 'istio.io/dataplane-mode: ambient': 'istio.io/dataplane-mode: ambient, istio.io/use-waypoint: waypoint' },

  check(mesh, report) {
    for (const kind of POLICY_KINDS) {
      for (const policy of policiesWithTargets(mesh, kind)) {
        for (const { ref, path } of targetsOf(policy)) {
          const target = TARGETS.get(ref.kind ?? '');
          const found = target !== undefined && ref.name ? mesh.objects.find(target, policy.namespace, ref.name) : undefined;
          const namespace = mesh.namespaces.get(policy.namespace);
          if (!found || !namespace?.object) {
            continue;
          }
          const waypoint = (labelsOf(found.manifest.json)[LABEL] as string | undefined) ?? (namespace.labels[LABEL] as string | undefined);
          if (waypoint === undefined || waypoint === 'none') {
            report(policy.manifest, path, `is attached to ${ref.kind} '${ref.name}', which uses no waypoint, so nothing holds it`, {
              others: [found.manifest, namespace.object.manifest],
            });
          }
        }
      }
    }
  },
};

const LABEL = 'istio.io/use-waypoint';
const TARGETS = new Map<string, string>([['Service', KINDS.service], ['ServiceEntry', KINDS.serviceEntry]]);
