import { IConstruct } from 'constructs';
import { logTextProblem } from './log-operators';
import { fail, show } from '../core/errors';
import { headerNameProblem } from '../core/values';

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * What stands in a field of an access log: text, with Envoy's command operators in it. Where the operator of a number stands alone, JSON has a number.
 */
export class LogValue {
  /**
   * Text with command operators (https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage#command-operators), for example
   * '%PROTOCOL% from %DOWNSTREAM_REMOTE_ADDRESS%'. Operators that Envoy does not know are errors.
   *
   * @param text the text; %% stands for the sign itself
   */
  public static text(text: string): LogValue {
    return new LogValue(text, logTextProblem(text));
  }

  /**
   * A header of the request (`%REQ(name)%`).
   *
   * @param name the header's name
   * @param fallback the header to take where there is no such header
   */
  public static requestHeader(name: string, fallback?: string): LogValue {
    return LogValue.header('REQ', name, fallback);
  }

  /**
   * A header of the answer (`%RESP(name)%`).
   *
   * @param name the header's name
   * @param fallback the header to take where there is no such header
   */
  public static responseHeader(name: string, fallback?: string): LogValue {
    return LogValue.header('RESP', name, fallback);
  }

  /**
   * A trailer of the answer (`%TRAILER(name)%`).
   *
   * @param name the trailer's name
   */
  public static responseTrailer(name: string): LogValue {
    return LogValue.header('TRAILER', name);
  }

  /**
   * A variable in the proxy's environment (`%ENVIRONMENT(name)%`).
   *
   * @param name the variable's name
   */
  public static environment(name: string): LogValue {
    return new LogValue(`%ENVIRONMENT(${name})%`, VARIABLE.test(name) ? undefined : `names environment variable ${show(name)}, which is none: use letters, digits and '_'`);
  }

  /** When the request began. */
  public static startTime(): LogValue { return LogValue.text('%START_TIME%'); }

  /** The HTTP method. */
  public static method(): LogValue { return LogValue.header('REQ', ':METHOD'); }

  /** The host that was asked for. */
  public static authority(): LogValue { return LogValue.header('REQ', ':AUTHORITY'); }

  /** The path as the client sent it, without its query, which may hold what no log should (`%REQ_WITHOUT_QUERY(...)%`). */
  public static path(): LogValue { return LogValue.header('REQ_WITHOUT_QUERY', 'X-ENVOY-ORIGINAL-PATH', ':PATH'); }

  /** The path as the client sent it, with its query. */
  public static pathAndQuery(): LogValue { return LogValue.header('REQ', 'X-ENVOY-ORIGINAL-PATH', ':PATH'); }

  /** The status of the answer, 0 where there was none. */
  public static status(): LogValue { return LogValue.text('%RESPONSE_CODE%'); }

  /** Why the proxy itself answered, or broke off, in Envoy's short words (`%RESPONSE_FLAGS%`). */
  public static flags(): LogValue { return LogValue.text('%RESPONSE_FLAGS%'); }

  /** Milliseconds from the first byte of the request to the last of the answer. */
  public static duration(): LogValue { return LogValue.text('%DURATION%'); }

  /** The id of the request, by which its lines are found in the logs of all proxies. */
  public static requestId(): LogValue { return LogValue.header('REQ', 'X-REQUEST-ID'); }

  /** The id of the request's trace, where tracing is on. */
  public static traceId(): LogValue { return LogValue.text('%TRACE_ID%'); }

  /** The identity that the caller showed by mutual TLS, a SPIFFE URI. */
  public static callerIdentity(): LogValue { return LogValue.text('%DOWNSTREAM_PEER_URI_SAN%'); }

  /**
   * The fields that a JSON log has when nothing is said: those of Istio's own JSON format by their names, but for the query of the path; and the caller's
   * identity, the status of gRPC and the trace. For own fields beside them: `{ ...LogValue.standardFields(), tenant: LogValue.requestHeader('x-tenant') }`.
   */
  public static standardFields(): { [name: string]: LogValue } {
    return {
      start_time: LogValue.startTime(),
      method: LogValue.method(),
      authority: LogValue.authority(),
      path: LogValue.path(),
      protocol: LogValue.text('%PROTOCOL%'),
      response_code: LogValue.status(),
      grpc_status: LogValue.text('%GRPC_STATUS%'),
      response_flags: LogValue.flags(),
      response_code_details: LogValue.text('%RESPONSE_CODE_DETAILS%'),
      connection_termination_details: LogValue.text('%CONNECTION_TERMINATION_DETAILS%'),
      upstream_transport_failure_reason: LogValue.text('%UPSTREAM_TRANSPORT_FAILURE_REASON%'),
      bytes_received: LogValue.text('%BYTES_RECEIVED%'),
      bytes_sent: LogValue.text('%BYTES_SENT%'),
      duration: LogValue.duration(),
      upstream_service_time: LogValue.responseHeader('X-ENVOY-UPSTREAM-SERVICE-TIME'),
      request_id: LogValue.requestId(),
      trace_id: LogValue.traceId(),
      route_name: LogValue.text('%ROUTE_NAME%'),
      upstream_cluster: LogValue.text('%UPSTREAM_CLUSTER_RAW%'),
      upstream_host: LogValue.text('%UPSTREAM_HOST%'),
      upstream_local_address: LogValue.text('%UPSTREAM_LOCAL_ADDRESS%'),
      downstream_local_address: LogValue.text('%DOWNSTREAM_LOCAL_ADDRESS%'),
      downstream_remote_address: LogValue.text('%DOWNSTREAM_REMOTE_ADDRESS%'),
      downstream_peer: LogValue.callerIdentity(),
      requested_server_name: LogValue.text('%REQUESTED_SERVER_NAME%'),
      x_forwarded_for: LogValue.requestHeader('X-FORWARDED-FOR'),
      user_agent: LogValue.requestHeader('USER-AGENT'),
    };
  }

  private static header(operator: string, name: string, fallback?: string): LogValue {
    const names = fallback === undefined ? [name] : [name, fallback];
    const [problem] = names.map(one => headerNameProblem(one.replace(/^:/, ''))).filter(one => one !== undefined);
    return new LogValue(`%${operator}(${names.join('?')})%`, problem && `has a bad name: ${problem}`);
  }

  private constructor(private readonly value: string, private readonly problem: string | undefined) {}

  /** @internal */
  public _toJson(scope: IConstruct): string {
    return this.problem === undefined ? this.value : fail(scope, `value ${show(this.value)} of a log ${this.problem}`);
  }
}
