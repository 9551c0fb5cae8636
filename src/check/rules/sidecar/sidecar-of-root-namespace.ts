import { SidecarSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';
import { labelText } from '../../words';

export const sidecarOfRootNamespace: Rule = {
  id: 'sidecar-of-root-namespace',
  severity: 'warning',
  title: 'a Sidecar of the root namespace selects workloads',
  why: 'The Sidecar of the root namespace is the default of the whole mesh if it has no selector. With one it holds for pods of the root '
    + 'namespace only: it reaches none '
    + 'of the workloads of other namespaces that have these labels.',
  fix: 'remove workloadSelector to make it the default of the mesh, or put it into the namespace of the workloads',
  codes: ['KIA1006'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default, namespace: istio-system }
spec:
  workloadSelector: { labels: { app: cart } }
  egress:
    - hosts: ["./*", "observability/*"]
`,
  mend: { '  workloadSelector: { labels: { app: cart } }\n': '' },

  check(mesh, report) {
    for (const { manifest, namespace, spec: { workloadSelector } } of mesh.objects.of<SidecarSpec>(KINDS.sidecar)) {
      const labels = workloadSelector?.labels ?? {};
      // Where workloads of the namespace are known, others look whether it selects one.
      if (namespace === mesh.rootNamespace && Object.keys(labels).length > 0 && mesh.workloadsWith(namespace, {}).length === 0) {
        report(manifest, ['spec', 'workloadSelector'],
          `selects '${labelText(labels)}' in the root namespace, of which only pods of '${namespace}' are chosen`);
      }
    }
  },
};
