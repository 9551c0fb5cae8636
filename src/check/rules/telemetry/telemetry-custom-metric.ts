import { TelemetrySpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';

export const telemetryCustomMetric: Rule = {
  id: 'telemetry-custom-metric',
  severity: 'warning',
  title: 'a Telemetry calls a standard metric as if it were one\'s own',
  why: 'Istio\'s own metrics have names of their own in `match.metric` (`REQUEST_COUNT`). Under `customMetric`, or by the name that Prometheus shows, no metric is found, and '
    + 'the override changes nothing.',
  fix: 'name it by match.metric',
  codes: [],
  bad: `
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: { name: metrics, namespace: shop }
spec:
  metrics:
    - overrides:
        - match: { customMetric: istio_requests_total }
          disabled: true
`,
  mend: { 'customMetric: istio_requests_total': 'metric: REQUEST_COUNT' },

  check(mesh, report) {
    for (const { manifest, spec: { metrics = [] } } of mesh.objects.of<TelemetrySpec>(KINDS.telemetry)) {
      metrics.forEach(({ overrides = [] }, at) => overrides.forEach(({ match: { customMetric } = {} }, index) => {
        const meant = customMetric === undefined ? undefined : METRICS.get(customMetric.toLowerCase().replace(/^istio_/, '').replace(/_(sum|count|bucket)$/, ''))
          ?? METRICS.get(customMetric.toLowerCase());
        if (meant !== undefined) {
          report(manifest, ['spec', 'metrics', at, 'overrides', index, 'match', 'customMetric'], `names '${customMetric}' as a metric of its own, and Istio's is called '${meant}'`);
        }
      }));
    }
  },
};

const PROMETHEUS: readonly (readonly [string, string])[] = [
  ['requests_total', 'REQUEST_COUNT'], ['request_duration_milliseconds', 'REQUEST_DURATION'], ['request_bytes', 'REQUEST_SIZE'], ['response_bytes', 'RESPONSE_SIZE'],
  ['tcp_connections_opened_total', 'TCP_OPENED_CONNECTIONS'], ['tcp_connections_closed_total', 'TCP_CLOSED_CONNECTIONS'],
  ['tcp_sent_bytes_total', 'TCP_SENT_BYTES'], ['tcp_received_bytes_total', 'TCP_RECEIVED_BYTES'],
  ['request_messages_total', 'GRPC_REQUEST_MESSAGES'], ['response_messages_total', 'GRPC_RESPONSE_MESSAGES'],
];
/** Istio's metrics by the names that Prometheus shows, and by their own in small letters. */
const METRICS = new Map<string, string>([...PROMETHEUS, ...PROMETHEUS.map(([, name]) => [name.toLowerCase(), name] as const)]);
