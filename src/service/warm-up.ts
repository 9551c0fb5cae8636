import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { fail } from '../core/errors';
import { Json } from '../core/mesh-object';
import { checkWeight, istioDuration } from '../core/values';

/**
 * For how long a pod that is new to a calling proxy gets less than its share of the requests, and how much less (`warmup`).
 */
export interface WarmUp {
  /**
   * How long it takes until the pod has its whole share (`duration`). Whole milliseconds.
   */
  readonly duration: Duration;

  /**
   * What the pod has of its share at the least, in percent, a whole number from 1 to 100 (`minimumPercent`).
   *
   * @default - Istio's: 10
   */
  readonly minimumPercent?: number;

  /**
   * How the share grows over the time: 1 is evenly, more is faster at first (`aggression`).
   *
   * @default - Istio's: 1
   */
  readonly aggression?: number;
}

/**
 * How a pod comes into its share of the requests.
 */
export interface WarmUpOptions {
  /**
   * Lets pods that are new warm up (`warmup`), caches and compilers for example.
   *
   * @default - a new pod gets its whole share at once
   */
  readonly warmUp?: WarmUp;
}

/** Checks how pods warm up and writes it in Istio's words. */
export function warmUpJson(scope: Construct, { duration, minimumPercent, aggression }: WarmUp): Json {
  if (aggression !== undefined && !(aggression > 0 && Number.isFinite(aggression))) {
    fail(scope, `warmUp.aggression ${aggression} is not allowed: use a number above 0, 1 for a share that grows evenly`);
  }
  return {
    duration: istioDuration(scope, 'warmUp.duration', duration),
    minimumPercent: minimumPercent === undefined ? undefined : checkWeight(scope, 'warmUp.minimumPercent', minimumPercent, 1),
    aggression,
  };
}
