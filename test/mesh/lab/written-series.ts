/**
 * Series as a mesh would report them, in promtool's notation, and what must follow from them: the alerts that fire, and what the queries of dashboards answer. Upstream Envoy has no
 * `istio.stats`, so the lab's own proxies do not report these.
 */

/** One of promtool's unit tests. */
export interface RuleTest {
  readonly name: string;
  readonly interval: string;
  readonly input_series: { readonly series: string; readonly values: string }[];
  readonly promql_expr_test: { readonly expr: string; readonly eval_time: string; readonly exp_samples: { readonly labels: string; readonly value: number }[] }[];
}

export const HOST = 'cart.monitoring.svc.cluster.local';

type Labels = { readonly [name: string]: string };

/** A counter that grows by so many a minute. */
export function counter(metric: string, labels: Labels, perMinute: number, minutes: number, start = 0): RuleTest['input_series'][number] {
  return { series: `${metric}{${text(labels)}}`, values: `${start}+${perMinute}x${minutes}` };
}

/** Requests a minute to a version with a status, as callers' proxies count them. */
export function requests(version: string, status: number, perMinute: number, minutes: number): RuleTest['input_series'][number] {
  return counter('istio_requests_total', {
    reporter: 'source', source_workload: 'web', source_workload_namespace: 'front', destination_service: HOST, destination_version: version, response_code: String(status), response_flags: '-',
    request_protocol: 'http', grpc_response_status: '',
  }, perMinute, minutes);
}

/** Requests a minute to a version that took so long at most: the bucket that they fall into and those above it, and their count. */
export function durations(version: string, bound: string, perMinute: number, minutes: number): RuleTest['input_series'] {
  const labels = { reporter: 'source', source_workload: 'web', source_workload_namespace: 'front', destination_service: HOST, destination_version: version };
  const bounds = ['100', '250', '500', '1000', '2500', '5000'];
  return [
    ...bounds.map(le => counter('istio_request_duration_milliseconds_bucket', { ...labels, le: whole(le) }, bounds.indexOf(le) >= bounds.indexOf(bound) ? perMinute : 0, minutes)),
    counter('istio_request_duration_milliseconds_bucket', { ...labels, le: '+Inf' }, perMinute, minutes),
    counter('istio_request_duration_milliseconds_count', labels, perMinute, minutes),
  ];
}

/** As Prometheus 3 writes it; the rules take both. */
function whole(le: string): string {
  return `${le}.0`;
}

function text(labels: Labels): string {
  return Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(',');
}

/** The alerts that fire at a time, with those of their labels that tell them apart. */
export function firing(at: string, by: readonly string[], ...alerts: Labels[]): RuleTest['promql_expr_test'][number] {
  return {
    expr: `count by (alertname,${by.join(',')}) (ALERTS{alertstate="firing"})`,
    eval_time: at,
    exp_samples: alerts.map(labels => ({ labels: `{${text(labels)}}`, value: 1 })),
  };
}

const HOURS = 60;
const WHOLE_DAY = 24 * HOURS;
const BY = ['severity', 'window'];
const burns = (alertname: string, ...pairs: [window: string, severity: string][]): Labels[] => pairs.map(([window, severity]) => ({ alertname, severity, window }));
const [HOUR, SIX_HOURS, DAY, THREE_DAYS]: [string, string][] = [['1h', 'page'], ['6h', 'page'], ['1d', 'ticket'], ['3d', 'ticket']];

/** What a service with 99.9 % and 99 % within 250 ms in 30 days must alert of. */
export const SERVICE_TESTS: RuleTest[] = [
  { name: 'no failure, no alert', interval: '1m', input_series: [requests('v1', 200, 600, WHOLE_DAY)], promql_expr_test: [firing('1d', BY)] },
  { name: 'half of the budget\'s rate', interval: '1m', input_series: [requests('v1', 200, 99_950, WHOLE_DAY), requests('v1', 503, 50, WHOLE_DAY)], promql_expr_test: [firing('1d', BY)] },
  {
    name: 'twice the budget\'s rate makes a ticket and wakes nobody', interval: '1m',
    input_series: [requests('v1', 200, 99_800, WHOLE_DAY), requests('v1', 503, 200, WHOLE_DAY)],
    promql_expr_test: [firing('1d', BY, ...burns('ErrorBudgetBurn', THREE_DAYS))],
  },
  {
    name: 'eight times the budget\'s rate pages', interval: '1m',
    input_series: [requests('v1', 200, 99_200, WHOLE_DAY), requests('v1', 503, 800, WHOLE_DAY)],
    promql_expr_test: [firing('1d', BY, ...burns('ErrorBudgetBurn', DAY, THREE_DAYS, SIX_HOURS))],
  },
  {
    name: 'twenty times the budget\'s rate, all pairs', interval: '1m',
    input_series: [requests('v1', 200, 98_000, WHOLE_DAY), requests('v1', 503, 2_000, WHOLE_DAY)],
    promql_expr_test: [firing('1d', BY, ...burns('ErrorBudgetBurn', DAY, HOUR, THREE_DAYS, SIX_HOURS))],
  },
  {
    name: 'what is the caller\'s fault spends nothing', interval: '1m',
    input_series: [requests('v1', 200, 100, WHOLE_DAY), requests('v1', 404, 100, WHOLE_DAY)],
    promql_expr_test: [firing('1d', BY)],
  },
  {
    name: 'an outage that is over stops to page within minutes', interval: '1m',
    input_series: [
      requests('v1', 200, 600, 3 * HOURS),
      { ...requests('v1', 503, 0, 0), values: '0x59 0+60x60 3600x60' },
    ],
    promql_expr_test: [
      firing('1h50m', BY, ...burns('ErrorBudgetBurn', DAY, HOUR, THREE_DAYS, SIX_HOURS)),
      firing('2h20m', BY, ...burns('ErrorBudgetBurn', DAY, THREE_DAYS, SIX_HOURS)),
    ],
  },
  {
    name: 'slow requests spend the budget of the other promise', interval: '1m',
    input_series: [requests('v1', 200, 1000, WHOLE_DAY), ...durations('v1', '100', 800, WHOLE_DAY), ...durations('v2', '500', 200, WHOLE_DAY)],
    promql_expr_test: [firing('1d', BY, ...burns('LatencyBudgetBurn', DAY, HOUR, THREE_DAYS, SIX_HOURS))],
  },
];

const WORSE = { alertname: 'CandidateFailsMore', destination_version: 'v2' };
const SLOWER = { alertname: 'CandidateSlower', destination_version: 'v2' };

/** What a canary v2 beside v1 must alert of: 1 %, 1.5 times, 100 requests in 10 minutes. */
export const ROLLOUT_TESTS: RuleTest[] = [
  {
    name: 'a canary that fails more', interval: '1m',
    input_series: [requests('v1', 200, 900, 60), requests('v1', 503, 1, 60), requests('v2', 200, 95, 60), requests('v2', 503, 5, 60)],
    promql_expr_test: [firing('30m', ['destination_version'], WORSE)],
  },
  {
    name: 'a canary that fails as often as the stable version', interval: '1m',
    input_series: [requests('v1', 200, 950, 60), requests('v1', 503, 50, 60), requests('v2', 200, 95, 60), requests('v2', 503, 5, 60)],
    promql_expr_test: [firing('30m', ['destination_version'])],
  },
  {
    name: 'a canary that fails, with too few requests to tell', interval: '1m',
    input_series: [requests('v1', 200, 900, 60), requests('v2', 503, 9, 60)],
    promql_expr_test: [firing('30m', ['destination_version'])],
  },
  {
    name: 'a canary that never failed, beside a stable version that did', interval: '1m',
    input_series: [requests('v1', 200, 500, 60), requests('v1', 503, 500, 60), requests('v2', 200, 100, 60)],
    promql_expr_test: [firing('30m', ['destination_version'])],
  },
  {
    name: 'a canary that is slower', interval: '1m',
    input_series: [requests('v1', 200, 900, 60), requests('v2', 200, 100, 60), ...durations('v1', '250', 900, 60), ...durations('v2', '1000', 100, 60)],
    promql_expr_test: [firing('30m', ['destination_version'], SLOWER)],
  },
  {
    name: 'a canary that is as fast', interval: '1m',
    input_series: [requests('v1', 200, 900, 60), requests('v2', 200, 100, 60), ...durations('v1', '500', 900, 60), ...durations('v2', '500', 100, 60)],
    promql_expr_test: [firing('30m', ['destination_version'])],
  },
];

const pod = { namespace: 'shop', pod: 'cart-v1' };

/** What must be alerted of before certificates run out. */
export const CERTIFICATE_TESTS: RuleTest[] = [
  {
    name: 'certificates that are renewed in time', interval: '1m',
    input_series: [
      { series: `istio_agent_cert_expiry_seconds{${text({ ...pod, resource_name: 'default' })}}`, values: '43200x60' },
      { series: 'citadel_server_root_cert_expiry_timestamp', values: '315360000x60' },
      { series: 'citadel_server_cert_chain_expiry_timestamp', values: '315360000x60' },
      { series: `certmanager_certificate_expiration_timestamp_seconds{${text({ namespace: 'shop', name: 'edge' })}}`, values: '2592000x60' },
    ],
    promql_expr_test: [firing('30m', ['pod', 'name'])],
  },
  {
    name: 'certificates that are not', interval: '1m',
    input_series: [
      { series: `istio_agent_cert_expiry_seconds{${text({ ...pod, resource_name: 'default' })}}`, values: '21600-60x60' },
      { series: 'citadel_server_root_cert_expiry_timestamp', values: '2592000x60' },
      { series: 'citadel_server_cert_chain_expiry_timestamp', values: '2592000x60' },
      { series: `certmanager_certificate_expiration_timestamp_seconds{${text({ namespace: 'shop', name: 'edge' })}}`, values: '604800x60' },
    ],
    promql_expr_test: [firing('30m', ['pod', 'name'],
      { alertname: 'IssuedCertificateExpires', name: 'edge' }, { alertname: 'RootCertificateExpires' }, { alertname: 'SigningCertificateExpires' },
      { alertname: 'WorkloadCertificateExpires', pod: 'cart-v1' })],
  },
];
