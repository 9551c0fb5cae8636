import { Entity } from '../../../model/entity';
import { SidecarSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';

export const sidecarsOfOneWorkload: Rule = {
  id: 'sidecars-of-one-workload',
  severity: 'error',
  title: 'two Sidecars select the same workload',
  why: 'Sidecars are not merged: the oldest of those that select a pod holds and the others are ignored. Hosts that only another one imports have '
    + 'no route, and which one '
    + 'holds changes when one of them is made again.',
  fix: 'keep one Sidecar for the workload, or make the selectors exclude each other',
  codes: ['IST0110', 'KIA0003'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: cart, namespace: shop }
spec:
  workloadSelector: { labels: { app: cart } }
  egress:
    - hosts: ["./*"]
---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: cart-v2, namespace: shop }
spec:
  workloadSelector: { labels: { version: v2 } } # of any app
  egress:
    - hosts: ["./*", "payments/*"]
---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop, labels: { app: cart, version: v2 } }
spec:
  containers:
    - { name: cart, image: "registry.example.com/cart:2" }
---
apiVersion: v1
kind: Pod
metadata: { name: reviews, namespace: shop, labels: { app: reviews } }
spec:
  containers:
    - { name: reviews, image: "registry.example.com/reviews:2" }
`,
  mend: { '{ version: v2 } } # of any app': '{ app: reviews } }' },

  check(mesh, report) {
    const first = new Map<object, Entity<SidecarSpec>>();
    for (const sidecar of mesh.objects.of<SidecarSpec>(KINDS.sidecar)) {
      const labels = sidecar.spec.workloadSelector?.labels ?? {};
      const said = new Set<Entity<SidecarSpec>>();
      for (const workload of Object.keys(labels).length === 0 ? [] : mesh.workloadsWith(sidecar.namespace, labels)) {
        const known = first.get(workload);
        if (!known) {
          first.set(workload, sidecar);
        } else if (!said.has(known)) {
          said.add(known);
          report(sidecar.manifest, ['spec', 'workloadSelector', 'labels'],
            `selects ${workload.kind} '${workload.name}', which Sidecar '${known.name}' selects too`, { others: [known.manifest, workload.object.manifest] });
        }
      }
    }
  },
};
