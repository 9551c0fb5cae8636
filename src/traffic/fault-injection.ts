import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { layOver } from './request-policy';
import { fail, show } from '../core/errors';
import { Json } from '../core/mesh-object';
import { MeshSettings } from '../core/mesh-settings';
import { checkStatus, istioDuration, percentJson } from '../core/values';
import { RouteMatch } from '../routing/route-match';
import { IRoutedHost } from '../service/i-routed-host';
import { speaksGrpc } from '../service/port';

/**
 * A wait before a request is sent on (`HTTPFaultInjection.Delay`).
 */
export interface FaultDelay {
  /**
   * How long the request waits (`fixedDelay`). Whole milliseconds. It does not count towards a timeout of the same route, only towards
   * those of callers further away.
   */
  readonly time: Duration;

  /**
   * The share of the requests that wait, in percent (`percentage`): 0, or from 0.0001 to 100.
   *
   * @default 100
   */
  readonly percent?: number;
}

/**
 * An error that callers get instead of the service's answer (`HTTPFaultInjection.Abort`).
 */
export class FaultAbort {
  /**
   * An HTTP status (`httpStatus`).
   *
   * @param status 200 to 599
   * @param percent the share of the requests, in percent: 0, or from 0.0001 to 100; all when not given
   */
  public static http(status: number, percent?: number): FaultAbort {
    return new FaultAbort(scope => ({
      percentage: percentJson(scope, 'abort.percent', percent ?? 100),
      httpStatus: checkStatus(scope, 'abort status', status),
    }));
  }

  /**
   * A gRPC status (`grpcStatus`).
   *
   * @param status its name, for example 'UNAVAILABLE'
   * @param percent the share of the calls, in percent: 0, or from 0.0001 to 100; all when not given
   */
  public static grpc(status: string, percent?: number): FaultAbort {
    return new FaultAbort((scope, hasGrpc) => {
      if (!GRPC_ERRORS.includes(status)) {
        fail(scope, `aborts with gRPC status ${show(status)}, which is no error: use one of ${GRPC_ERRORS.join(', ')}`);
      }
      if (!hasGrpc) {
        fail(scope, 'aborts with a gRPC status, and the service has no port that speaks GRPC: use FaultAbort.http');
      }
      return { percentage: percentJson(scope, 'abort.percent', percent ?? 100), grpcStatus: status };
    });
  }

  private constructor(private readonly json: (scope: Construct, hasGrpc: boolean) => Json) {}

  /** @internal the fault, checked */
  public _toJson(scope: Construct, hasGrpc: boolean): Json {
    return this.json(scope, hasGrpc);
  }
}

const GRPC_ERRORS = [
  'CANCELLED', 'UNKNOWN', 'INVALID_ARGUMENT', 'DEADLINE_EXCEEDED', 'NOT_FOUND', 'ALREADY_EXISTS', 'PERMISSION_DENIED', 'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION', 'ABORTED', 'OUT_OF_RANGE', 'UNIMPLEMENTED', 'INTERNAL', 'UNAVAILABLE', 'DATA_LOSS', 'UNAUTHENTICATED',
];

/**
 * Errors and delays on purpose.
 */
export interface FaultInjectionProps {
  /**
   * The service whose requests are disturbed.
   */
  readonly service: IRoutedHost;

  /**
   * Which requests: those that meet one of the matches (`match`).
   *
   * @default - all
   */
  readonly match?: RouteMatch[];

  /**
   * The wait before requests are sent on (`fault.delay`).
   *
   * @default - none
   */
  readonly delay?: FaultDelay;

  /**
   * The error that callers get instead (`fault.abort`). Independent of the delay: a request may wait and then fail.
   *
   * @default - none
   */
  readonly abort?: FaultAbort;

  /**
   * Says that the faults are meant to meet real users, where `MeshSettings` are of production.
   *
   * @default false
   */
  readonly allowInProduction?: boolean;

  /**
   * The place of the faults where others are set for overlapping requests and neither match is the more specific: the lower wins.
   *
   * @default 0
   */
  readonly order?: number;

  /**
   * The ports of the service that the faults are for.
   *
   * @default - all that speak HTTP
   */
  readonly ports?: number[];
}

/**
 * Makes requests to a service slow or fail on purpose, to see what becomes of its callers. Laid over every route that the requests take: the
 * split of a canary stays what it is.
 *
 * The callers' proxies do it; the service never sees a request that is aborted. Retries of the same route do not apply to them.
 */
export class FaultInjection extends Construct {
  constructor(scope: Construct, id: string, props: FaultInjectionProps) {
    super(scope, id);
    const { service, delay, abort } = props;
    if (!delay && !abort) {
      fail(this, 'says nothing: give delay, abort or both');
    }
    if (MeshSettings.of(this).production && !props.allowInProduction) {
      fail(this, 'injects faults into a mesh of production, whose users would meet them: remove it, or set allowInProduction');
    }
    const grpc = service._ports.some(({ protocol }) => speaksGrpc(protocol));
    layOver(this, props, {
      fault: {
        delay: delay && { percentage: percentJson(this, 'delay.percent', delay.percent ?? 100), fixedDelay: istioDuration(this, 'delay.time', delay.time) },
        abort: abort?._toJson(this, grpc),
      },
    });
  }
}
