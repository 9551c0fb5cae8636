import { chosenInNamespace } from '../../../model/chosen-pods';
import { SidecarSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';
import { labelText } from '../../words';

export const sidecarSelectorWithoutPods: Rule = {
  id: 'sidecar-selector-without-pods',
  severity: 'warning',
  title: 'the selector of a Sidecar chooses no workload of its namespace',
  why: 'Nothing has the scope that the Sidecar describes: the workload that was meant has that of its namespace or of the mesh, and may call what '
    + 'it should not. A Sidecar '
    + 'chooses pods of its own namespace only.',
  fix: 'select labels that pods of this namespace have',
  codes: ['IST0101', 'IST0127', 'KIA0004'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: cart, namespace: shop }
spec:
  workloadSelector: { labels: { name: cart } }
  egress:
    - hosts: ["./*"]
---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop, labels: { app: cart } }
spec:
  containers:
    - { name: cart, image: "registry.example.com/cart:2" }
`,
  mend: { 'labels: { name: cart }': 'labels: { app: cart }' },

  check(mesh, report) {
    for (const { manifest, namespace, spec: { workloadSelector } } of mesh.objects.of<SidecarSpec>(KINDS.sidecar)) {
      const labels = workloadSelector?.labels ?? {};
      if (Object.keys(labels).length > 0 && chosenInNamespace(mesh, namespace, labels) === 'none') {
        report(manifest, ['spec', 'workloadSelector', 'labels'],
          `selects '${labelText(labels)}', which no workload of namespace '${namespace}' has`);
      }
    }
  },
};
