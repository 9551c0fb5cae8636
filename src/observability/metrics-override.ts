import { IConstruct } from 'constructs';
import { sidesOf, TrafficSide } from './traffic-side';
import { fail, show } from '../core/errors';
import { Json } from '../core/mesh-object';

/** As Prometheus has its labels. */
const LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/**
 * Istio's standard metrics (`metric`).
 */
export enum IstioMetric {
  /** Requests: `istio_requests_total`. */
  REQUEST_COUNT = 'REQUEST_COUNT',
  /** How long they took: `istio_request_duration_milliseconds`. */
  REQUEST_DURATION = 'REQUEST_DURATION',
  /** The size of their bodies: `istio_request_bytes`. */
  REQUEST_SIZE = 'REQUEST_SIZE',
  /** The size of the answers' bodies: `istio_response_bytes`. */
  RESPONSE_SIZE = 'RESPONSE_SIZE',
  /** TCP connections opened: `istio_tcp_connections_opened_total`. */
  TCP_OPENED_CONNECTIONS = 'TCP_OPENED_CONNECTIONS',
  /** TCP connections closed: `istio_tcp_connections_closed_total`. */
  TCP_CLOSED_CONNECTIONS = 'TCP_CLOSED_CONNECTIONS',
  /** Bytes sent over TCP: `istio_tcp_sent_bytes_total`. */
  TCP_SENT_BYTES = 'TCP_SENT_BYTES',
  /** Bytes received over TCP: `istio_tcp_received_bytes_total`. */
  TCP_RECEIVED_BYTES = 'TCP_RECEIVED_BYTES',
  /** Messages of gRPC that clients sent: `istio_request_messages_total`. */
  GRPC_REQUEST_MESSAGES = 'GRPC_REQUEST_MESSAGES',
  /** Messages of gRPC that servers sent: `istio_response_messages_total`. */
  GRPC_RESPONSE_MESSAGES = 'GRPC_RESPONSE_MESSAGES',
}

/**
 * What becomes of a label of a metric (`tagOverrides`).
 */
export class MetricTag {
  /**
   * The label has the value of an expression in CEL, over the attributes that Envoy and Istio know, for example "request.host". Each value makes series of its own
   * in Prometheus: what has many, a path or a user, does not belong here.
   *
   * @param expression the expression
   */
  public static expression(expression: string): MetricTag {
    return new MetricTag((scope, name) => expression.trim() === ''
      ? fail(scope, `tag ${show(name)} of a metric has an empty expression: write CEL, for example "request.host", or use MetricTag.removed()`)
      : { value: expression });
  }

  /**
   * The label is left out.
   */
  public static removed(): MetricTag {
    return new MetricTag(() => ({ operation: 'REMOVE' }));
  }

  private constructor(private readonly json: (scope: IConstruct, name: string) => Json) {}

  /** @internal */
  public _toJson(scope: IConstruct, name: string): Json {
    return LABEL.test(name) ? this.json(scope, name) : fail(scope, `tag ${show(name)} of a metric is no label of Prometheus: use letters, digits and '_', beginning with no digit`);
  }
}

/**
 * Of which metrics a change is.
 */
export interface MetricsOverrideOptions {
  /**
   * The metric (`match.metric`).
   *
   * @default - all of Istio's
   */
  readonly metric?: IstioMetric;

  /**
   * The side (`match.mode`): who calls counts a request, and so does who is called.
   *
   * @default - both
   */
  readonly side?: TrafficSide;
}

/**
 * How a scope's metrics differ from Istio's (`overrides`). They are applied in order, on top of those of wider scopes.
 */
export class MetricsOverride {
  /**
   * Labels are added, changed or removed.
   *
   * @param tags what becomes of them, by their names
   * @param options of which metrics
   */
  public static tags(tags: { [name: string]: MetricTag }, options: MetricsOverrideOptions = {}): MetricsOverride {
    return new MetricsOverride(options, undefined, tags);
  }

  /**
   * Metrics are not kept (`disabled: true`).
   *
   * @param options which of them
   */
  public static off(options: MetricsOverrideOptions = {}): MetricsOverride {
    return new MetricsOverride(options, true);
  }

  /**
   * Metrics are kept that a wider scope has switched off (`disabled: false`).
   *
   * @param options which of them
   */
  public static on(options: MetricsOverrideOptions = {}): MetricsOverride {
    return new MetricsOverride(options, false);
  }

  private constructor(
    private readonly options: MetricsOverrideOptions,
    private readonly disabled?: boolean,
    private readonly changes?: { [name: string]: MetricTag },
  ) {}

  /** @internal */
  public get _sides(): readonly TrafficSide[] {
    return sidesOf(this.options.side);
  }

  /** @internal */
  public get _side(): TrafficSide | undefined {
    return this.options.side;
  }

  /** @internal whether it switches off all there is */
  public get _silences(): boolean {
    return this.disabled === true && this.options.metric === undefined;
  }

  /** @internal */
  public _toJson(scope: IConstruct): Json {
    const { metric, side } = this.options;
    if (this.changes && Object.keys(this.changes).length === 0) {
      fail(scope, 'changes no tag of its metrics: give MetricsOverride.tags at least one');
    }
    return {
      match: metric ?? side ? { metric, mode: side } : undefined,
      disabled: this.disabled,
      tagOverrides: this.changes && Object.fromEntries(Object.entries(this.changes).map(([name, tag]) => [name, tag._toJson(scope, name)])),
    };
  }
}
