import { Construct } from 'constructs';
import { fail, show } from '../core/errors';
import { IMeshHost } from '../core/mesh-host';
import { checkPort, checkStatus, checkWeight } from '../core/values';
import { Action } from '../routing/contribution';
import { IMeshService } from '../service/i-mesh-service';
import { trafficOf } from '../service/port';
import { ServiceVersion } from '../service/service-version';

const MAX_BODY_BYTES = 1024 * 1024;

/**
 * A version's share of a split.
 */
export interface WeightedVersion {
  /**
   * The version.
   */
  readonly version: ServiceVersion;

  /**
   * Its share in percent (`route.weight`); the shares of a split add up to 100.
   */
  readonly weight: number;
}

/**
 * Where a client is sent instead (`HTTPRedirect`).
 */
export interface RedirectProps {
  /**
   * The path to ask for (`uri`). Begins with '/'.
   *
   * @default - the path of the request
   */
  readonly path?: string;

  /**
   * The host to ask (`authority`).
   *
   * @default - the host of the request
   */
  readonly authority?: string;

  /**
   * The scheme to ask by: 'http' or 'https'.
   *
   * @default - the scheme of the request
   */
  readonly scheme?: string;

  /**
   * The port to ask.
   *
   * @default - the scheme's own
   */
  readonly port?: number;

  /**
   * The status of the answer (`redirectCode`): 301, 302, 303, 307 or 308.
   *
   * @default 301
   */
  readonly code?: number;
}

/**
 * What happens to the requests of a route.
 */
export class RouteAction {
  /**
   * They go to a version of the service.
   *
   * @param version a version of the service that is routed
   */
  public static toVersion(version: ServiceVersion): RouteAction {
    return new RouteAction((scope, service) => ({ kind: 'split', destinations: [own(scope, service, version)._destination()] }));
  }

  /**
   * They are shared out over versions of the service.
   *
   * @param shares the versions and their shares, which add up to 100
   */
  public static split(...shares: WeightedVersion[]): RouteAction {
    return new RouteAction((scope, service) => {
      const sum = shares.reduce((total, share) => total + checkWeight(scope, `weight of ${share.version.versionName}`, share.weight), 0);
      const twin = shares.find((share, at) => shares.findIndex(other => other.version === share.version) !== at);
      if (twin) {
        fail(scope, `splits over version ${show(twin.version.versionName)} twice: give each version one share`);
      }
      if (sum !== 100) {
        fail(scope, `splits ${shares.map(share => `${share.version.versionName} ${share.weight}`).join(', ')}, in all ${sum}: the shares of a split must add up to 100`);
      }
      return { kind: 'split', destinations: shares.map(share => own(scope, service, share.version)._destination(share.weight)) };
    });
  }

  /**
   * They go on to another service, by its own routes: its canary weighs the same here.
   *
   * @param service the other service
   * @param port the port of the other service; its first HTTP port when not given
   */
  public static toService(service: IMeshService, port?: number): RouteAction {
    return new RouteAction((scope, routed) => {
      if (service === routed) {
        fail(scope, `routes '${service.node.path}' to itself: use toVersion or split`);
      }
      return { kind: 'service', table: service._routes, port: httpPortOf(scope, service, port) };
    });
  }

  /**
   * The client is sent elsewhere.
   *
   * @param props where to; at least one of path, authority, scheme and port
   */
  public static redirect(props: RedirectProps): RouteAction {
    return new RouteAction(scope => {
      const { path, authority, scheme, port, code } = props;
      if (path === undefined && authority === undefined && scheme === undefined && port === undefined) {
        fail(scope, 'redirect says nothing: give path, authority, scheme or port');
      }
      if (path !== undefined && !path.startsWith('/')) {
        fail(scope, `redirect.path ${show(path)} does not begin with '/': every request's path does`);
      }
      if (scheme !== undefined && !['http', 'https'].includes(scheme)) {
        fail(scope, `redirect.scheme ${show(scheme)} is not known: use 'http' or 'https'`);
      }
      if (code !== undefined && ![301, 302, 303, 307, 308].includes(code)) {
        fail(scope, `redirect.code ${code} is no redirect: use 301, 302, 303, 307 or 308`);
      }
      return {
        kind: 'redirect',
        redirect: { uri: path, authority, scheme, port: port === undefined ? undefined : checkPort(scope, 'redirect.port', port), redirectCode: code },
      };
    });
  }

  /**
   * The proxy answers itself (`directResponse`).
   *
   * @param status the status of the answer, 200 to 599
   * @param body the text of the answer, at most 1 MiB; empty when not given
   */
  public static respond(status: number, body?: string): RouteAction {
    return new RouteAction(scope => {
      const bytes = Buffer.byteLength(body ?? '');
      if (bytes > MAX_BODY_BYTES) {
        fail(scope, `responds with a body of ${bytes} bytes, Istio takes at most ${MAX_BODY_BYTES}: let a service answer with it`);
      }
      return { kind: 'respond', response: { status: checkStatus(scope, 'status', status), body: body === undefined ? undefined : { string: body } } };
    });
  }

  private constructor(private readonly resolve: (scope: Construct, service: IMeshHost | undefined) => Action) {}

  /** @internal the action in the routing's words, checked; at a gateway's host there is no service */
  public _action(scope: Construct, service?: IMeshHost): Action {
    return this.resolve(scope, service);
  }
}

/** The port of a service to send requests to; undefined where the service has one port and Istio needs no word. */
export function httpPortOf(scope: Construct, service: IMeshService, port?: number): number | undefined {
  const http = service._ports.filter(one => trafficOf(one.protocol) === 'http');
  const chosen = port === undefined ? http[0] : http.find(one => one.port === port);
  if (!chosen) {
    const spoken = service._ports.map(one => `${one.port} (${one.protocol})`).join(', ');
    fail(scope, `needs an HTTP port${port === undefined ? '' : ` ${port}`} of '${service.node.path}', which has ${spoken}: name one that speaks HTTP, HTTP2, GRPC or GRPC_WEB`);
  }
  return service._ports.length > 1 ? chosen.port : undefined;
}

function own(scope: Construct, service: IMeshHost | undefined, version: ServiceVersion): ServiceVersion {
  if (service === undefined) {
    fail(scope, `routes a gateway's host to version ${show(version.versionName)} of '${version.service.node.path}', and a host has no versions: use RouteAction.toService, respond or redirect`);
  }
  if (version.service !== service) {
    fail(scope, `routes '${service.node.path}' to version ${show(version.versionName)} of '${version.service.node.path}': use a version of the service itself, or RouteAction.toService`);
  }
  return version;
}
