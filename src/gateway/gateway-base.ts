import { ApiObject } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { DelegateTarget, Delegation } from './delegation';
import { Exposure, exposureAction, ExposeProps, exposureMatch, exposureSettings, freeId } from './exposure';
import { HostRoutes } from './host-routes';
import { IMeshGateway } from './i-mesh-gateway';
import { readsTokens } from './reads-tokens';
import { withSecurityHeaders } from './security-headers';
import { noteExposure } from '../core/call-graph';
import { fail, show } from '../core/errors';
import { GatewayPodsReference } from '../core/gateway-reference';
import { checkDnsLabel, checkDnsSubdomain, checkHost } from '../core/values';
import { warn } from '../core/warnings';
import { conjunctionsOf, RouteMatch } from '../routing/route-match';
import { HeaderEdits } from '../routing/settings';
import { Suspension } from '../routing/suspension';
import { targetOf } from '../service/action-target';
import { IMeshService } from '../service/i-mesh-service';
import { trafficOf } from '../service/port';
import { routeSettings } from '../traffic/route-settings';

/**
 * Where requests from outside reach services of the mesh.
 *
 * @internal
 */
export abstract class GatewayBase extends Construct implements IMeshGateway {
  /**
   * The name of the Gateway object.
   */
  public readonly gatewayName: string;

  /**
   * The namespace of the Gateway object.
   */
  public readonly namespace: string;

  /** @internal */
  public abstract readonly _pods: GatewayPodsReference;

  private readonly hostRoutes = new Map<string, HostRoutes>();
  private readonly exposures: Exposure[] = [];
  /** Headers of answers, by host. */
  private readonly guards = new Map<string, HeaderEdits>();

  protected constructor(scope: Construct, id: string, at: (self: Construct) => { gatewayName: string; namespace: string }) {
    super(scope, id);
    const { gatewayName, namespace } = at(this);
    this.gatewayName = gatewayName;
    this.namespace = namespace;
    this.node.addValidation({
      validate: () => {
        this.nameUnreadTokens();
        return [...this.hostRoutes.values()].flatMap(routes => routes.problems());
      },
    });
  }

  /**
   * The public hosts that the gateway serves.
   */
  public abstract get hosts(): string[];

  /**
   * The services that the gateway exposes.
   */
  public get exposedServices(): IMeshService[] {
    return [...new Set(this.exposures.map(exposure => exposure.service))];
  }

  /**
   * The VirtualService of a public host, to patch it; undefined while nothing is exposed there.
   *
   * @param host the public host
   */
  public virtualService(host: string): ApiObject | undefined {
    return this.hostRoutes.get(host)?.object;
  }

  /**
   * Lets requests from outside reach a service, by the service's own routes: its canary weighs the same here, and what holds
   * for a header holds for it here too.
   *
   * @param service the service, of whatever namespace
   * @param props under which hosts and paths; all when not given
   * @throws when a host is none of the gateway's or the service has no port for it
   */
  public expose(service: IMeshService, props: ExposeProps = {}): void {
    const hosts = props.hosts ?? this.hosts;
    this._checkServed(hosts, `exposes '${service.node.path}'`);
    const exposure = new Exposure(this, service, hosts);
    this.exposures.push(exposure);
    for (const host of hosts) {
      const routes = this.routesOf(host);
      service._exposedUnder(host);
      if (this._passesThrough(host)) {
        if (props.paths || props.match || props.stripPrefix || routeSettings(exposure, props, service)) {
          fail(exposure, `is exposed under ${show(host)}, whose TLS passes through: the gateway cannot see requests; leave out paths, match, stripPrefix and settings, or end TLS at the gateway`);
        }
        this.exposeConnections(exposure, routes, props.port);
      } else {
        const action = exposureAction(exposure, props.port);
        routes.table.addDestination({
          owner: exposure,
          name: service.serviceName,
          match: exposureMatch(exposure, props),
          order: props.order ?? 0,
          settings: withSecurityHeaders(exposureSettings(exposure, props), this._securityHeaders(host)),
          action,
        });
        this.noteExposed(service, targetOf(action)!.port);
      }
    }
  }

  /** @internal */
  public _suspend(owner: Construct, host: string, suspension: Suspension | undefined): void {
    if (!this._serves(host)) {
      fail(owner, `suspends host ${show(host)}, which '${this.node.path}' does not serve: use ${this.hosts.map(show).join(', ')}`);
    }
    if (this._passesThrough(host)) {
      fail(owner, `suspends host ${show(host)}, whose TLS passes through: the gateway cannot answer there; end TLS at the gateway, or suspend the service`);
    }
    if (suspension) {
      this.routesOf(host).table.suspend(suspension);
    }
    const exposed = () => this.exposures.some(exposure => exposure.hosts.includes(host));
    owner.node.addValidation({ validate: () => exposed() ? [] : [`suspends host ${show(host)}, where '${this.node.path}' exposes nothing: expose a service there, or leave it out`] });
  }

  /**
   * Leaves the routes under some paths to a VirtualService that another app writes. Where both are in one app, `DelegatedRoutes` does it.
   *
   * @param target the VirtualService, and which paths and hosts
   * @throws when a host is none of the gateway's, or there is no path
   */
  public delegate(target: DelegateTarget): void {
    this._delegateTo({
      // Each a construct of its own: what one owner says is taken in the order in which it is said.
      owner: new Construct(this, freeId(this, target.virtualServiceName)),
      virtualServiceName: checkDnsSubdomain(this, 'virtualServiceName', target.virtualServiceName),
      namespace: checkDnsLabel(this, 'namespace', target.namespace),
      paths: target.paths,
      hosts: target.hosts ?? this.hosts,
    });
  }

  /** @internal answers the namespace of the VirtualServices that refer to the delegate, where this app writes them */
  public _delegate(delegation: Delegation): string | undefined {
    this._delegateTo(delegation);
    return this.namespace;
  }

  /** @internal */
  protected _delegateTo({ owner, virtualServiceName, namespace, paths, hosts }: Delegation): void {
    const what = `delegates to VirtualService '${namespace}/${virtualServiceName}'`;
    checkPaths(owner, paths);
    this._checkServed(hosts, what);
    for (const host of hosts) {
      if (this._passesThrough(host)) {
        fail(owner, `is delegated host ${show(host)}, whose TLS passes through: the gateway cannot see requests; end TLS at the gateway`);
      }
      this.routesOf(host).table.addDestination({
        owner,
        name: virtualServiceName,
        match: conjunctionsOf(owner, paths.map(path => RouteMatch.path().under(path))),
        order: 0,
        settings: withSecurityHeaders({}, this._securityHeaders(host)),
        action: { kind: 'delegate', delegate: { name: virtualServiceName, namespace } },
      });
    }
  }

  /** @internal */
  public _securityHeaders(host: string): HeaderEdits | undefined {
    return this.guards.get(host);
  }

  /** @internal */
  protected _guard(hosts: readonly string[], headers: HeaderEdits): void {
    hosts.forEach(host => this.guards.set(host, headers));
  }

  /** @internal */
  protected _checkServed(hosts: readonly string[], what: string): void {
    if (hosts.length === 0) {
      fail(this, `${what} under no host: name at least one, or leave hosts out for all`);
    }
    const unknown = hosts.find(host => !this._serves(host));
    if (unknown !== undefined) {
      fail(this, `${what} under host ${show(unknown)}, which the gateway does not serve: use ${this.hosts.map(show).join(', ')}, or add the host to the gateway`);
    }
  }

  /** @internal whether a host is one of the gateway's */
  protected abstract _serves(host: string): boolean;

  /** @internal whether the gateway leaves TLS of a host to the service */
  protected abstract _passesThrough(host: string): boolean;

  /** No error: another app may read the tokens. */
  private nameUnreadTokens(): void {
    const asking = [...this.hostRoutes.values()].find(routes => routes.asksForClaims);
    if (asking && readsTokens(this, this._pods) === false) {
      warn(this, `host ${show(asking.host)} is routed by claims of tokens, and nothing in this app reads tokens at the gateway's pods: unless another app does, no request has a claim; add a JwtPolicy with PolicyScope.gateway(...)`);
    }
  }

  private exposeConnections(exposure: Exposure, routes: HostRoutes, wanted: number | undefined): void {
    const { service } = exposure;
    const port = service._ports.find(one => trafficOf(one.protocol) === 'tls' && (wanted === undefined || one.port === wanted));
    if (!port) {
      fail(exposure, `is exposed under ${show(routes.host)}, whose TLS passes through, and has no ${wanted === undefined ? '' : `port ${wanted} of `}protocol TLS or HTTPS: give the service such a port, or end TLS at the gateway`);
    }
    routes.passThrough(exposure, service._ports.length > 1 ? port.port : undefined);
    this.noteExposed(service, port.port);
  }

  private noteExposed(service: IMeshService, port: number): void {
    noteExposure({ owner: this, pods: this._pods, ports: [port] }, service);
  }

  private routesOf(host: string): HostRoutes {
    checkHost(this, 'host', host);
    let routes = this.hostRoutes.get(host);
    if (!routes) {
      routes = new HostRoutes(this, host);
      this.hostRoutes.set(host, routes);
    }
    return routes;
  }
}

/** Checks the paths that a gateway is to delegate. */
export function checkPaths(owner: IConstruct, paths: readonly string[]): void {
  if (paths.length === 0) {
    fail(owner, 'is delegated no path: name at least one, [\'/\'] for all');
  }
}
