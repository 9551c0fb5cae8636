import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { DelegateProps } from './delegation';
import { Exposure, exposureAction, ExposeProps, exposureMatch, exposureSettings } from './exposure';
import { IMeshGateway } from './i-mesh-gateway';
import { withSecurityHeaders } from './security-headers';
import { noteExposure } from '../core/call-graph';
import { fail, show } from '../core/errors';
import { GatewayPodsReference } from '../core/gateway-reference';
import { Json, MeshObject, namespaceOf } from '../core/mesh-object';
import { checkDnsSubdomain } from '../core/values';
import { compileRoutes } from '../routing/compile';
import { compileOnce } from '../routing/compile-once';
import { RouteProblem } from '../routing/contribution';
import { httpRoute } from '../routing/render';
import { RouteTable } from '../routing/route-table';
import { HeaderEdits } from '../routing/settings';
import { targetOf } from '../service/action-target';
import { behindDestinationRules } from '../service/apply-order';
import { IMeshService } from '../service/i-mesh-service';

/**
 * A team's part of a gateway's routes.
 */
export interface DelegatedRoutesProps extends DelegateProps {
  /**
   * The gateway. Of one that another app owns, that app delegates the paths to this VirtualService itself (`MeshGateway.delegate`).
   */
  readonly gateway: IMeshGateway;

  /**
   * The name of the VirtualService.
   *
   * @default - the construct's id
   */
  readonly name?: string;
}

/**
 * Routes of a gateway that a team owns in its own chart and namespace: under some paths the gateway's VirtualService holds nothing but a
 * reference to this one (`http.delegate`), so that the team changes its routes without the gateway's owner, and no others.
 */
export class DelegatedRoutes extends Construct {
  /**
   * The name of the VirtualService.
   */
  public readonly virtualServiceName: string;

  /**
   * The namespace of the VirtualService.
   */
  public readonly namespace: string;

  /**
   * The public hosts under which the routes hold.
   */
  public readonly hosts: string[];

  /**
   * The paths under which the routes hold.
   */
  public readonly paths: string[];

  /**
   * The VirtualService, to patch it.
   */
  public readonly virtualService: ApiObject;

  /** @internal the pods that serve the routes */
  public readonly _pods: GatewayPodsReference;
  private readonly gateway: IMeshGateway;
  private readonly table = new RouteTable(this);
  private readonly guard?: HeaderEdits;
  private readonly compiled = compileOnce(problems => this.routes(problems));

  constructor(scope: Construct, id: string, props: DelegatedRoutesProps) {
    super(scope, id);
    this.gateway = props.gateway;
    this._pods = props.gateway._pods;
    this.virtualServiceName = checkDnsSubdomain(this, 'name', props.name ?? id);
    this.namespace = namespaceOf(this);
    this.paths = [...props.paths];
    this.hosts = [...(props.hosts ?? props.gateway.hosts)];
    const { virtualServiceName, namespace, paths, hosts } = this;
    this.guard = this.commonHeaders();
    const root = props.gateway._delegate({ owner: this, virtualServiceName, namespace, paths, hosts });
    const exportTo = root === undefined ? undefined : [root === namespace ? '.' : root];
    this.virtualService = new MeshObject(this, 'Resource', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      name: virtualServiceName,
      namespace,
      fields: { spec: { exportTo, http: Lazy.any({ produce: () => this.compiled().result }) } },
    });
    behindDestinationRules(this.virtualService, this.table);
    this.node.addValidation({ validate: () => this.problems() });
  }

  /**
   * The services that are exposed here.
   */
  public get exposedServices(): IMeshService[] {
    return [...new Set(this.node.children.filter(child => child instanceof Exposure).map(({ service }) => service))];
  }

  /**
   * Lets requests from outside reach a service under the delegated hosts and paths, by the service's own routes, as `MeshGateway.expose` does.
   *
   * @param service the service, of whatever namespace
   * @param props under which of the paths; all when not given
   * @throws when a path is not among the delegated ones, or hosts are given, or the service has no port for it
   */
  public expose(service: IMeshService, props: ExposeProps = {}): void {
    const exposure = new Exposure(this, service, this.hosts);
    if (props.hosts) {
      fail(exposure, `is exposed under hosts of its own, ${props.hosts.map(show).join(', ')}: delegated routes hold for all of ${this.hosts.map(show).join(', ')}; leave hosts out, or delegate them apart`);
    }
    const paths = props.paths ?? (this.paths.some(isRoot) ? undefined : this.paths);
    const stray = paths?.find(path => !this.paths.some(area => isWithin(path, area)));
    if (stray !== undefined) {
      fail(exposure, `is exposed under ${show(stray)}, and delegated are ${this.paths.map(show).join(', ')}: Istio drops a route that leaves its delegation; use a path below these, or delegate this one too`);
    }
    const within = { ...props, paths };
    this.hosts.forEach(host => service._exposedUnder(host));
    const action = exposureAction(exposure, props.port);
    noteExposure({ owner: this, pods: this._pods, ports: [targetOf(action)!.port] }, service);
    this.table.addDestination({
      owner: exposure,
      name: service.serviceName,
      match: exposureMatch(exposure, within),
      order: props.order ?? 0,
      settings: withSecurityHeaders(exposureSettings(exposure, within), this.guard),
      action,
    });
  }

  /** Written once for all hosts, and a route with headers of its own takes none from the gateway's. */
  private commonHeaders(): HeaderEdits | undefined {
    const [first, ...others] = this.hosts.map(host => this.gateway._securityHeaders(host));
    const other = this.hosts.slice(1).find((_, at) => JSON.stringify(others[at]) !== JSON.stringify(first));
    if (other !== undefined) {
      fail(this, `holds for ${show(this.hosts[0])} and ${show(other)}, whose securityHeaders differ at '${this.gateway.node.path}': delegate these hosts apart`);
    }
    return first;
  }

  private routes(problems: RouteProblem[]): Json[] {
    // Written once for all hosts: what holds for one of several is asked of the request.
    const host = this.hosts.length === 1 ? this.hosts[0] : '*';
    const context = { gateway: `${this.gateway.namespace}/${this.gateway.gatewayName}`, host, delegated: true };
    return compileRoutes(this.table, context, undefined, problems).map(route => httpRoute(route));
  }

  private problems(): string[] {
    if (this.exposedServices.length === 0) {
      return [`has no route, which Istio refuses, and the gateway would answer 404 for ${this.paths.map(show).join(', ')}: expose a service here`];
    }
    const problems = [...this.table.problems(), ...this.compiled().problems];
    return [...new Set(problems.map(({ owner, message }) => `'${owner.node.path}' ${message}`))];
  }
}

function isRoot(path: string): boolean {
  return path.replace(/\/+$/, '') === '';
}

function isWithin(path: string, area: string): boolean {
  const base = area.replace(/\/+$/, '');
  return `${path}/`.startsWith(`${base}/`);
}
