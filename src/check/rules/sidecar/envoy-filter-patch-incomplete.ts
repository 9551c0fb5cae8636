import { EnvoyFilterSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';

export const envoyFilterPatchIncomplete: Rule = {
  id: 'envoy-filter-patch-incomplete',
  severity: 'error',
  title: 'a patch of an EnvoyFilter lacks what it applies to, its operation or its value',
  why: 'Istio\'s webhook refuses the object. Only REMOVE has no value.',
  fix: 'add what is missing',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: { name: timeouts, namespace: shop }
spec:
  configPatches:
    - applyTo: CLUSTER
      match:
        context: SIDECAR_INBOUND
      patch:
        operation: MERGE
`,
  mend: { 'operation: MERGE': 'operation: MERGE\n        value: { connect_timeout: 1s }' },

  check(mesh, report) {
    for (const { manifest, spec: { configPatches = [] } } of mesh.objects.of<EnvoyFilterSpec>(KINDS.envoyFilter)) {
      configPatches.forEach(({ applyTo = 'INVALID', patch, match = {} }, at) => {
        const path = ['spec', 'configPatches', at];
        if (match.context === 'WAYPOINT') {
          return;
        }
        if (applyTo === 'INVALID') {
          report(manifest, [...path, 'applyTo'], 'has a patch that applies to nothing');
        } else if (!patch) {
          report(manifest, path, `has an entry for ${applyTo} without a patch`);
        } else if ((patch.operation ?? 'INVALID') === 'INVALID') {
          report(manifest, [...path, 'patch', 'operation'], `has a patch for ${applyTo} without an operation`);
        } else if (patch.operation !== 'REMOVE' && patch.value === undefined) {
          report(manifest, [...path, 'patch', 'value'], `has a patch for ${applyTo} with operation ${patch.operation} and without a value`);
        }
      });
    }
  },
};
