import { Construct } from 'constructs';
import { ConnectionLimits } from './connection-limits';
import { OutlierDetection } from './outlier-detection';
import { podsOf, sayOfPods } from './pods-policy';
import { fail } from '../core/errors';
import { Json } from '../core/mesh-object';
import { checkAtLeast, checkPercent } from '../core/values';
import { IRoutedHost } from '../service/i-routed-host';
import { trafficOf } from '../service/port';
import { ServiceVersion } from '../service/service-version';

/**
 * How many retries a calling proxy may have under way (`RetryBudget`). Further ones are left out: the failure goes to the caller.
 */
export interface RetryBudget {
  /**
   * Their share of the requests under way, in percent (`percent`): 0 to 100.
   */
  readonly percent: number;

  /**
   * So many are always allowed (`minRetryConcurrency`), for callers that have few requests under way.
   *
   * @default 3
   */
  readonly minConcurrency?: number;
}

/**
 * What callers of a service do when it cannot keep up or some of its pods fail.
 */
export interface CircuitBreakerProps {
  /**
   * The service whose callers are meant, in the mesh or outside. Either this or `version`.
   *
   * @default - `version` says it
   */
  readonly service?: IRoutedHost;

  /**
   * The version whose callers are meant. What is said of the service holds for it too, where this says nothing else.
   *
   * @default - all versions of `service`
   */
  readonly version?: ServiceVersion;

  /**
   * How much a caller asks at once (`trafficPolicy.connectionPool`).
   *
   * @default - no limits
   */
  readonly limits?: ConnectionLimits;

  /**
   * Which pods a caller leaves alone for a while (`trafficPolicy.outlierDetection`).
   *
   * @default - none
   */
  readonly ejection?: OutlierDetection;

  /**
   * How many retries a caller sends beside its other requests (`trafficPolicy.retryBudget`), so that retries do not add to an overload.
   *
   * @default - no limit
   */
  readonly retryBudget?: RetryBudget;
}

/**
 * Keeps a service that is slow or broken from taking its callers with it: calls beyond a limit fail at once instead of waiting, and
 * pods that fail are left alone for a while.
 *
 * It is the callers' proxies that act, each on what it sees itself. Written into the service's DestinationRule.
 */
export class CircuitBreaker extends Construct {
  constructor(scope: Construct, id: string, props: CircuitBreakerProps) {
    super(scope, id);
    const { limits, ejection, retryBudget } = props;
    const pods = podsOf(this, props);
    if (!limits && !ejection && !retryBudget) {
      fail(this, 'says nothing: give limits, ejection or retryBudget');
    }
    const speaksHttp = pods.service._ports.some(({ protocol }) => trafficOf(protocol) === 'http');
    if (retryBudget && !speaksHttp) {
      fail(this, 'has a retryBudget, and no port of the service speaks HTTP, so nothing is retried: leave it out');
    }
    const fields = {
      ...limits?._toJson(this, speaksHttp),
      ...ejection?._toJson(this),
      retryBudget: retryBudget && this.budgetJson(retryBudget, limits),
    };
    sayOfPods(this, pods, fields, ejection);
  }

  private budgetJson({ percent, minConcurrency }: RetryBudget, limits?: ConnectionLimits): Json {
    if (limits?._limitsRetries) {
      fail(this, 'limits retries by limits.maxRetries and by retryBudget, of which Envoy takes the budget alone: leave one of them out');
    }
    return {
      percent: checkPercent(this, 'retryBudget.percent', percent),
      minRetryConcurrency: minConcurrency === undefined ? 3 : checkAtLeast(this, 'retryBudget.minConcurrency', minConcurrency, 1),
    };
  }
}
