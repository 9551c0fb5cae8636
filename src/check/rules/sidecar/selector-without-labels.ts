import { EnvoyFilterSpec, SidecarSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';

export const selectorWithoutLabels: Rule = {
  id: 'selector-without-labels',
  severity: 'warning',
  title: 'a workloadSelector of a Sidecar or EnvoyFilter has no labels',
  why: 'It chooses all workloads of the namespace, as no selector does, and Istio\'s webhook warns of it. A Sidecar with it goes before those '
    + 'without a selector, and in the '
    + 'root namespace it is not the default of the mesh.',
  fix: 'add labels, or remove workloadSelector if all workloads are meant',
  codes: ['IST0133'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: cart, namespace: shop }
spec:
  workloadSelector: { labels: {} }
  egress:
    - hosts: ["./*"]
`,
  mend: { '  workloadSelector: { labels: {} }\n': '' },

  check(mesh, report) {
    for (const kind of [KINDS.sidecar, KINDS.envoyFilter]) {
      for (const { manifest, namespace, spec: { workloadSelector } } of mesh.objects.of<SidecarSpec | EnvoyFilterSpec>(kind)) {
        if (workloadSelector && Object.keys(workloadSelector.labels ?? {}).length === 0) {
          const instead = kind === KINDS.sidecar && namespace === mesh.rootNamespace ? ', and is so not the default of the mesh' : '';
          report(manifest, ['spec', 'workloadSelector'], `has a selector without labels, which chooses all workloads of namespace '${namespace}'${instead}`);
        }
      }
    }
  },
};
