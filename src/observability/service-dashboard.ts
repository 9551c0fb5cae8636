import { Construct } from 'constructs';
import { addDashboard, DashboardProps } from './dashboard';
import { PanelProps, Query, Row, statPanel, timePanel } from './dashboard-json';
import { ServiceQueries } from './service-queries';
import { fail } from '../core/errors';
import { IMeshService } from '../service/i-mesh-service';

/** How far a query looks back: Grafana's own choice, at least four scrapes. */
const WINDOW = '$__rate_interval';
const VERSION = ['destination_version'];
const CALLER = ['source_workload', 'source_workload_namespace'];
const VERSION_LEGEND = '{{destination_version}}';
const CALLER_LEGEND = '{{source_workload}}.{{source_workload_namespace}}';
const QUANTILES: [name: string, quantile: number][] = [['p50', 0.5], ['p90', 0.9], ['p99', 0.99]];

/**
 * Which service a dashboard is of.
 */
export interface ServiceDashboardProps extends DashboardProps {
  /**
   * The service, with at least one port that proxies see (any but UDP).
   */
  readonly service: IMeshService;
}

/**
 * A Grafana dashboard of a service: rate, errors and duration of its requests, in all, by version and by caller; bytes and connections of its ports
 * that carry no HTTP. By Istio's standard metrics, as its own dashboards read them.
 */
export class ServiceDashboard extends Construct {
  constructor(scope: Construct, id: string, props: ServiceDashboardProps) {
    super(scope, id);
    const { service } = props;
    const queries = new ServiceQueries(service, '$reporter');
    if (!queries.countsRequests && !queries.countsConnections) {
      fail(this, `shows '${service.node.path}', whose ports are all UDP, which no proxy counts: leave it out`);
    }
    addDashboard(this, props, {
      uid: `${service.namespace}-${service.serviceName}`,
      title: `${service.serviceName}.${service.namespace}`,
      description: `Requests and connections to ${service.host}`,
      tags: ['istio', 'service'],
      rows: [...(queries.countsRequests ? requestRows(queries) : []), ...(queries.countsConnections ? connectionRows(queries) : [])],
    });
  }
}

function requestRows(queries: ServiceQueries): Row[] {
  const stats: PanelProps[] = [
    { title: 'Requests', unit: 'reqps', width: 6, queries: [{ legend: 'requests', expr: queries.requests(WINDOW) }] },
    { title: 'Success', description: SUCCESS, unit: 'percentunit', width: 6, queries: [{ legend: 'success', expr: queries.successRatio(WINDOW) }] },
    ...[QUANTILES[0], QUANTILES[2]].map(([name, quantile]) => ({
      title: `Duration, ${name}`, unit: 'ms', width: 6, queries: [{ legend: name, expr: queries.duration(quantile, WINDOW) }],
    })),
  ];
  return [
    { title: 'Requests', panels: stats.map(statPanel) },
    {
      title: 'By response',
      panels: [timePanel({
        title: 'Requests by response',
        unit: 'reqps',
        width: 24,
        queries: [{ legend: '{{response_code}} {{response_flags}}', expr: queries.requests(WINDOW, ['response_code', 'response_flags']) }],
      })],
    },
    { title: 'By version', panels: requestPanels(queries, VERSION, VERSION_LEGEND) },
    { title: 'By caller', panels: requestPanels(queries, CALLER, CALLER_LEGEND) },
  ];
}

const SUCCESS = 'The share of requests that did not fail by the server\'s fault: HTTP status below 500, and for gRPC a status that is not the server\'s';

function requestPanels(queries: ServiceQueries, by: readonly string[], legend: string) {
  return [
    timePanel({ title: 'Requests', unit: 'reqps', width: 8, queries: [{ legend, expr: queries.requests(WINDOW, by) }] }),
    timePanel({ title: 'Errors', unit: 'percentunit', width: 8, queries: [{ legend, expr: queries.errorRatio(WINDOW, by) }] }),
    timePanel({
      title: 'Duration',
      unit: 'ms',
      width: 8,
      queries: QUANTILES.map(([name, quantile]): Query => ({ legend: `${legend} ${name}`, expr: queries.duration(quantile, WINDOW, by) })),
    }),
  ];
}

function connectionRows(queries: ServiceQueries): Row[] {
  return ([['Connections by version', VERSION, VERSION_LEGEND], ['Connections by caller', CALLER, CALLER_LEGEND]] as const).map(([title, by, legend]) => ({
    title,
    panels: [
      timePanel({ title: 'Bytes received', unit: 'Bps', width: 8, queries: [{ legend, expr: queries.bytes('received', WINDOW, by) }] }),
      timePanel({ title: 'Bytes sent', unit: 'Bps', width: 8, queries: [{ legend, expr: queries.bytes('sent', WINDOW, by) }] }),
      timePanel({
        title: 'Connections',
        unit: 'cps',
        width: 8,
        queries: (['opened', 'closed'] as const).map((event): Query => ({ legend: `${legend} ${event}`, expr: queries.connections(event, WINDOW, by) })),
      }),
    ],
  }));
}
