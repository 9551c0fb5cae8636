import { KINDS } from '../../../model/kinds';
import { ServiceSpec } from '../../../model/kubernetes-specs';
import { Rule } from '../../rule';

export const externalNameWithSelector: Rule = {
  id: 'external-name-with-selector',
  severity: 'warning',
  title: 'an ExternalName Service has a selector',
  why: 'Kubernetes gives a Service of type ExternalName no endpoints, whatever its selector says: its host is another name of `externalName`. Requests leave for that host, though the '
    + 'YAML reads as if pods answered them. It happens where a Service moves out of the cluster, or back, and half of its spec is changed.',
  fix: 'remove the selector, or the type and externalName if the pods are meant',
  codes: [],
  bad: `
apiVersion: v1
kind: Service
metadata: { name: payments, namespace: shop }
spec:
  type: ExternalName
  externalName: pay.example.com
  selector: { app: payments }
`,
  mend: { '\n  selector: { app: payments }': '' },

  check(mesh, report) {
    for (const { manifest, spec } of mesh.having<ServiceSpec>(KINDS.service, 'externalName')) {
      const { type, externalName, selector } = spec;
      if (type === 'ExternalName' && externalName && selector && Object.keys(selector).length > 0) {
        report(manifest, ['spec', 'selector'], `selects pods, and is another name of '${externalName}' instead`);
      }
    }
  },
};
