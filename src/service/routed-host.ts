import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { targetOf } from './action-target';
import { behindDestinationRules, keepTogether } from './apply-order';
import { IAliasTarget } from './i-alias-target';
import { IRoutedHost } from './i-routed-host';
import { ResolvedPort, trafficOf } from './port';
import { TrafficPolicies, TrafficPolicyContribution } from './traffic-policies';
import { virtualServiceSpec } from './virtual-service';
import { Visibility } from './visibility';
import { noteRoute } from '../core/call-graph';
import { fail } from '../core/errors';
import { IMeshHost } from '../core/mesh-host';
import { Json, MeshObject } from '../core/mesh-object';
import { MeshSettings } from '../core/mesh-settings';
import { compileOnce, noteChange } from '../routing/compile-once';
import { asks, isHttpKey } from '../routing/conjunction';
import { Action, DestinationContribution, PolicyContribution, RouteTableView } from '../routing/contribution';
import { RouteTable } from '../routing/route-table';
import { Suspension } from '../routing/suspension';

/** What a subclass knows of its host before it is built. */
export interface HostIdentity {
  readonly host: string;
  readonly namespace: string;
  readonly ports: readonly ResolvedPort[];
  /** By which its objects are named, and the route for what nothing claims. */
  readonly routeName: string;
  readonly virtualServiceName: string;
  readonly visibility: Visibility;
}

/**
 * One host and its owner: the one route table to which constructs contribute, and what is said of how callers treat the host.
 *
 * @internal
 */
export abstract class RoutedHost extends Construct implements IRoutedHost, IAliasTarget {
  /**
   * The fully qualified host, for example `reviews.bookinfo.svc.cluster.local`.
   */
  public readonly host: string;

  /**
   * The namespace of the host's objects.
   */
  public readonly namespace: string;

  /** @internal */
  public readonly _name: string;
  /** @internal */
  public readonly _ports: readonly ResolvedPort[];
  /** @internal */
  protected readonly _table: RouteTable;
  /** @internal */
  protected readonly _trafficPolicies = new TrafficPolicies();
  /** @internal */
  protected readonly _visibility: Visibility;
  private readonly virtualServiceName: string;
  private readonly trafficObjects: ApiObject[] = [];
  private readonly trafficListeners: ((object: ApiObject) => void)[] = [];
  private readonly aliases: IMeshHost[] = [];
  private readonly compiled = compileOnce(problems => virtualServiceSpec(this, this.aliases, this._table, problems));
  private routes?: MeshObject;

  /**
   * @param identity called with the new construct, so that errors can name it
   */
  protected constructor(scope: Construct, id: string, identity: (self: Construct) => HostIdentity) {
    super(scope, id);
    const known = identity(this);
    this.host = known.host;
    this.namespace = known.namespace;
    this._name = known.routeName;
    this.virtualServiceName = known.virtualServiceName;
    this._visibility = known.visibility;
    this._visibility._check(this);
    this._ports = known.ports;
    for (const host of new Set([this.host, ...known.ports.flatMap(port => port.sniHosts)])) {
      MeshSettings.of(this)._claim(this, `host ${host}`, `host '${host}'`, 'a host has one owner, contribute to that service instead');
    }
    this._table = new RouteTable(this, { name: this._name, action: () => this._fallback() });
    this.node.addValidation({ validate: () => this._problems() });
  }

  /**
   * The VirtualService of the host, to patch it; undefined while nothing routes to it.
   */
  public get virtualService(): ApiObject | undefined {
    return this.routes;
  }

  /** @internal */
  public get _routes(): RouteTableView {
    return this._table;
  }

  /** @internal */
  public _addDestination(contribution: DestinationContribution): void {
    const { action } = contribution;
    const needsRequests = action.kind !== 'split' || contribution.settings !== undefined || contribution.match.every(one => asks(one, isHttpKey));
    this.checkCarries(contribution, needsRequests);
    this._table.addDestination(contribution);
    const routes = this._writeRoutes();
    const target = targetOf(action);
    if (target) {
      behindDestinationRules(routes, target.service._routes);
      noteRoute(this, target.service, target.port);
    }
  }

  /** @internal */
  public _addPolicy(contribution: PolicyContribution): void {
    this.checkCarries(contribution, true);
    this._table.addPolicy(contribution);
    this._writeRoutes();
  }

  /** @internal */
  public _addTrafficPolicy(contribution: TrafficPolicyContribution): void {
    this._trafficPolicies.add(contribution);
    noteChange();
  }

  /** @internal */
  public get _hashes(): boolean {
    return this._trafficPolicies.hash;
  }

  /** @internal */
  public _suspend(suspension: Suspension | undefined): void {
    const routes = this._writeRoutes();
    if (suspension) {
      this._table.suspend(suspension);
      if (suspension.instead.kind === 'service') {
        behindDestinationRules(routes, suspension.instead.table);
      }
    }
  }

  /** @internal */
  public _suspensionOf(version: string): Suspension | undefined {
    return this._table.suspensionOf(version);
  }

  /** @internal */
  public _takeAlias(alias: IMeshHost): readonly ResolvedPort[] {
    this.aliases.push(alias);
    noteChange();
    return this._ports;
  }

  /** @internal */
  public abstract _replicas(version?: string): Map<string, number>;

  /** @internal tells of the objects that say how callers treat the host, of those that stand and of those that will */
  public _onTrafficObject(listener: (object: ApiObject) => void): void {
    this.trafficObjects.forEach(listener);
    this.trafficListeners.push(listener);
  }

  /** @internal the namespaces that see the host's objects; all when not given */
  public _exportTo(): string[] | undefined {
    return this._visibility._exportTo(this);
  }

  /** @internal where requests go that no construct claims */
  protected abstract _fallback(): Action;

  /** @internal */
  protected _problems(): string[] {
    const hidden = this._visibility._problems(this, this._exportTo());
    const problems = [...this._trafficPolicies.problems(), ...this._table.problems(), ...(this.routes ? this.compiled().problems : [])];
    return [...new Set([...hidden, ...problems.map(problem => problem.owner === this ? problem.message : `'${problem.owner.node.path}': ${problem.message}`)])];
  }

  /** @internal whether Istio routes anything of the host; it routes no UDP */
  protected get _carriesRoutes(): boolean {
    return this._ports.some(port => trafficOf(port.protocol) !== 'udp');
  }

  /** @internal */
  protected _addDestinationRule(name: string, rest: () => Json): MeshObject {
    const rule = new MeshObject(this, 'DestinationRule', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      name,
      namespace: this.namespace,
      fields: {
        spec: Lazy.any({
          produce: () => ({ host: this.host, exportTo: this._exportTo(), trafficPolicy: this._trafficPolicies.ofService, ...rest() }),
        }),
      },
    });
    this.tellOf(rule);
    return rule;
  }

  /** @internal the VirtualService, from when something routes */
  protected _writeRoutes(): MeshObject {
    if (this.routes) {
      return this.routes;
    }
    this.routes = new MeshObject(this, 'VirtualService', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      name: this.virtualServiceName,
      namespace: this.namespace,
      fields: { spec: Lazy.any({ produce: () => ({ ...this.compiled().result, exportTo: this._exportTo() }) }) },
    });
    const rule = this.node.tryFindChild('DestinationRule');
    if (rule) {
      keepTogether(rule as ApiObject, this.routes);
    }
    this.tellOf(this.routes);
    return this.routes;
  }

  private tellOf(object: ApiObject): void {
    this.trafficObjects.push(object);
    this.trafficListeners.forEach(listener => listener(object));
  }

  private checkCarries(contribution: DestinationContribution | PolicyContribution, needsRequests: boolean): void {
    const ports = this._ports.filter(port => !contribution.ports || contribution.ports.includes(port.port));
    for (const number of contribution.ports ?? []) {
      if (!this._ports.some(port => port.port === number)) {
        fail(contribution.owner, `port ${number} is none of '${this.node.path}': use one of ${this._ports.map(port => port.port).join(', ')}`);
      }
    }
    const carriers = ports.filter(port => needsRequests ? trafficOf(port.protocol) === 'http' : trafficOf(port.protocol) !== 'udp');
    if (carriers.length === 0) {
      const spoken = ports.map(port => `port ${port.port} speaks ${port.protocol}`).join(', ');
      fail(contribution.owner, `needs ${needsRequests ? 'HTTP requests' : 'TCP connections'}, and of '${this.node.path}' ${spoken}: give the port another protocol, or leave out what only ${needsRequests ? 'HTTP' : 'TCP'} has`);
    }
  }
}
