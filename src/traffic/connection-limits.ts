import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { fail } from '../core/errors';
import { Json } from '../core/mesh-object';
import { checkCounts, istioDuration } from '../core/values';

/**
 * How much a calling proxy asks of a service at once (`ConnectionPoolSettings`). Each limit is one proxy's own: ten callers with a limit of
 * 100 may ask for 1,000. What goes beyond is answered at once, with status 503 (HTTP) or a closed connection (TCP).
 */
export interface ConnectionLimitsProps {
  /**
   * Connections to all pods together (`tcp.maxConnections`). For HTTP rather take `maxRequests`: a connection stays with its pod, so a
   * request for another pod waits although others are idle.
   *
   * @default - no limit
   */
  readonly maxConnections?: number;

  /**
   * Requests that may wait for a connection (`http.http1MaxPendingRequests`). A request for which a connection is being opened waits too.
   *
   * @default - no limit
   */
  readonly maxPendingRequests?: number;

  /**
   * Requests under way at most, of HTTP/1.1, HTTP/2 and gRPC alike (`http.http2MaxRequests`).
   *
   * @default - no limit
   */
  readonly maxRequests?: number;

  /**
   * Requests after which a connection is closed and a new one opened (`http.maxRequestsPerConnection`).
   *
   * @default - no limit
   */
  readonly maxRequestsPerConnection?: number;

  /**
   * Retries under way at most (`http.maxRetries`), so that retries do not add to an overload.
   *
   * @default - no limit
   */
  readonly maxRetries?: number;

  /**
   * For how long a proxy tries to connect (`tcp.connectTimeout`). Whole milliseconds.
   *
   * @default - 10 seconds, Istio's default
   */
  readonly connectTimeout?: Duration;

  /**
   * After how long without a request a connection of HTTP is closed (`http.idleTimeout`). Whole milliseconds.
   *
   * @default - an hour, Envoy's default
   */
  readonly idleTimeout?: Duration;

  /**
   * After how long a connection is closed, busy or not (`tcp.maxConnectionDuration`). Whole milliseconds.
   *
   * @default - no limit
   */
  readonly maxConnectionDuration?: Duration;
}

/**
 * How much a calling proxy asks of a service at once.
 */
export class ConnectionLimits {
  /**
   * At most so many requests at once (`http.http2MaxRequests`), what protects a service from more than it can do. For a service that
   * speaks TCP alone, so many connections (`tcp.maxConnections`).
   *
   * @param requests requests under way at most, from one calling proxy
   */
  public static atOnce(requests: number): ConnectionLimits {
    return new ConnectionLimits({ maxRequests: requests }, { maxConnections: requests });
  }

  /**
   * Limits one by one.
   *
   * @param props at least one limit
   */
  public static of(props: ConnectionLimitsProps): ConnectionLimits {
    return new ConnectionLimits(props);
  }

  private constructor(private readonly props: ConnectionLimitsProps, private readonly ofTcp?: ConnectionLimitsProps) {}

  /** @internal whether retries are limited by their number */
  public get _limitsRetries(): boolean {
    return this.props.maxRetries !== undefined;
  }

  /** @internal the fields of the policy, for a service that speaks HTTP at a port at least, or TCP alone */
  public _toJson(scope: Construct, speaksHttp: boolean): Json {
    const props = speaksHttp ? this.props : this.ofTcp ?? this.props;
    const { maxConnections, maxPendingRequests, maxRequests, maxRequestsPerConnection, maxRetries, idleTimeout } = props;
    checkCounts(scope, 'limits', { maxConnections, maxPendingRequests, maxRequests, maxRequestsPerConnection, maxRetries });
    const duration = (name: string, value: Duration | undefined) => value && istioDuration(scope, `limits.${name}`, value);
    const tcp = defined({
      maxConnections,
      connectTimeout: duration('connectTimeout', props.connectTimeout),
      maxConnectionDuration: duration('maxConnectionDuration', props.maxConnectionDuration),
    });
    const http = defined({
      http1MaxPendingRequests: maxPendingRequests,
      http2MaxRequests: maxRequests,
      maxRequestsPerConnection,
      maxRetries,
      idleTimeout: duration('idleTimeout', idleTimeout),
    });
    if (!tcp && !http) {
      fail(scope, 'limits say nothing: give at least one, for example ConnectionLimits.atOnce(100)');
    }
    const ofHttp = Object.entries({ maxPendingRequests, maxRequests, maxRequestsPerConnection, maxRetries, idleTimeout })
      .filter(([, value]) => value !== undefined);
    if (ofHttp.length > 0 && !speaksHttp) {
      fail(scope, `limits sets ${ofHttp.map(([name]) => name).join(', ')}, and no port of the service speaks HTTP: use maxConnections, connectTimeout and maxConnectionDuration`);
    }
    return { connectionPool: { tcp, http } };
  }
}

function defined(fields: Json): Json | undefined {
  return Object.values(fields).some(value => value !== undefined) ? fields : undefined;
}
