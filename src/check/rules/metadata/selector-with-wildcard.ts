import { WorkloadSelector } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';

const KINDS_WITH_SELECTOR = [KINDS.sidecar, KINDS.envoyFilter, KINDS.serviceEntry];

export const selectorWithWildcard: Rule = {
  id: 'selector-with-wildcard',
  severity: 'error',
  title: 'a workloadSelector asks for a label with a wildcard or without a name',
  why: 'Istio\'s webhook refuses a Sidecar, an EnvoyFilter and a ServiceEntry of this kind: labels are compared as they are. A wildcard in the value of a label is found by the schema '
    + 'already (broken-constraint).',
  fix: 'write the label by its whole name',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: cart, namespace: shop }
spec:
  workloadSelector:
    labels: { 'app*': cart }
  egress:
    - hosts: ["./*"]
`,
  mend: { "'app*'": 'app' },

  check(mesh, report) {
    for (const kind of KINDS_WITH_SELECTOR) {
      for (const { manifest, spec: { workloadSelector } } of mesh.objects.of<{ readonly workloadSelector?: WorkloadSelector }>(kind)) {
        for (const name of Object.keys(workloadSelector?.labels ?? {})) {
          if (name === '' || name.includes('*')) {
            report(manifest, ['spec', 'workloadSelector', 'labels', name], `selects workloads by the label '${name}', which is refused`);
          }
        }
      }
    }
  },
};
