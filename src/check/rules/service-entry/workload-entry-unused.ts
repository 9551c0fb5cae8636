import { SelectorIndex } from '../../../core/selector-index';
import { chosenEndpoints } from '../../../model/endpoints';
import { WorkloadEntrySpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Mesh } from '../../../model/mesh';
import { annotationsOf } from '../../../model/metadata';
import { labelsOfEntry } from '../../../model/workload-entry';
import { Rule } from '../../rule';

export const workloadEntryUnused: Rule = {
  id: 'workload-entry-unused',
  severity: 'warning',
  title: 'no Service and no ServiceEntry chooses a WorkloadEntry',
  why: 'A WorkloadEntry gets calls through the Services and ServiceEntries of its namespace whose selector its labels fit. Where none does, no call ever comes to it. Labels are '
    + 'misspelt, or the selecting ServiceEntry is of another namespace.',
  fix: 'give it the labels that the Service or ServiceEntry of its namespace selects',
  codes: [],
  bad: `
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: { name: ledger-1, namespace: shop }
spec:
  address: 192.0.2.10
  labels: { app: legder }
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: { name: ledger-2, namespace: shop }
spec:
  address: 192.0.2.11
  labels: { app: ledger }
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: ledger, namespace: shop }
spec:
  hosts: [ledger.shop.internal]
  location: MESH_INTERNAL
  resolution: STATIC
  ports:
    - { name: http, number: 80, protocol: HTTP }
  workloadSelector: { labels: { app: ledger } }
`,
  mend: { legder: 'ledger' },

  check(mesh, report) {
    const entries = mesh.objects.of<WorkloadEntrySpec>(KINDS.workloadEntry);
    if (entries.length === 0) {
      return;
    }
    const { selectors, namespaces } = selectorsOf(mesh);
    for (const entry of entries) {
      const labels = labelsOfEntry(entry);
      // What registers by itself may be there for its identity alone, as may machines that only call others.
      const registered = annotationsOf(entry.manifest.json)['istio.io/autoRegistrationGroup'] !== undefined;
      if (namespaces.has(entry.namespace) && !registered && selectors.of([entry.namespace], labels).length === 0) {
        const carried = Object.entries(labels).map(([name, value]) => `${name}=${value}`).join(', ');
        report(entry.manifest, ['spec', 'labels'], `carries ${carried === '' ? 'no labels' : `'${carried}'`}, which no Service and no ServiceEntry of namespace '${entry.namespace}' selects`);
      }
    }
  },
};

/** Selectors of Services and ServiceEntries, and the namespaces that have one. */
function selectorsOf(mesh: Mesh) {
  const selectors = new SelectorIndex<string>();
  const namespaces = new Set<string>();
  const astray = new Set<string>();
  for (const { host, namespace, selector, entry } of mesh.hosts) {
    if (selector) {
      selectors.add(namespace, selector, host);
      namespaces.add(namespace);
      if (entry && chosenEndpoints(mesh, namespace, selector)?.length === 0) {
        astray.add(namespace);
      }
    }
  }
  // Where a selector chooses nothing, that is the mistake.
  astray.forEach(namespace => namespaces.delete(namespace));
  return { selectors, namespaces };
}
