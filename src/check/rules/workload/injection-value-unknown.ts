import { INJECT, INJECTION } from '../../../model/injection';
import { DATAPLANE_MODE } from '../../../model/namespace';
import { Rule } from '../../rule';

/** Words by which people decline; what they wanted happens. */
const OFF = new Set(['disabled', 'disable', 'false', 'no', 'off', 'none', '']);

export const injectionValueUnknown: Rule = {
  id: 'injection-value-unknown',
  severity: 'error',
  title: 'a label that asks for a proxy has a value that Istio does not know',
  why: 'Namespaces are injected with `istio-injection: enabled` and with no other value; with any other one not even pods that ask for a proxy get one. Pods '
    + 'ask with `sidecar.istio.io/inject: "true"` and decline with `"false"`; every other value is ignored.',
  fix: 'write \'enabled\' at a namespace (or \'ambient\' for the dataplane mode), and \'true\' or \'false\' at pods',
  codes: [],
  bad: `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: "true" } }
`,
  mend: { '"true"': 'enabled' },

  check(mesh, report) {
    for (const { object, labels } of mesh.namespaces.values()) {
      if (!object) {
        continue;
      }
      const { [INJECTION]: injection, [DATAPLANE_MODE]: mode } = labels;
      if (injection !== undefined && injection !== 'enabled' && !OFF.has(String(injection).toLowerCase())) {
        report(object.manifest, ['metadata', 'labels', INJECTION], `has label ${INJECTION}: '${injection}', and only 'enabled' makes Istio inject proxies`, {
          fix: 'write \'enabled\'',
        });
      }
      if (mode !== undefined && mode !== 'ambient' && !OFF.has(String(mode).toLowerCase())) {
        report(object.manifest, ['metadata', 'labels', DATAPLANE_MODE], `has label ${DATAPLANE_MODE}: '${mode}', and only 'ambient' takes its pods into the mesh`, {
          fix: 'write \'ambient\'',
        });
      }
    }
    for (const { object, podPath, labels } of mesh.workloadsCarrying(INJECT)) {
      const { [INJECT]: inject } = labels;
      if (inject !== undefined && inject !== 'true' && inject !== 'false') {
        report(object.manifest, [...podPath, 'metadata', 'labels', INJECT], `has label ${INJECT}: '${inject}', which is neither 'true' nor 'false' and is ignored`, {
          fix: 'write \'true\' or \'false\'', severity: 'warning',
        });
      }
    }
  },
};
