import { LabelMatches, like, series, sum, sumOfRates } from './promql';
import { IMeshService } from '../service/i-mesh-service';
import { PortProtocol, trafficOf } from '../service/port';

/**
 * The upper bounds, in milliseconds, of the buckets into which proxies count durations: Envoy's default, which Istio leaves as it is unless
 * `sidecar.istio.io/statsHistogramBuckets` says otherwise.
 */
export const DURATION_BUCKETS = [0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000, 60000, 300000, 600000, 1800000, 3600000];

/** Statuses of gRPC that are the server's fault: unknown, deadline exceeded, internal, unavailable, data loss. */
const GRPC_FAULTS = like('2|4|13|14|15');

/** The proxy that counts: the caller's, or that of the pod that answers. */
export type Reporter = 'source' | 'destination' | '$reporter';

/** Questions to Istio's standard metrics about one service. */
export class ServiceQueries {
  private readonly labels: LabelMatches;
  /** Whether requests of the service are counted. */
  public readonly countsRequests: boolean;
  /** Whether connections of the service are counted, because requests in them cannot be seen. */
  public readonly countsConnections: boolean;
  private readonly speaksGrpc: boolean;

  constructor(service: IMeshService, reporter: Reporter, labels: LabelMatches = {}) {
    this.labels = { reporter, destination_service: service.host, ...labels };
    const traffics = new Set(service._ports.map(port => trafficOf(port.protocol)));
    this.countsRequests = traffics.has('http');
    this.countsConnections = traffics.has('tcp') || traffics.has('tls');
    this.speaksGrpc = service._ports.some(({ protocol }) => protocol === PortProtocol.GRPC || protocol === PortProtocol.GRPC_WEB);
  }

  /** Requests a second. */
  public requests(window: string, by: readonly string[] = []): string {
    return sumOfRates(this.all, window, by);
  }

  /** The number of requests in a window. */
  public requestCount(window: string, by: readonly string[] = []): string {
    return `${sum(by)} (increase(${this.all}[${window}]))`;
  }

  /** The part of requests that failed by the server's fault, from 0 to 1; 0 where none ever did. */
  public errorRatio(window: string, by: readonly string[] = []): string {
    const all = this.requests(window, by);
    return `(${this.errors(window, by)} or ${all} * 0) / ${all}`;
  }

  /** The part of requests that did not. */
  public successRatio(window: string, by: readonly string[] = []): string {
    return `1 - ${this.errorRatio(window, by)}`;
  }

  /** The part of requests that took longer than one of the bounds of the buckets. */
  public slowRatio(bound: number, window: string, by: readonly string[] = []): string {
    // Prometheus writes whole bounds as 250 up to version 2, and as 250.0 from version 3 on.
    const le = Number.isInteger(bound) ? like(`${bound}([.]0)?`) : String(bound);
    const fast = sumOfRates(series('istio_request_duration_milliseconds_bucket', { ...this.labels, le }), window, by);
    return `1 - ${fast} / ${sumOfRates(series('istio_request_duration_milliseconds_count', this.labels), window, by)}`;
  }

  /** The duration in milliseconds that a part of requests stays below. */
  public duration(quantile: number, window: string, by: readonly string[] = []): string {
    return `histogram_quantile(${quantile}, ${sumOfRates(series('istio_request_duration_milliseconds_bucket', this.labels), window, [...by, 'le'])})`;
  }

  /** Bytes a second that connections carry. */
  public bytes(direction: 'sent' | 'received', window: string, by: readonly string[] = []): string {
    return sumOfRates(series(`istio_tcp_${direction}_bytes_total`, this.labels), window, by);
  }

  /** Connections a second. */
  public connections(event: 'opened' | 'closed', window: string, by: readonly string[] = []): string {
    return sumOfRates(series(`istio_tcp_connections_${event}_total`, this.labels), window, by);
  }

  private get all(): string {
    return series('istio_requests_total', this.labels);
  }

  private errors(window: string, by: readonly string[]): string {
    const http = series('istio_requests_total', { ...this.labels, response_code: like('5..') });
    if (!this.speaksGrpc) {
      return sumOfRates(http, window, by);
    }
    // A gRPC call that failed is an HTTP request that went well.
    const grpc = series('istio_requests_total', { ...this.labels, request_protocol: 'grpc', grpc_response_status: GRPC_FAULTS });
    return `${sum(by)} (rate(${http}[${window}]) or rate(${grpc}[${window}]))`;
  }
}
