import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { burnAlerts, Objective, recordings } from './burn-rate';
import { series } from './promql';
import { addRules, AlertProps } from './rules';
import { DURATION_BUCKETS, ServiceQueries } from './service-queries';
import { fail } from '../core/errors';
import { IMeshService } from '../service/i-mesh-service';

/**
 * How many requests must be answered how fast.
 */
export interface LatencyObjective {
  /**
   * The duration within which a request counts as good. One of the bounds of the buckets into which proxies count: 0.5, 1, 5, 10, 25, 50, 100, 250 or 500 ms,
   * 1, 2.5, 5, 10, 30 or 60 s, 5, 10 or 30 min, 1 h.
   */
  readonly threshold: Duration;

  /**
   * The share of requests in percent that must be that fast, above 0 and below 100.
   */
  readonly percent: number;
}

/**
 * What a service promises.
 */
export interface ServiceAlertsProps extends AlertProps {
  /**
   * The service, with at least one port that carries HTTP.
   */
  readonly service: IMeshService;

  /**
   * The share of requests in percent that must not fail by the server's fault (HTTP status from 500, and the statuses of gRPC that are the server's),
   * above 0 and below 100.
   *
   * @default 99.9
   */
  readonly availability?: number;

  /**
   * How many requests must be answered how fast.
   *
   * @default - nothing is promised
   */
  readonly latency?: LatencyObjective;

  /**
   * The time over which the promise holds, whole days from 7 to 90.
   *
   * @default Duration.days(30)
   */
  readonly window?: Duration;
}

/**
 * Alerts when a service spends its error budget too fast: four pairs of a long and a short window, as Google's SRE workbook has them. The two fast ones page, the two slow
 * ones make a ticket. What fails is what the callers' proxies see (`reporter="source"`, gateways among them), so pods that are gone count too.
 */
export class ServiceAlerts extends Construct {
  /**
   * The PrometheusRule, to patch it; undefined where a stack takes the rules.
   */
  public readonly prometheusRule?: ApiObject;

  constructor(scope: Construct, id: string, props: ServiceAlertsProps) {
    super(scope, id);
    const { service, availability = 99.9, latency } = props;
    const queries = new ServiceQueries(service, 'source');
    if (!queries.countsRequests) {
      fail(this, `promises something of '${service.node.path}', which has no port that carries HTTP: proxies see neither errors nor durations of other connections; leave it out`);
    }
    const name = `${service.serviceName}.${service.namespace}`;
    const common = {
      selector: series('', { destination_service: service.host }),
      windowDays: (props.window ?? Duration.days(30)).toDays({ integral: false }),
      subject: name,
    };
    const by = ['destination_service'];
    const objectives: Objective[] = [{
      ...common,
      record: 'service:istio_request_errors:ratio_rate',
      badRatio: window => queries.errorRatio(window, by),
      percent: availability,
      alert: 'ErrorBudgetBurn',
      verb: 'fail',
      what: 'availability',
    }];
    if (latency) {
      const bound = this.boundOf(latency.threshold);
      objectives.push({
        ...common,
        record: 'service:istio_slow_requests:ratio_rate',
        badRatio: window => queries.slowRatio(bound, window, by),
        percent: latency.percent,
        alert: 'LatencyBudgetBurn',
        verb: `take longer than ${bound} ms`,
        what: 'latency.percent',
      });
    }
    this.prometheusRule = addRules(this, props, `${service.serviceName}-alerts`, objectives.map(objective => ({
      name: `${name}-${objective.alert === 'ErrorBudgetBurn' ? 'availability' : 'latency'}`,
      rules: [...recordings(objective), ...burnAlerts(this, objective)],
    })));
  }

  private boundOf(threshold: Duration): number {
    const millis = threshold.toMilliseconds({ integral: false });
    if (!DURATION_BUCKETS.includes(millis)) {
      fail(this, `latency.threshold of ${millis} ms is none that proxies count by: use one of ${DURATION_BUCKETS.join(', ')} ms`);
    }
    return millis;
  }
}
