import { Construct } from 'constructs';
import { addDashboard, DashboardProps } from './dashboard';
import { Row, stackedPanel, statPanel, timePanel } from './dashboard-json';
import { oneOf } from './promql';
import { Rollout } from './rollout';
import { ServiceQueries } from './service-queries';
import { fail } from '../core/errors';

const WINDOW = '$__rate_interval';
const VERSION = ['destination_version'];
const LEGEND = '{{destination_version}}';

/**
 * Which versions a dashboard sets side by side.
 */
export interface RolloutDashboardProps extends DashboardProps {
  /**
   * The canary or the blue/green service.
   */
  readonly rollout: Rollout;
}

/**
 * A Grafana dashboard that sets two versions of a service side by side: success, duration, rate and share of traffic. The service needs a port that carries HTTP.
 */
export class RolloutDashboard extends Construct {
  constructor(scope: Construct, id: string, props: RolloutDashboardProps) {
    super(scope, id);
    const service = props.rollout._service;
    const { stable, candidate } = props.rollout._versions(this);
    const both = new ServiceQueries(service, '$reporter', { destination_version: oneOf([stable, candidate]) });
    if (!both.countsRequests) {
      fail(this, `compares versions of '${service.node.path}', which has no port that carries HTTP: proxies see neither errors nor durations of other connections; leave it out`);
    }
    addDashboard(this, props, {
      uid: `${service.namespace}-${service.serviceName}-rollout`,
      title: `${service.serviceName}.${service.namespace}: ${stable} and ${candidate}`,
      description: `Versions ${stable} and ${candidate} of ${service.host} side by side`,
      tags: ['istio', 'rollout'],
      rows: [
        ...[stable, candidate].map((version): Row => {
          const queries = new ServiceQueries(service, '$reporter', { destination_version: version });
          return {
            title: `Version ${version}`,
            panels: [
              statPanel({ title: `Success of ${version}`, unit: 'percentunit', width: 8, queries: [{ legend: version, expr: queries.successRatio(WINDOW) }] }),
              statPanel({ title: `Duration of ${version}, p99`, unit: 'ms', width: 8, queries: [{ legend: version, expr: queries.duration(0.99, WINDOW) }] }),
              statPanel({ title: `Requests to ${version}`, unit: 'reqps', width: 8, queries: [{ legend: version, expr: queries.requests(WINDOW) }] }),
            ],
          };
        }),
        {
          title: 'Side by side',
          panels: [
            timePanel({ title: 'Success', unit: 'percentunit', width: 12, queries: [{ legend: LEGEND, expr: both.successRatio(WINDOW, VERSION) }] }),
            timePanel({ title: 'Duration, p99', unit: 'ms', width: 12, queries: [{ legend: LEGEND, expr: both.duration(0.99, WINDOW, VERSION) }] }),
            timePanel({ title: 'Requests', unit: 'reqps', width: 12, queries: [{ legend: LEGEND, expr: both.requests(WINDOW, VERSION) }] }),
            stackedPanel({
              title: 'Share of traffic',
              unit: 'percentunit',
              width: 12,
              queries: [{ legend: LEGEND, expr: `${both.requests(WINDOW, VERSION)} / on () group_left () ${both.requests(WINDOW)}` }],
            }),
          ],
        },
      ],
    });
  }
}
