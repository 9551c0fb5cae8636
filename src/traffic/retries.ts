import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { fail, show } from '../core/errors';
import { Json } from '../core/mesh-object';
import { checkAtLeast, istioDuration } from '../core/values';

/**
 * When a failed request is tried again (`HTTPRetry`).
 */
export interface Retries {
  /**
   * How often a request is tried again (`attempts`), the first try not counted. Zero switches retries off, Istio's own included.
   */
  readonly attempts: number;

  /**
   * How long each try may take, the first one too (`perTryTimeout`). Whole milliseconds.
   *
   * @default - the timeout of the route
   */
  readonly perTryTimeout?: Duration;

  /**
   * The failures after which a request is tried again (`retryOn`), in Envoy's words: 'connect-failure', 'refused-stream', '5xx',
   * 'gateway-error', 'reset', 'unavailable', 'retriable-4xx', or a status such as '503'. With '5xx', 'gateway-error' and 'reset'
   * the server may have worked on the request already: give them for idempotent requests only.
   *
   * @default - Istio's: 'connect-failure', 'refused-stream', 'unavailable', 'cancelled', which the server did not work on
   */
  readonly retryOn?: string[];
}

const CONDITIONS = [
  '5xx', 'gateway-error', 'reset', 'reset-before-request', 'connect-failure', 'envoy-ratelimited', 'retriable-4xx', 'refused-stream',
  'retriable-status-codes', 'retriable-headers', 'http3-post-connect-failure', 'cancelled', 'deadline-exceeded', 'internal', 'resource-exhausted', 'unavailable',
];

/** The statuses that HTTP names; Istio refuses others. */
const STATUS = /^(10[0-3]|20[0-8]|226|30[0-578]|40\d|41[0-8]|42[1-689]|431|451|50[0-8]|51[01])$/;

/** Checks retries and writes them in Istio's words. */
export function retriesJson(scope: Construct, retries: Retries, timeout: Duration | undefined): Json {
  checkAtLeast(scope, 'retries.attempts', retries.attempts, 0);
  if (retries.attempts === 0 && (retries.perTryTimeout || retries.retryOn)) {
    fail(scope, 'retries.attempts 0 excludes perTryTimeout and retryOn: leave these out, or allow at least one attempt');
  }
  for (const condition of retries.retryOn ?? []) {
    if (!CONDITIONS.includes(condition) && !STATUS.test(condition)) {
      fail(scope, `retries.retryOn ${show(condition)} is not known to Envoy: use a status such as '503', or one of ${CONDITIONS.join(', ')}`);
    }
  }
  const perTry = retries.perTryTimeout && istioDuration(scope, 'retries.perTryTimeout', retries.perTryTimeout);
  if (retries.perTryTimeout && timeout && retries.perTryTimeout.toMilliseconds() > timeout.toMilliseconds()) {
    fail(scope, `retries.perTryTimeout of ${perTry} is longer than the timeout of ${istioDuration(scope, 'timeout', timeout)}: no retry would happen; shorten it or lengthen the timeout`);
  }
  return { attempts: retries.attempts, perTryTimeout: perTry, retryOn: retries.retryOn?.join(',') };
}
