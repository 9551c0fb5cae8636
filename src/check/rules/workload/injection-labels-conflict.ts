import { INJECTION } from '../../../model/injection';
import { DATAPLANE_MODE } from '../../../model/namespace';
import { Rule } from '../../rule';

export const injectionLabelsConflict: Rule = {
  id: 'injection-labels-conflict',
  severity: 'warning',
  title: 'a namespace has labels of several ways into the mesh',
  why: 'With `istio-injection: enabled` the label `istio.io/rev` is ignored, so that an upgrade by revision does not reach the namespace; with one of them, '
    + '`istio.io/dataplane-mode: ambient` is ignored, as its pods have proxies of their own.',
  fix: 'keep one of the labels',
  codes: ['IST0123', 'KIA1311', 'KIA1314'],
  bad: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    istio-injection: enabled
    istio.io/rev: canary
`,
  mend: { '    istio-injection: enabled\n': '' },

  check(mesh, report) {
    for (const { object, labels, revision, injected } of mesh.namespaces.values()) {
      if (!object) {
        continue;
      }
      const chosen = labels[INJECTION] === 'enabled' ? `${INJECTION}: enabled` : `istio.io/rev: ${revision}`;
      if (labels[INJECTION] === 'enabled' && revision !== undefined) {
        report(object.manifest, ['metadata', 'labels', 'istio.io/rev'], `has label istio.io/rev: '${revision}', which is ignored beside '${chosen}'`);
      }
      if (injected && labels[DATAPLANE_MODE] === 'ambient') {
        report(object.manifest, ['metadata', 'labels', DATAPLANE_MODE], `has label ${DATAPLANE_MODE}: 'ambient', which is ignored for pods that get a proxy by '${chosen}'`);
      }
    }
  },
};
