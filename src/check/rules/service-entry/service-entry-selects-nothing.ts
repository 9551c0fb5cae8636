import { chosenEndpoints } from '../../../model/endpoints';
import { ServiceEntrySpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';

export const serviceEntrySelectsNothing: Rule = {
  id: 'service-entry-selects-nothing',
  severity: 'error',
  title: 'the workloadSelector of a ServiceEntry chooses neither pods nor machines',
  why: 'A workloadSelector chooses pods, WorkloadEntries and the machines of WorkloadGroups by their labels, in the namespace of the ServiceEntry only. If it chooses none, nobody '
    + 'answers for the host: calls get 503. With resolution NONE it is not used at all.',
  fix: 'write labels that pods or WorkloadEntries of the namespace carry',
  codes: ['IST0127', 'KIA0004'],
  bad: `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: ledger, namespace: shop }
spec:
  hosts: [ledger.shop.internal]
  location: MESH_INTERNAL
  resolution: STATIC
  ports:
    - { name: http, number: 80, protocol: HTTP }
  workloadSelector: { labels: { app: legder } }
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: { name: ledger-1, namespace: shop }
spec:
  address: 192.0.2.10
  labels: { app: ledger }
`,
  mend: { legder: 'ledger' },

  check(mesh, report) {
    for (const { manifest, namespace, spec: { workloadSelector, resolution = 'NONE' } } of mesh.objects.of<ServiceEntrySpec>(KINDS.serviceEntry)) {
      if (!workloadSelector) {
        continue;
      }
      const labels = workloadSelector.labels ?? {};
      const pairs = Object.entries(labels);
      const wanted = pairs.map(([name, value]) => `${name}=${value}`).join(', ');
      if (resolution === 'NONE') {
        report(manifest, ['spec', 'workloadSelector'], 'has a workloadSelector, and with resolution \'NONE\' nobody is chosen', {
          severity: 'warning', fix: 'set resolution STATIC, or remove the workloadSelector',
        });
      } else if (pairs.length === 0) {
        report(manifest, ['spec', 'workloadSelector'], `has a workloadSelector without labels, which chooses all that runs in namespace '${namespace}'`, {
          severity: 'warning', fix: 'write the labels of the workloads that answer for the host',
        });
      } else if (chosenEndpoints(mesh, namespace, labels)?.length === 0) {
        report(manifest, ['spec', 'workloadSelector', 'labels'], `selects '${wanted}', which no pod, WorkloadEntry or WorkloadGroup of namespace '${namespace}' carries`);
      }
    }
  },
};
