import { qualifiedName } from '../../../model/entity';
import { TelemetrySpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { conflictsOf } from '../../../model/policy-conflicts';
import { Rule } from '../../rule';
import { quoted } from '../../words';

export const telemetryConflict: Rule = {
  id: 'telemetry-conflict',
  severity: 'warning',
  title: 'two Telemetries are for the same workloads',
  why: 'Of several Telemetries without a selector in a namespace only the oldest holds, and all that the others say is ignored. Several that select one pod are laid '
    + 'over each other, the oldest first: what they say of the same thing depends on when they were created.',
  fix: 'say it in one Telemetry, or select unlike pods',
  codes: ['IST0159', 'IST0160', 'KIA0002', 'KIA0003'],
  bad: `
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: { name: traces, namespace: shop }
spec:
  tracing:
    - randomSamplingPercentage: 10
---
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: { name: metrics, namespace: shop }
spec:
  metrics:
    - overrides:
        - match: { metric: REQUEST_SIZE }
          disabled: true
`,
  mend: { 'name: metrics, namespace: shop': 'name: metrics, namespace: catalog' },

  check(mesh, report) {
    for (const { policy, other, workload } of conflictsOf<TelemetrySpec>(mesh, KINDS.telemetry)) {
      if (!workload) {
        report(policy.manifest, ['spec'], `is for all of namespace '${policy.namespace}', as Telemetry '${qualifiedName(other)}' is, and only the older one holds`, {
          others: [other.manifest],
        });
        continue;
      }
      // What one says of traces and the other of metrics goes well together.
      const both = PARTS.filter(part => policy.spec[part] && other.spec[part]);
      if (both.length > 0) {
        report(policy.manifest, ['spec', 'selector'], `selects ${workload.kind} '${workload.name}', as Telemetry '${qualifiedName(other)}' does, and both say something of ${quoted(both)}`, {
          others: [other.manifest, workload.object.manifest],
        });
      }
    }
  },
};

const PARTS = ['tracing', 'metrics', 'accessLogging'] as const;
