import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { Exposure } from './exposure';
import { fail } from '../core/errors';
import { IGatewayReference } from '../core/gateway-reference';
import { Json, MeshObject, namespaceOf } from '../core/mesh-object';
import { compileConnections, compileRoutes } from '../routing/compile';
import { compileOnce, noteChange } from '../routing/compile-once';
import { asks, isClaimKey } from '../routing/conjunction';
import { RouteContext } from '../routing/context';
import { RouteProblem } from '../routing/contribution';
import { httpRoute, tlsRoute } from '../routing/render';
import { RouteTable } from '../routing/route-table';
import { behindDestinationRules } from '../service/apply-order';

/** One public host of a gateway: the one VirtualService that all its exposures share. */
export class HostRoutes {
  public readonly table: RouteTable;
  public readonly object: MeshObject;
  private readonly context: RouteContext;
  private readonly compiled = compileOnce(problems => this.spec(problems));
  private through?: { exposure: Exposure; port: number | undefined };

  constructor(private readonly gateway: Construct & IGatewayReference, public readonly host: string) {
    this.context = { gateway: `${gateway.namespace}/${gateway.gatewayName}`, host };
    this.table = new RouteTable(gateway);
    const label = host.replace('*', 'wildcard');
    this.object = new MeshObject(gateway, `VirtualService-${label}`, {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      name: `${gateway.gatewayName}-${label}`.toLowerCase(),
      namespace: namespaceOf(gateway),
      fields: { spec: Lazy.any({ produce: () => this.compiled().result.spec }) },
    });
    behindDestinationRules(this.object, this.table);
  }

  /** Gives the host's connections to a service as they are. */
  public passThrough(exposure: Exposure, port: number | undefined): void {
    if (this.through) {
      fail(exposure, `is exposed under '${this.host}', whose TLS passes through to '${this.through.exposure.service.node.path}' already: such a host has one service`);
    }
    this.through = { exposure, port };
    behindDestinationRules(this.object, exposure.service._routes);
    noteChange();
  }

  public problems(): string[] {
    const problems = [...this.table.problems(), ...this.compiled().problems];
    return [...new Set(problems.map(({ owner, message }) => `host '${this.host}': '${owner.node.path}' ${message}`))];
  }

  /** Whether a route asks for a claim of the request's token. */
  public get asksForClaims(): boolean {
    return this.compiled().result.asksForClaims;
  }

  private spec(problems: RouteProblem[]): { spec: Json; asksForClaims: boolean } {
    const routes = compileRoutes(this.table, this.context, undefined, problems);
    const through = this.through;
    const asksForClaims = routes.some(({ match }) => match.some(one => asks(one, isClaimKey)));
    const spec = {
      hosts: [this.host],
      gateways: [`${this.gateway.namespace}/${this.gateway.gatewayName}`],
      http: routes.length === 0 ? undefined : routes.map(route => httpRoute(route)),
      tls: through && compileConnections(through.exposure.service._routes, this.context, through.port)
        .map(route => tlsRoute(route, [this.host])),
    };
    return { spec, asksForClaims };
  }
}
