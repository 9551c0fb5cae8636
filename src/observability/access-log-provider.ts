import { IConstruct } from 'constructs';
import { LogValue } from './log-value';
import { grpcAddress } from './provider-address';
import { fail, show } from '../core/errors';
import { ExtensionProvider } from '../core/extension-provider';
import { IMeshHost } from '../core/mesh-host';
import { Json } from '../core/mesh-object';

const OTLP_GRPC_PORT = 4317;
/** Names of providers that come with Istio: one declared by such a name would take the place of Istio's own. */
const RESERVED = ['envoy', 'prometheus', 'stackdriver'];

/**
 * A log that proxies write themselves.
 */
export interface FileLogOptions {
  /**
   * The file, by its absolute path (`path`).
   *
   * @default '/dev/stdout', where Kubernetes collects it
   */
  readonly path?: string;

  /**
   * Whether what is empty is left out (`omitEmptyValues`), and not written as `null`, in text as '-'.
   *
   * @default false
   */
  readonly omitEmptyValues?: boolean;
}

/**
 * A log of JSON, one object a line.
 */
export interface JsonLogOptions extends FileLogOptions {
  /**
   * The fields, by their names (`logFormat.labels`).
   *
   * @default LogValue.standardFields()
   */
  readonly fields?: { [name: string]: LogValue };
}

/**
 * A log of text, one line for each request or connection.
 */
export interface TextLogOptions extends FileLogOptions {
  /**
   * The line (`logFormat.text`). Istio adds its end.
   *
   * @default - Istio's own
   */
  readonly format?: LogValue;
}

/**
 * A log that a collector of OpenTelemetry takes.
 */
export interface OpenTelemetryLogOptions {
  /**
   * The collector's port for OTLP over gRPC, the service's.
   *
   * @default 4317
   */
  readonly port?: number;

  /**
   * The name of the log (`logName`).
   *
   * @default 'otel_envoy_accesslog'
   */
  readonly logName?: string;

  /**
   * The body of a record (`logFormat.text`).
   *
   * @default - Istio's own line of text
   */
  readonly body?: LogValue;

  /**
   * The attributes of a record, by their names (`logFormat.labels`).
   *
   * @default LogValue.standardFields()
   */
  readonly attributes?: { [name: string]: LogValue };
}

/**
 * Where proxies log requests and connections. Which of them is said by `MeshTelemetry`.
 */
export class AccessLogProvider extends ExtensionProvider {
  /**
   * What comes with Istio, so that it need not be declared: a line of text on the proxy's standard output, in Istio's own format (the provider 'envoy').
   */
  public static builtIn(): AccessLogProvider {
    AccessLogProvider.own ??= new AccessLogProvider('envoy', undefined, () => ({ envoyFileAccessLog: { path: '/dev/stdout' } }));
    return AccessLogProvider.own;
  }

  /**
   * JSON on the proxy's standard output, or in a file (`envoyFileAccessLog`).
   *
   * @param providerName the name by which policies refer to it
   * @param options fields, file
   */
  public static json(providerName: string, options: JsonLogOptions = {}): AccessLogProvider {
    return new AccessLogProvider(providerName, undefined, scope => ({
      envoyFileAccessLog: fileJson(scope, options, { labels: fieldsJson(scope, options.fields ?? LogValue.standardFields()) }),
    }));
  }

  /**
   * Text on the proxy's standard output, or in a file (`envoyFileAccessLog`).
   *
   * @param providerName the name by which policies refer to it
   * @param options format, file
   */
  public static text(providerName: string, options: TextLogOptions = {}): AccessLogProvider {
    return new AccessLogProvider(providerName, undefined, scope => ({
      envoyFileAccessLog: fileJson(scope, options, options.format && { text: options.format._toJson(scope) }),
    }));
  }

  /**
   * A collector of OpenTelemetry, by OTLP over gRPC (`envoyOtelAls`).
   *
   * @param providerName the name by which policies refer to it
   * @param service the collector
   * @param options port, body, attributes
   */
  public static openTelemetry(providerName: string, service: IMeshHost, options: OpenTelemetryLogOptions = {}): AccessLogProvider {
    return new AccessLogProvider(providerName, service, scope => ({
      envoyOtelAls: {
        ...grpcAddress(scope, providerName, service, options.port ?? OTLP_GRPC_PORT),
        logName: options.logName,
        logFormat: { text: options.body?._toJson(scope), labels: fieldsJson(scope, options.attributes ?? LogValue.standardFields()) },
      },
    }));
  }

  private static own?: AccessLogProvider;

  private constructor(providerName: string, service: IMeshHost | undefined, private readonly json: (scope: IConstruct) => Json) {
    super(providerName, service);
  }

  /** @internal */
  public get _builtIn(): boolean {
    return this === AccessLogProvider.own;
  }

  /** @internal */
  public _toJson(scope: IConstruct): Json {
    if (!this._builtIn && RESERVED.includes(this.providerName)) {
      fail(scope, `has an access log provider of the name ${show(this.providerName)}, which is that of a provider of Istio's own: give it another, for example 'json'`);
    }
    return this.json(scope);
  }
}

function fileJson(scope: IConstruct, { path = '/dev/stdout', omitEmptyValues }: FileLogOptions, logFormat?: Json): Json {
  if (!/^\/\S+$/.test(path)) {
    fail(scope, `path ${show(path)} of a log is not absolute: begin with '/', for example '/dev/stdout'`);
  }
  return { path, logFormat, omitEmptyValues: omitEmptyValues || undefined };
}

function fieldsJson(scope: IConstruct, fields: { [name: string]: LogValue }): Json {
  if (Object.keys(fields).length === 0) {
    fail(scope, 'a log has no fields, which is Istio\'s own layout to Istio: give some, or leave them out for LogValue.standardFields()');
  }
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value._toJson(scope)]));
}
