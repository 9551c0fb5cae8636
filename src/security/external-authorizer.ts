import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import { fail, show } from '../core/errors';
import { ExtensionProvider } from '../core/extension-provider';
import { checkAtLeast, checkStatus, headerNameProblem, istioDuration } from '../core/values';
import { IMeshService } from '../service/i-mesh-service';

/**
 * How proxies ask a service whether requests may pass.
 */
export interface ExternalAuthorizerProps {
  /**
   * The service that decides.
   */
  readonly service: IMeshService;

  /**
   * Its port.
   *
   * @default - its first
   */
  readonly port?: number;

  /**
   * How long a proxy waits for the answer (`timeout`). Whole milliseconds.
   *
   * @default - 600 seconds, Istio's own
   */
  readonly timeout?: Duration;

  /**
   * Whether requests pass while the service does not answer (`failOpen`).
   *
   * @default false
   */
  readonly failOpen?: boolean;

  /**
   * The status with which requests are refused while the service does not answer (`statusOnError`): 400 to 599.
   *
   * @default 403
   */
  readonly statusOnError?: number;

  /**
   * How many bytes of a request's body are sent along (`includeRequestBodyInCheck.maxRequestBytes`). Larger requests get status 413, before the service is asked.
   *
   * @default - none of it
   */
  readonly maxRequestBytes?: number;
}

/**
 * The same over HTTP, where headers carry what is asked and answered.
 */
export interface HttpAuthorizerProps extends ExternalAuthorizerProps {
  /**
   * What stands before the request's path when the service is asked (`pathPrefix`).
   *
   * @default - nothing
   */
  readonly pathPrefix?: string;

  /**
   * Headers of the request that the service sees beside its method, path and host (`includeRequestHeadersInCheck`); a '*' may end a name. 'authorization' is one that is often needed.
   *
   * @default - none
   */
  readonly requestHeaders?: string[];

  /**
   * Headers of the answer that are added to the request when it passes (`headersToUpstreamOnAllow`), in place of what the client sent.
   *
   * @default - none
   */
  readonly headersToUpstream?: string[];

  /**
   * Headers of the answer that the client gets when the request is refused (`headersToDownstreamOnDeny`).
   *
   * @default - all, as Envoy has it
   */
  readonly headersToDownstreamOnDeny?: string[];
}

/**
 * A service that decides for the mesh's proxies which requests may pass (`meshConfig.extensionProviders`), for `AccessAction.custom`. It is declared by
 * `MeshSettings.addExtensionProviders`.
 */
export class ExternalAuthorizer extends ExtensionProvider {
  /**
   * One that speaks Envoy's gRPC protocol (`envoyExtAuthzGrpc`).
   *
   * @param name the name by which the mesh knows it
   * @param props which service, and what holds while it does not answer
   */
  public static grpc(name: string, props: ExternalAuthorizerProps): ExternalAuthorizer {
    return new ExternalAuthorizer(name, props, scope => ({ envoyExtAuthzGrpc: commonJson(scope, name, props) }));
  }

  /**
   * One that is asked over HTTP: status 200 lets a request pass (`envoyExtAuthzHttp`).
   *
   * @param name the name by which the mesh knows it
   * @param props which service, what it sees, and what holds while it does not answer
   */
  public static http(name: string, props: HttpAuthorizerProps): ExternalAuthorizer {
    return new ExternalAuthorizer(name, props, scope => ({
      envoyExtAuthzHttp: {
        ...commonJson(scope, name, props),
        pathPrefix: props.pathPrefix === undefined ? undefined : checkPrefix(scope, name, props.pathPrefix),
        includeRequestHeadersInCheck: headers(scope, props.requestHeaders),
        headersToUpstreamOnAllow: headers(scope, props.headersToUpstream),
        headersToDownstreamOnDeny: headers(scope, props.headersToDownstreamOnDeny),
      },
    }));
  }

  private constructor(name: string, props: ExternalAuthorizerProps, private readonly json: (scope: IConstruct) => { [key: string]: any }) {
    super(name, props.service);
  }

  /** @internal */
  public _toJson(scope: IConstruct): { [key: string]: any } {
    return this.json(scope);
  }
}

function commonJson(scope: IConstruct, name: string, { service, port, timeout, failOpen, statusOnError, maxRequestBytes }: ExternalAuthorizerProps) {
  const known = service._ports.map(one => one.port);
  if (port !== undefined && !known.includes(port)) {
    fail(scope, `has extension provider ${show(name)} at port ${port}, which is none of '${service.node.path}': use one of ${known.join(', ')}`);
  }
  const status = statusOnError === undefined ? undefined : checkStatus(scope, `statusOnError of ${show(name)}`, statusOnError);
  if (status !== undefined && status < 400) {
    fail(scope, `has statusOnError ${status} for ${show(name)}, which is no refusal: use 400 to 599`);
  }
  if (failOpen && status !== undefined) {
    fail(scope, `has failOpen and statusOnError for ${show(name)}: requests pass while it does not answer, leave one of them out`);
  }
  return {
    service: service.host,
    port: port ?? known[0],
    timeout: timeout && istioDuration(scope, `timeout of ${show(name)}`, timeout),
    failOpen: failOpen || undefined,
    statusOnError: status === undefined ? undefined : String(status),
    includeRequestBodyInCheck: maxRequestBytes === undefined ? undefined : { maxRequestBytes: checkAtLeast(scope, `maxRequestBytes of ${show(name)}`, maxRequestBytes, 1) },
  };
}

function checkPrefix(scope: IConstruct, name: string, prefix: string): string {
  if (!prefix.startsWith('/')) {
    fail(scope, `has pathPrefix ${show(prefix)} for ${show(name)}: begin it with '/'`);
  }
  return prefix;
}

function headers(scope: IConstruct, names: readonly string[] | undefined): string[] | undefined {
  for (const name of names ?? []) {
    const problem = headerNameProblem(name.replace(/\*$/, ''));
    if (problem) {
      fail(scope, problem);
    }
  }
  return names && [...names];
}
