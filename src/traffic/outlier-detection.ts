import { Duration, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { fail } from '../core/errors';
import { Json } from '../core/mesh-object';
import { checkCounts, checkWeight, istioDuration } from '../core/values';

/**
 * When a pod counts as failed and for how long callers leave it alone (`OutlierDetection`). Each calling proxy judges by what it sees itself.
 */
export interface OutlierDetectionProps {
  /**
   * Errors in a row after which a pod is ejected (`consecutive5xxErrors`): answers of status 5xx, the application's own among them, and
   * failed connections.
   *
   * @default - such errors do not eject
   */
  readonly consecutiveErrors?: number;

  /**
   * Gateway errors in a row after which a pod is ejected (`consecutiveGatewayErrors`): 502, 503, 504 and failed connections. Without effect
   * where it is not below `consecutiveErrors`, which counts these too.
   *
   * @default - such errors do not eject
   */
  readonly consecutiveGatewayErrors?: number;

  /**
   * Failures to connect, time-outs and resets in a row after which a pod is ejected (`consecutiveLocalOriginFailures`). When it is
   * given, the other two count what the pod answered, and no longer these (`splitExternalLocalOriginErrors`).
   *
   * @default - the other two count these too
   */
  readonly consecutiveLocalOriginFailures?: number;

  /**
   * How often ejected pods are looked at (`interval`). Whole milliseconds.
   *
   * @default - 10 seconds
   */
  readonly interval?: Duration;

  /**
   * For how long a pod is ejected the first time (`baseEjectionTime`); the second time twice as long, and so on. Whole milliseconds.
   *
   * @default - 30 seconds
   */
  readonly baseEjectionTime?: Duration;

  /**
   * The share of the pods, in percent, that may be ejected at once (`maxEjectionPercent`), rounded down to whole pods. It must leave a pod.
   *
   * @default 50
   */
  readonly maxEjectionPercent?: number;

  /**
   * The share of pods, in percent, below which nothing is ejected and all are called, healthy or not (`minHealthPercent`).
   *
   * @default - Istio's: 0
   */
  readonly minHealthPercent?: number;
}

/**
 * When callers stop to call a pod that fails, and for how long.
 */
export class OutlierDetection {
  /**
   * Ejects pods that answer with errors, five in a row: what protects callers from a pod that is broken while others are well. Errors that
   * the application means (a 500 for a request that cannot be served) count too: take `unreachablePods` where it answers these.
   *
   * @param errors errors in a row, of status 5xx or by failed connections; five when not given
   */
  public static failingPods(errors?: number): OutlierDetection {
    return new OutlierDetection({ consecutiveErrors: errors ?? 5 });
  }

  /**
   * Ejects pods that cannot be reached or whose proxy answers for them (502, 503, 504), five times in a row: what protects callers from
   * pods that hang, crash or are cut off, whatever their application answers.
   *
   * @param errors such errors in a row; five when not given
   */
  public static unreachablePods(errors?: number): OutlierDetection {
    return new OutlierDetection({ consecutiveGatewayErrors: errors ?? 5 });
  }

  /**
   * Every field by itself.
   *
   * @param props at least one of the three counts
   */
  public static of(props: OutlierDetectionProps): OutlierDetection {
    return new OutlierDetection(props);
  }

  private constructor(private readonly props: OutlierDetectionProps) {}

  /** @internal the field of the policy; `defaultPercent` is asked for at synth */
  public _toJson(scope: Construct, defaultPercent?: () => number): Json {
    const { consecutiveErrors, consecutiveGatewayErrors, consecutiveLocalOriginFailures, interval, baseEjectionTime, minHealthPercent } = this.props;
    const counts = { consecutiveErrors, consecutiveGatewayErrors, consecutiveLocalOriginFailures };
    if (Object.values(counts).every(count => count === undefined)) {
      fail(scope, 'ejection counts no errors, so nothing would be ejected: give consecutiveErrors, consecutiveGatewayErrors or consecutiveLocalOriginFailures');
    }
    checkCounts(scope, 'ejection', counts);
    if (consecutiveErrors !== undefined && consecutiveGatewayErrors !== undefined && consecutiveGatewayErrors >= consecutiveErrors) {
      fail(scope, `ejection.consecutiveGatewayErrors ${consecutiveGatewayErrors} is never reached before consecutiveErrors ${consecutiveErrors}, which counts the same errors: give a lower number, or leave it out`);
    }
    return {
      outlierDetection: {
        // Zero switches it off; where nothing is said Envoy counts to five.
        consecutive5xxErrors: consecutiveErrors ?? 0,
        consecutiveGatewayErrors,
        consecutiveLocalOriginFailures,
        splitExternalLocalOriginErrors: consecutiveLocalOriginFailures === undefined ? undefined : true,
        interval: interval && istioDuration(scope, 'ejection.interval', interval),
        baseEjectionTime: baseEjectionTime && istioDuration(scope, 'ejection.baseEjectionTime', baseEjectionTime),
        maxEjectionPercent: this.props.maxEjectionPercent === undefined && defaultPercent
          ? Lazy.any({ produce: defaultPercent })
          : checkWeight(scope, 'ejection.maxEjectionPercent', this.maxEjectionPercent, 1),
        minHealthPercent: minHealthPercent === undefined ? undefined : checkWeight(scope, 'ejection.minHealthPercent', minHealthPercent),
      },
    };
  }

  /** @internal what is wrong with the share, given the pods of each version */
  public _problems(replicas: ReadonlyMap<string, number>): string[] {
    const percent = this.maxEjectionPercent;
    const problems = [...replicas].filter(([, count]) => ejectable(percent, count) >= count)
      .map(([version, count]) => `may eject ${count === 1 ? 'the one pod' : `all ${count} pods`} of ${version} at once (maxEjectionPercent ${percent}): use ${count === 1 ? 'at least two replicas' : `at most ${Math.floor((100 * (count - 1)) / count)}`}`);
    if (replicas.size > 0 && [...replicas.values()].every(count => ejectable(percent, count) === 0)) {
      const most = Math.max(...replicas.values());
      const sizes = [...replicas].map(([version, count]) => `${version} has ${count}`).join(', ');
      problems.push(`can eject nothing, maxEjectionPercent ${percent} of the pods is less than one (${sizes}): use ${most < 2 ? 'at least two replicas' : `at least ${Math.ceil(100 / most)}`}`);
    }
    return problems;
  }

  private get maxEjectionPercent(): number {
    return this.props.maxEjectionPercent ?? HALF;
  }
}

/** Of two pods or more it is at least one and never all. Istio's 10 % would eject none of fewer than ten. */
const HALF = 50;

/** Envoy rounds down to whole pods. */
function ejectable(percent: number, count: number): number {
  return Math.floor((percent * count) / 100);
}
