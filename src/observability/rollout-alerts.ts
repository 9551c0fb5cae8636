import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { prometheusDuration } from './prometheus-duration';
import { Rollout } from './rollout';
import { addRules, AlertProps, AlertRule } from './rules';
import { ServiceQueries } from './service-queries';
import { fail } from '../core/errors';
import { checkAtLeast, checkPercent } from '../core/values';

/**
 * When a version counts as worse than the one that it may replace.
 */
export interface RolloutAlertsProps extends AlertProps {
  /**
   * The canary or the blue/green service.
   */
  readonly rollout: Rollout;

  /**
   * By how many percentage points more of the candidate's requests may fail than of the stable version's.
   *
   * @default 1
   */
  readonly tolerance?: number;

  /**
   * How many times as long the candidate's slowest percent may take (p99), at least 1.
   *
   * @default 1.5
   */
  readonly slowdown?: number;

  /**
   * The time that is compared, in whole minutes of at least 2.
   *
   * @default Duration.minutes(10)
   */
  readonly window?: Duration;

  /**
   * The least number of requests in that time of which anything is concluded, for each of the two versions.
   *
   * @default 100
   */
  readonly minimumRequests?: number;
}

/**
 * Alerts when a version on trial fails more often or answers slower than the one that it may replace, as soon as both have had requests enough to tell.
 */
export class RolloutAlerts extends Construct {
  /**
   * The PrometheusRule, to patch it; undefined where a stack takes the rules.
   */
  public readonly prometheusRule?: ApiObject;

  constructor(scope: Construct, id: string, props: RolloutAlertsProps) {
    super(scope, id);
    const service = props.rollout._service;
    const { stable, candidate } = props.rollout._versions(this);
    const [was, is] = [stable, candidate].map(version => new ServiceQueries(service, 'source', { destination_version: version }));
    if (!is.countsRequests) {
      fail(this, `compares versions of '${service.node.path}', which has no port that carries HTTP: proxies see neither errors nor durations of other connections; leave it out`);
    }
    const tolerance = checkPercent(this, 'tolerance', props.tolerance ?? 1);
    const slowdown = props.slowdown ?? 1.5;
    if (!(slowdown >= 1 && slowdown < Infinity)) {
      fail(this, `slowdown ${slowdown} is not allowed: use a factor of at least 1, for example 1.5`);
    }
    const least = checkAtLeast(this, 'minimumRequests', props.minimumRequests ?? 100, 1);
    const given = props.window ?? Duration.minutes(10);
    if (!(given.toSeconds({ integral: false }) >= 120)) {
      fail(this, `window of ${given.toSeconds({ integral: false })} s is too short to hold several scrapes: use at least 2 minutes`);
    }
    const window = prometheusDuration(this, 'window', given);
    const enough = [is, was].map(queries => `and ${queries.requestCount(window)} >= ${least}`).join('\n');
    const name = `${service.serviceName}.${service.namespace}`;
    const rule = (alert: string, expr: string, summary: string, description: string): AlertRule => ({
      alert, expr: `${expr}\n${enough}`, severity: 'page', labels: { destination_service: service.host, destination_version: candidate }, summary, description,
    });
    this.prometheusRule = addRules(this, props, `${service.serviceName}-rollout-alerts`, [{
      name: `${name}-rollout`,
      rules: [
        rule('CandidateFailsMore', `(${is.errorRatio(window)})\n- (${was.errorRatio(window)}) > ${tolerance / 100}`,
          `${candidate} of ${name} fails more often than ${stable}`,
          `by {{ $value | humanizePercentage }} of its requests in ${window}, and ${tolerance} % are tolerated`),
        rule('CandidateSlower', `${is.duration(0.99, window)}\n> ${slowdown} * ${was.duration(0.99, window)}`,
          `${candidate} of ${name} is slower than ${stable}`,
          `its p99 is {{ $value | humanize }} ms in ${window}, more than ${slowdown} times that of ${stable}`),
      ],
    }]);
  }
}
