import { mayBeGateway } from '../../../model/gateway-pods';
import { containersOf } from '../../../model/injection';
import { SidecarSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Mesh } from '../../../model/mesh';
import { isMeshDefault } from '../../../model/sidecar-scope';
import { Workload } from '../../../model/workload';
import { Rule } from '../../rule';

export const sidecarOfNoSidecar: Rule = {
  id: 'sidecar-of-no-sidecar',
  severity: 'warning',
  title: 'a Sidecar is for pods that have no sidecar',
  why: 'Only sidecars read it. Gateways know all services whatever it says, and pods of ambient mode have no proxy of their own: what should not '
    + 'be called can be.',
  fix: 'remove it, or put the pods into the mesh with sidecars',
  codes: ['IST0167'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default, namespace: shop }
spec:
  egress:
    - hosts: ["./*"]
---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio.io/dataplane-mode: ambient } }
`,
  mend: { 'istio.io/dataplane-mode: ambient': 'istio-injection: enabled' },

  check(mesh, report) {
    for (const sidecar of mesh.objects.of<SidecarSpec>(KINDS.sidecar)) {
      const { manifest, namespace, spec: { workloadSelector } } = sidecar;
      const labels = workloadSelector?.labels ?? {};
      const all = Object.keys(labels).length === 0;
      const chosen = mesh.workloadsWith(namespace, labels);
      const ofNamespace = all && mesh.namespaces.get(namespace)?.ambient ? 'in ambient mode' : undefined;
      const problem = chosen.length > 0 ? problemOf(mesh, chosen, all) : ofNamespace;
      // The default of the mesh is for other namespaces too.
      if (problem && !isMeshDefault(mesh, sidecar)) {
        report(manifest, all ? ['metadata', 'namespace'] : ['spec', 'workloadSelector', 'labels'],
          all ? `is for namespace '${namespace}', whose pods are ${problem}` : `selects ${chosen[0].kind} '${chosen[0].name}', whose pods are ${problem}`,
          { others: chosen.slice(0, 1).map(({ object }) => object.manifest) });
      }
    }
  },
};

function problemOf(mesh: Mesh, chosen: readonly Workload[], all: boolean): string | undefined {
  if (chosen.every(workload => isAmbient(mesh, workload))) {
    return 'in ambient mode';
  }
  return !all && chosen.every(workload => mayBeGateway(workload) && containersOf(workload.pod).length === 1) ? 'a gateway' : undefined;
}

function isAmbient(mesh: Mesh, { namespace, labels, pod }: Workload): boolean {
  const mode = labels['istio.io/dataplane-mode'] ?? (mesh.namespaces.get(namespace)?.ambient ? 'ambient' : undefined);
  return mode === 'ambient' && labels['sidecar.istio.io/inject'] !== 'true' && !containersOf(pod).some(({ name }) => name === 'istio-proxy');
}
