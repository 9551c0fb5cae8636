import { grouped } from '../../../core/grouped';
import { SidecarSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';
import { quoted } from '../../words';

export const sidecarsWithoutSelector: Rule = {
  id: 'sidecars-without-selector',
  severity: 'error',
  title: 'a namespace has more than one Sidecar for all of its workloads',
  why: 'Sidecars are not merged: of those without a selector the oldest holds and the others are ignored. Which one that is changes when one of '
    + 'them is deleted and made '
    + 'again; hosts that only another one imports then have no route.',
  fix: 'keep one of them, with the hosts of all, or give the others a workloadSelector',
  codes: ['IST0111', 'KIA0002'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default, namespace: shop }
spec:
  egress:
    - hosts: ["./*", "istio-system/*"]
---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: payments, namespace: shop }
spec:
  egress:
    - hosts: ["./*", "payments/*"]
`,
  mend: { 'name: payments, namespace: shop': 'name: default, namespace: front' },

  check(mesh, report) {
    const sidecars = mesh.objects.of<SidecarSpec>(KINDS.sidecar).filter(({ spec }) => spec.workloadSelector === undefined);
    for (const [namespace, [first, ...others]] of grouped(sidecars, sidecar => sidecar.namespace)) {
      if (others.length > 0) {
        report(first.manifest, ['metadata', 'name'],
          `holds for all workloads of namespace '${namespace}', and so does ${quoted(others.map(({ name }) => name))}`, { others: others.map(({ manifest }) => manifest) });
      }
    }
  },
};
