import { Entity, qualifiedName } from '../../../model/entity';
import { WorkloadGroupSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { labelsOfGroup } from '../../../model/workload-entry';
import { Rule } from '../../rule';

export const workloadGroupsWithSameLabels: Rule = {
  id: 'workload-groups-with-same-labels',
  severity: 'warning',
  title: 'two WorkloadGroups of a namespace give their machines the same labels',
  why: 'Services, subsets and policies know machines by their labels. Those of two groups with the same labels cannot be told apart: calls for one go to the other too.',
  fix: 'give each group a label of its own in spec.metadata.labels',
  codes: ['KIA1702'],
  bad: `
apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata: { name: ledger, namespace: shop }
spec:
  metadata: { labels: { app: ledger } }
  template: { serviceAccount: ledger }
---
apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata: { name: ledger-archive, namespace: shop }
spec:
  metadata: { labels: { app: ledger } }
  template: { serviceAccount: ledger-archive }
`,
  mend: { 'labels: { app: ledger } }\n  template: { serviceAccount: ledger-archive }': 'labels: { app: ledger-archive } }\n  template: { serviceAccount: ledger-archive }' },

  check(mesh, report) {
    const first = new Map<string, Entity<WorkloadGroupSpec>>();
    for (const group of mesh.objects.of<WorkloadGroupSpec>(KINDS.workloadGroup)) {
      const pairs = Object.entries(labelsOfGroup(group)).map(([name, value]) => `${name}=${value}`).sort();
      // Groups of one program in several places or on several ports are told apart by what else their machines are.
      const { network = '', locality = '', ports = {} } = group.spec.template ?? {};
      const key = [group.namespace, ...pairs, network, locality, JSON.stringify(ports)].join(' ');
      const other = first.get(key);
      if (other && pairs.length > 0) {
        report(group.manifest, ['spec', 'metadata', 'labels'], `gives machines the labels '${pairs.join(', ')}', as WorkloadGroup '${qualifiedName(other)}' does`, { others: [other.manifest] });
      } else {
        first.set(key, group);
      }
    }
  },
};
