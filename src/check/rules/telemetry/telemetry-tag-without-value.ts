import { TelemetrySpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';

export const telemetryTagWithoutValue: Rule = {
  id: 'telemetry-tag-without-value',
  severity: 'error',
  title: 'a tag of a Telemetry\'s metric has no value',
  why: 'An override of a tag that does not say `operation: REMOVE` sets it, and needs the value: an expression, or a text in quotes of its own. Istio\'s webhook refuses '
    + 'the Telemetry without it.',
  fix: 'write the value, or operation: REMOVE',
  codes: ['IST0106'],
  bad: `
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: { name: metrics, namespace: shop }
spec:
  metrics:
    - overrides:
        - match: { metric: REQUEST_COUNT }
          tagOverrides:
            request_host: {}
`,
  mend: { 'request_host: {}': 'request_host: { value: request.host }' },

  check(mesh, report) {
    for (const { manifest, spec: { metrics = [] } } of mesh.objects.of<TelemetrySpec>(KINDS.telemetry)) {
      metrics.forEach(({ overrides = [] }, at) => overrides.forEach(({ tagOverrides = {} }, index) => {
        for (const [tag, { operation, value }] of Object.entries(tagOverrides)) {
          // With the operation written out the object's schema says it.
          if (operation === undefined && !value) {
            report(manifest, ['spec', 'metrics', at, 'overrides', index, 'tagOverrides', tag], `sets tag '${tag}' of a metric to no value`);
          }
        }
      }));
    }
  },
};
