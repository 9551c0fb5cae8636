import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Exposure, ExposeProps, exposureMatch, strippedPrefix } from './exposure';
import { HostRoutes } from './host-routes';
import { IMeshGateway } from './i-mesh-gateway';
import { ExposingGateway, noteExposure } from '../core/call-graph';
import { fail, show } from '../core/errors';
import { checkHost } from '../core/values';
import { Suspension } from '../routing/suspension';
import { IMeshService } from '../service/i-mesh-service';
import { trafficOf } from '../service/port';
import { httpPortOf } from '../traffic/route-action';
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

  /** @internal the gateway's pods, as far as they are known */
  protected abstract readonly _exposing: ExposingGateway;

  private readonly hostRoutes = new Map<string, HostRoutes>();
  private readonly exposures: Exposure[] = [];

  protected constructor(scope: Construct, id: string, at: (self: Construct) => { gatewayName: string; namespace: string }) {
    super(scope, id);
    const { gatewayName, namespace } = at(this);
    this.gatewayName = gatewayName;
    this.namespace = namespace;
    this.node.addValidation({ validate: () => [...this.hostRoutes.values()].flatMap(routes => routes.problems()) });
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
    if (hosts.length === 0) {
      fail(this, `exposes '${service.node.path}' under no host: name at least one, or leave hosts out for all`);
    }
    const unknown = hosts.find(host => !this.hosts.includes(host));
    if (unknown !== undefined) {
      fail(this, `exposes '${service.node.path}' under host ${show(unknown)}, which the gateway does not serve: use ${this.hosts.map(show).join(', ')}, or add the host to the gateway`);
    }
    const exposure = new Exposure(this, service, hosts);
    this.exposures.push(exposure);
    noteExposure(this._exposing, service);
    for (const host of hosts) {
      const routes = this.routesOf(host);
      service._exposedUnder(host);
      if (this._passesThrough(host)) {
        if (props.paths || props.match || props.stripPrefix || routeSettings(exposure, props, service)) {
          fail(exposure, `is exposed under ${show(host)}, whose TLS passes through: the gateway cannot see requests; leave out paths, match, stripPrefix and settings, or end TLS at the gateway`);
        }
        this.exposeConnections(exposure, routes, props.port);
      } else {
        const settings = routeSettings(exposure, props, service, props.port === undefined ? undefined : [props.port]);
        routes.table.addDestination({
          owner: exposure,
          name: service.serviceName,
          match: exposureMatch(exposure, props),
          order: props.order ?? 0,
          settings: { ...settings, ...(props.stripPrefix ? strippedPrefix(exposure, props) : {}) },
          action: { kind: 'service', table: service._routes, port: httpPortOf(exposure, service, props.port) },
        });
      }
    }
  }

  /** @internal */
  public _suspend(owner: Construct, host: string, suspension: Suspension | undefined): void {
    if (!this.hosts.includes(host)) {
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

  /** @internal whether the gateway leaves TLS of a host to the service */
  protected abstract _passesThrough(host: string): boolean;

  private exposeConnections(exposure: Exposure, routes: HostRoutes, wanted: number | undefined): void {
    const { service } = exposure;
    const port = service._ports.find(one => trafficOf(one.protocol) === 'tls' && (wanted === undefined || one.port === wanted));
    if (!port) {
      fail(exposure, `is exposed under ${show(routes.host)}, whose TLS passes through, and has no ${wanted === undefined ? '' : `port ${wanted} of `}protocol TLS or HTTPS: give the service such a port, or end TLS at the gateway`);
    }
    routes.passThrough(exposure, service._ports.length > 1 ? port.port : undefined);
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
