import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import { ExportHeader } from './export-header';
import { grpcAddress, httpAddress } from './provider-address';
import { fail, show } from '../core/errors';
import { ExtensionProvider } from '../core/extension-provider';
import { IMeshHost } from '../core/mesh-host';
import { Json } from '../core/mesh-object';
import { checkAtLeast, istioDuration } from '../core/values';

const OTLP_GRPC_PORT = 4317;
const OTLP_HTTP_PORT = 4318;
const ZIPKIN_PORT = 9411;
/** Envoy refuses a collector over HTTP that has no timeout, and Istio gives it none. */
const HTTP_TIMEOUT = Duration.seconds(10);

/**
 * Where proxies learn what to say of themselves in spans (`resourceDetectors`).
 */
export enum ResourceDetector {
  /** The variable `OTEL_RESOURCE_ATTRIBUTES` in the proxy's environment. */
  ENVIRONMENT = 'environment',
  /** The files of Dynatrace's agent. */
  DYNATRACE = 'dynatrace',
}

/**
 * How proxies report spans, whatever the collector.
 */
export interface TracingProviderOptions {
  /**
   * How long the tag with the path may be, in characters (`maxTagLength`). Longer paths are cut off.
   *
   * @default - 256, Envoy's own
   */
  readonly maxTagLength?: number;

  /**
   * How long a proxy waits for the collector (`timeout`). Requests do not wait for it. Whole milliseconds.
   *
   * @default - 10 seconds over OTLP with HTTP, 5 for Zipkin, Envoy's own over gRPC
   */
  readonly timeout?: Duration;

  /**
   * Headers that go with what is reported.
   *
   * @default - none
   */
  readonly headers?: ExportHeader[];
}

/**
 * How proxies report spans to a collector of OpenTelemetry, over gRPC.
 */
export interface OpenTelemetryTracingOptions extends TracingProviderOptions {
  /**
   * The collector's port for it, the service's.
   *
   * @default - 4317 over gRPC, 4318 over HTTP
   */
  readonly port?: number;

  /**
   * Where proxies learn what to say of themselves, beside their service's name.
   *
   * @default - nowhere
   */
  readonly resourceDetectors?: ResourceDetector[];

  /**
   * Whether services are named in spans as OpenTelemetry names them in Kubernetes: by the annotations `resource.opentelemetry.io/*` and the labels
   * `app.kubernetes.io/*` of their pods (`serviceAttributeEnrichment: OTEL_SEMANTIC_CONVENTIONS`). By Istio's way they are `<app>.<namespace>`.
   *
   * @default false
   */
  readonly kubernetesNames?: boolean;
}

/**
 * How proxies report spans to a collector of OpenTelemetry, over HTTP.
 */
export interface OpenTelemetryHttpTracingOptions extends OpenTelemetryTracingOptions {
  /**
   * Where the collector takes traces (`path`).
   *
   * @default '/v1/traces'
   */
  readonly path?: string;
}

/**
 * How proxies report spans to Zipkin.
 */
export interface ZipkinTracingOptions extends TracingProviderOptions {
  /**
   * Zipkin's port, the service's.
   *
   * @default 9411
   */
  readonly port?: number;

  /**
   * Where Zipkin takes spans (`path`).
   *
   * @default '/api/v2/spans'
   */
  readonly path?: string;

  /**
   * Whether trace ids have 64 bits and not 128 (`enable64bitTraceId`), for applications that know no longer ones.
   *
   * @default false
   */
  readonly shortTraceIds?: boolean;

  /**
   * Whether proxies also read and send the W3C's `traceparent` beside Zipkin's own headers (`traceContextOption: USE_B3_WITH_W3C_PROPAGATION`).
   *
   * @default false
   */
  readonly traceparent?: boolean;
}

/**
 * Jaeger's port.
 */
export interface JaegerTracingOptions extends TracingProviderOptions {
  /**
   * Jaeger's port for OTLP over gRPC, the service's.
   *
   * @default 4317
   */
  readonly port?: number;
}

/**
 * To whom proxies report the spans of requests. How many requests are traced is said by `MeshTelemetry`.
 */
export class TracingProvider extends ExtensionProvider {
  /**
   * A collector of OpenTelemetry, by OTLP over gRPC (`opentelemetry`).
   *
   * @param providerName the name by which policies refer to it
   * @param service the collector
   * @param options port, names, headers
   */
  public static openTelemetryGrpc(providerName: string, service: IMeshHost, options: OpenTelemetryTracingOptions = {}): TracingProvider {
    return new TracingProvider(providerName, service, scope => ({
      opentelemetry: {
        ...grpcAddress(scope, providerName, service, options.port ?? OTLP_GRPC_PORT),
        ...openTelemetryJson(scope, options),
        grpc: grpcJson(scope, options),
      },
    }));
  }

  /**
   * A collector of OpenTelemetry, by OTLP over HTTP (`opentelemetry.http`).
   *
   * @param providerName the name by which policies refer to it
   * @param service the collector
   * @param options port, path, names, headers
   */
  public static openTelemetryHttp(providerName: string, service: IMeshHost, options: OpenTelemetryHttpTracingOptions = {}): TracingProvider {
    return new TracingProvider(providerName, service, scope => ({
      opentelemetry: {
        ...httpAddress(scope, providerName, service, options.port ?? OTLP_HTTP_PORT),
        ...openTelemetryJson(scope, options),
        http: { path: pathOf(scope, options.path ?? '/v1/traces'), timeout: timeoutJson(scope, options.timeout ?? HTTP_TIMEOUT), headers: headersJson(scope, options) },
      },
    }));
  }

  /**
   * Jaeger, by what it takes itself: OTLP over gRPC.
   *
   * @param providerName the name by which policies refer to it
   * @param service Jaeger's collector
   * @param options port, headers
   */
  public static jaeger(providerName: string, service: IMeshHost, options: JaegerTracingOptions = {}): TracingProvider {
    return TracingProvider.openTelemetryGrpc(providerName, service, options);
  }

  /**
   * Zipkin, or who else takes its format (`zipkin`). Its headers are others than those of OpenTelemetry: the applications must pass on `b3` or `x-b3-*`.
   *
   * @param providerName the name by which policies refer to it
   * @param service Zipkin
   * @param options port, path, headers
   */
  public static zipkin(providerName: string, service: IMeshHost, options: ZipkinTracingOptions = {}): TracingProvider {
    return new TracingProvider(providerName, service, scope => ({
      zipkin: {
        ...httpAddress(scope, providerName, service, options.port ?? ZIPKIN_PORT),
        path: options.path && pathOf(scope, options.path),
        maxTagLength: maxTagLength(scope, options),
        enable64bitTraceId: options.shortTraceIds || undefined,
        traceContextOption: options.traceparent ? 'USE_B3_WITH_W3C_PROPAGATION' : undefined,
        timeout: timeoutJson(scope, options.timeout),
        headers: headersJson(scope, options),
      },
    }));
  }

  private constructor(providerName: string, service: IMeshHost, private readonly json: (scope: IConstruct) => Json) {
    super(providerName, service);
  }

  /** @internal */
  public _toJson(scope: IConstruct): Json {
    return this.json(scope);
  }
}

function openTelemetryJson(scope: IConstruct, options: OpenTelemetryTracingOptions): Json {
  const { resourceDetectors = [], kubernetesNames } = options;
  return {
    maxTagLength: maxTagLength(scope, options),
    resourceDetectors: resourceDetectors.length > 0 ? Object.fromEntries(resourceDetectors.map(one => [one, {}])) : undefined,
    serviceAttributeEnrichment: kubernetesNames ? 'OTEL_SEMANTIC_CONVENTIONS' : undefined,
  };
}

function grpcJson(scope: IConstruct, options: TracingProviderOptions): Json | undefined {
  const [timeout, initialMetadata] = [timeoutJson(scope, options.timeout), headersJson(scope, options)];
  return timeout || initialMetadata ? { timeout, initialMetadata } : undefined;
}

function maxTagLength(scope: IConstruct, options: TracingProviderOptions): number | undefined {
  return options.maxTagLength === undefined ? undefined : checkAtLeast(scope, 'maxTagLength', options.maxTagLength, 1);
}

function timeoutJson(scope: IConstruct, timeout?: Duration): string | undefined {
  return timeout && istioDuration(scope, 'timeout', timeout);
}

function headersJson(scope: IConstruct, { headers }: TracingProviderOptions): Json[] | undefined {
  return headers?.length ? headers.map(header => header._toJson(scope)) : undefined;
}

function pathOf(scope: IConstruct, path: string): string {
  return /^\/[^\s?#]*$/.test(path) ? path : fail(scope, `path ${show(path)} of a collector is none: begin with '/', without query, for example '/v1/traces'`);
}
