import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { fail, show } from '../core/errors';
import { Json } from '../core/mesh-object';
import { checkAtLeast, istioDuration } from '../core/values';
import { RetriesByMethod } from '../routing/settings';

/**
 * When a failed request is tried again (`HTTPRetry`). A retry goes to another pod than the tries before it, where there is one
 * (`retryIgnorePreviousHosts`).
 */
export interface Retries {
  /**
   * How often a request is tried again (`attempts`), the first try not counted. Zero switches retries off, Istio's own included.
   */
  readonly attempts: number;

  /**
   * How long each try may take, the first one too (`perTryTimeout`). Whole milliseconds. A try that takes longer is repeated where `retryOn` has
   * '5xx', 'gateway-error' or 'reset'; requests for which these do not hold may take as long as the route's timeout says.
   *
   * @default - the timeout of the route
   */
  readonly perTryTimeout?: Duration;

  /**
   * The failures after which a request is tried again (`retryOn`), in Envoy's words: 'connect-failure', 'refused-stream', '5xx',
   * 'gateway-error', 'reset', 'unavailable', 'retriable-4xx', or a status such as '503'. After all but 'connect-failure', 'refused-stream' and
   * 'reset-before-request' the service may have worked on the request already: these hold for GET, HEAD, OPTIONS, TRACE, PUT and DELETE, which may be
   * repeated without harm, and for other methods only with `everyMethod`.
   *
   * @default - 'connect-failure' and 'refused-stream': the request never reached the service
   */
  readonly retryOn?: string[];

  /**
   * Whether requests of every method may be repeated without harm, POST too, and so all calls of gRPC.
   *
   * @default false
   */
  readonly everyMethod?: boolean;

  /**
   * How long a retry waits (`backoff`): a random time, up to this before the first, up to twice as long before the second, and so on, up to ten times as
   * long. Whole milliseconds.
   *
   * @default - 25 milliseconds, Envoy's default
   */
  readonly backoff?: Duration;

  /**
   * Whether retries go to pods of the next priority, another locality or the version that stands in (`retryRemoteLocalities`).
   *
   * @default false
   */
  readonly remoteLocalities?: boolean;
}

const CONDITIONS = [
  '5xx', 'gateway-error', 'reset', 'reset-before-request', 'connect-failure', 'envoy-ratelimited', 'retriable-4xx', 'refused-stream',
  'retriable-status-codes', 'retriable-headers', 'http3-post-connect-failure', 'cancelled', 'deadline-exceeded', 'internal', 'resource-exhausted', 'unavailable',
];

/** After these the request never reached the service. */
const UNSENT = ['connect-failure', 'refused-stream', 'reset-before-request', 'http3-post-connect-failure'];
const DEFAULT_CONDITIONS = ['connect-failure', 'refused-stream'];

/** A try that was cut off for its time meets these alone. */
const TIMED_OUT = ['5xx', 'gateway-error', 'reset'];

/** The statuses that HTTP names; Istio refuses others. */
const STATUS = /^(10[0-3]|20[0-8]|226|30[0-578]|40\d|41[0-8]|42[1-689]|431|451|50[0-8]|51[01])$/;

/** Checks retries and writes them in Istio's words; `speaksGrpcAlone`: all requests have the method POST. */
export function retriesJson(scope: Construct, retries: Retries, timeout: Duration | undefined, speaksGrpcAlone: boolean): Json | RetriesByMethod {
  const { attempts, retryOn = DEFAULT_CONDITIONS, perTryTimeout, backoff, remoteLocalities } = retries;
  checkAtLeast(scope, 'retries.attempts', attempts, 0);
  if (attempts === 0) {
    const beside = Object.entries(retries).filter(([name, value]) => name !== 'attempts' && value !== undefined).map(([name]) => name);
    if (beside.length > 0) {
      fail(scope, `retries.attempts 0 excludes ${beside.join(', ')}: leave it out, or allow at least one attempt`);
    }
    return { attempts: 0 };
  }
  checkConditions(scope, retryOn);
  checkTimes(scope, retries, timeout);
  const json = (conditions: readonly string[]): Json => conditions.length === 0 ? { attempts: 0 } : {
    attempts,
    // Where nothing repeats a try that took too long, cutting it off would only shorten the timeout.
    perTryTimeout: perTryTimeout && repeatsTimedOut(conditions) ? istioDuration(scope, 'retries.perTryTimeout', perTryTimeout) : undefined,
    retryOn: conditions.join(','),
    backoff: backoff && istioDuration(scope, 'retries.backoff', backoff),
    // Istio's default but for consistent hashes, where a retry would go to the pod that failed.
    retryIgnorePreviousHosts: true,
    retryRemoteLocalities: remoteLocalities || undefined,
  };
  const unsent = retryOn.filter(condition => UNSENT.includes(condition));
  if (retries.everyMethod || unsent.length === retryOn.length) {
    return json(retryOn);
  }
  if (speaksGrpcAlone) {
    const rest = retryOn.filter(condition => !UNSENT.includes(condition));
    fail(scope, `retries.retryOn has ${rest.map(show).join(', ')}, after which the service may have worked on a call, and every call of gRPC is a POST: set everyMethod where calls may be repeated without harm, or leave it out`);
  }
  return new RetriesByMethod(json(retryOn), json(unsent));
}

function checkConditions(scope: Construct, retryOn: readonly string[]): void {
  if (retryOn.length === 0) {
    fail(scope, 'retries.retryOn is empty, so nothing would be tried again: name a condition, or set attempts to 0');
  }
  for (const condition of retryOn) {
    if (!CONDITIONS.includes(condition) && !STATUS.test(condition)) {
      fail(scope, `retries.retryOn ${show(condition)} is not known to Envoy: use a status such as '503', or one of ${CONDITIONS.join(', ')}`);
    }
  }
}

function checkTimes(scope: Construct, { perTryTimeout, retryOn = DEFAULT_CONDITIONS }: Retries, timeout: Duration | undefined): void {
  if (!perTryTimeout) {
    return;
  }
  const perTry = istioDuration(scope, 'retries.perTryTimeout', perTryTimeout);
  if (timeout && perTryTimeout.toMilliseconds() > timeout.toMilliseconds()) {
    fail(scope, `retries.perTryTimeout of ${perTry} is longer than the timeout of ${istioDuration(scope, 'timeout', timeout)}: no retry would happen; shorten it or lengthen the timeout`);
  }
  if (!repeatsTimedOut(retryOn)) {
    fail(scope, `retries.perTryTimeout of ${perTry} would end a try, and retryOn (${retryOn.join(', ')}) has nothing that repeats it: add '5xx', 'gateway-error' or 'reset'`);
  }
}

function repeatsTimedOut(conditions: readonly string[]): boolean {
  return conditions.some(condition => TIMED_OUT.includes(condition));
}
