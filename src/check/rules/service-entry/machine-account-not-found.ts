import { WorkloadEntrySpec, WorkloadGroupSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';

export const machineAccountNotFound: Rule = {
  id: 'machine-account-not-found',
  severity: 'warning',
  title: 'machines are to have the identity of a service account that is not there',
  why: 'A machine joins the mesh with a token of the service account that its WorkloadGroup names, in the same namespace. If there is none, nobody can make the token, and callers '
    + 'expect an identity that no machine has.',
  fix: 'add the ServiceAccount to the namespace, or correct its name',
  codes: ['KIA1701'],
  bad: `
apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata: { name: ledger, namespace: shop }
spec:
  metadata: { labels: { app: ledger } }
  template: { serviceAccount: legder }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: ledger, namespace: shop }
`,
  mend: { legder: 'ledger' },

  check(mesh, report) {
    const machines = [
      ...mesh.objects.of<WorkloadGroupSpec>(KINDS.workloadGroup).map(group => ({ ...group, account: group.spec.template?.serviceAccount, path: ['spec', 'template', 'serviceAccount'] })),
      ...mesh.objects.of<WorkloadEntrySpec>(KINDS.workloadEntry).map(entry => ({ ...entry, account: entry.spec.serviceAccount, path: ['spec', 'serviceAccount'] })),
    ];
    const given = new Set(machines.length === 0 ? [] : mesh.objects.of(KINDS.serviceAccount).map(({ namespace }) => namespace));
    for (const { manifest, namespace, account = '', path } of machines) {
      if (account !== '' && account !== 'default' && given.has(namespace) && !mesh.objects.find(KINDS.serviceAccount, namespace, account)) {
        report(manifest, path, `names service account '${account}', which namespace '${namespace}' does not have`);
      }
    }
  },
};
