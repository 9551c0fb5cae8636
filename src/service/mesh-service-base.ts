import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { adoptWorkload, AdoptProps } from './adopt-workload';
import { behindDestinationRules, keepTogether } from './apply-order';
import { IRoutedService } from './i-routed-service';
import { MeshTrafficProps } from './mesh-traffic-props';
import { OutboundTraffic } from './outbound-traffic';
import { ResolvedPort, ServicePort, trafficOf } from './port';
import { ServiceVersion } from './service-version';
import { addSidecar } from './sidecar';
import { TrafficPolicies, TrafficPolicyContribution } from './traffic-policies';
import { virtualServiceSpec } from './virtual-service';
import { fail, show } from '../core/errors';
import { IMeshHost } from '../core/mesh-host';
import { MeshObject } from '../core/mesh-object';
import { MeshSettings } from '../core/mesh-settings';
import { checkDnsLabel, checkDnsSubdomain } from '../core/values';
import { warn } from '../core/warnings';
import { compileOnce, noteChange } from '../routing/compile-once';
import { asks, isHttpKey } from '../routing/conjunction';
import { Action, DestinationContribution, PolicyContribution, RouteTableView } from '../routing/contribution';
import { RouteTable } from '../routing/route-table';

/** What a subclass knows of its Service before it is built. */
export interface MeshServiceIdentity {
  readonly serviceName: string;
  readonly namespace: string;
  readonly podLabels: { [name: string]: string };
  readonly ports: readonly ResolvedPort[];
  /** Whether a Sidecar is written. */
  readonly sidecar: boolean;
}

/**
 * One host of the mesh and its owner: the DestinationRule with its versions, and the one route table to which constructs
 * contribute.
 *
 * @internal
 */
export abstract class MeshServiceBase extends Construct implements IRoutedService {
  /**
   * The name of the Kubernetes Service.
   */
  public readonly serviceName: string;

  /**
   * The namespace of the service and its pods.
   */
  public readonly namespace: string;

  /**
   * The fully qualified host, for example `reviews.bookinfo.svc.cluster.local`.
   */
  public readonly host: string;

  /**
   * The DestinationRule of the host, to patch it.
   */
  public readonly destinationRule: ApiObject;

  /** @internal */
  public readonly _ports: readonly ResolvedPort[];
  private readonly table: RouteTable;
  private readonly trafficPolicies = new TrafficPolicies();
  private readonly versionList: ServiceVersion[] = [];
  private readonly calleeList: IMeshHost[] = [];
  private readonly selector: { [name: string]: string };
  private readonly virtualServiceName: string;
  private readonly compiled = compileOnce(problems => virtualServiceSpec(this.host, this._ports, this.table, problems));
  /** @internal public hosts under which gateways expose the service */
  protected readonly _publicHosts = new Set<string>();
  private routes?: MeshObject;
  private defaultVersion?: ServiceVersion;

  /**
   * @param identity called with the new construct, so that errors can name it
   * @param before writes what must stand before the DestinationRule
   */
  protected constructor(
    scope: Construct, id: string, props: MeshTrafficProps,
    identity: (self: Construct) => MeshServiceIdentity,
    before?: (self: Construct, known: MeshServiceIdentity) => void,
  ) {
    super(scope, id);
    const known = identity(this);
    this.serviceName = checkDnsLabel(this, 'service name', known.serviceName);
    this.namespace = checkDnsLabel(this, 'namespace', known.namespace);
    this.selector = known.podLabels;
    this._ports = known.ports;
    const settings = MeshSettings.of(this);
    this.host = `${this.serviceName}.${this.namespace}.svc.${settings.clusterDomain}`;
    for (const host of new Set([this.host, ...known.ports.flatMap(port => port.sniHosts)])) {
      settings._claim(this, `host ${host}`, `host '${host}'`, 'a host has one owner, contribute to that service instead');
    }
    this.table = new RouteTable(this, { name: this.serviceName, action: () => this.fallback() });
    this.virtualServiceName = checkDnsSubdomain(this, 'virtualServiceName', props.virtualServiceName ?? this.serviceName);
    before?.(this, known);

    if (props.loadBalancing) {
      this.trafficPolicies.add({ owner: this, fields: { loadBalancer: props.loadBalancing._toJson() } });
    }
    this.destinationRule = this.addDestinationRule(checkDnsSubdomain(this, 'destinationRuleName', props.destinationRuleName ?? this.serviceName));
    if (known.sidecar) {
      addSidecar(this, {
        name: this.serviceName,
        namespace: this.namespace,
        podLabels: this.selector,
        outboundTraffic: props.outboundTraffic ?? OutboundTraffic.REGISTRY_ONLY,
        callees: () => this.calleeList,
      });
    }
    this.calls(...(props.calls ?? []));
    this.node.addValidation({ validate: () => this.problems() });
  }

  /**
   * The identity that the service's pods show to others in the mesh; undefined when it is not known.
   */
  public abstract get principal(): string | undefined;

  /**
   * The ports of the service, with everything filled in; a `targetPort` that the Service gives by name is left out.
   */
  public get ports(): ServicePort[] {
    return this._ports.map(port => {
      const { port: number, protocol, name, sniHosts } = port;
      return { port: number, targetPort: port.targetName === undefined ? port.targetPort : undefined, protocol, name, sniHosts: [...sniHosts] };
    });
  }

  /**
   * Labels that every pod of the service carries.
   */
  public get podLabels(): { [name: string]: string } {
    return { ...this.selector };
  }

  /**
   * The versions of the service, in the order in which they were added.
   */
  public get versions(): ServiceVersion[] {
    return [...this.versionList];
  }

  /**
   * What the service declares that it calls.
   */
  public get callees(): IMeshHost[] {
    return [...this.calleeList];
  }

  /**
   * The VirtualService of the host, to patch it; undefined while nothing routes to the service and it has one version.
   */
  public get virtualService(): ApiObject | undefined {
    return this.routes;
  }

  /**
   * Declares that the service calls others. Its proxy's Sidecar lets these through.
   *
   * @param callees the services that are called
   */
  public calls(...callees: IMeshHost[]): void {
    for (const callee of callees) {
      if (!this.calleeList.includes(callee)) {
        this.calleeList.push(callee);
      }
    }
  }

  /**
   * Takes a workload that something else makes as a version: a Deployment of any cdk8s-plus, of an Include or of a Helm chart.
   * Its pods must carry the labels that the service selects; the label `version` is added where it is missing.
   *
   * @param name the version's name
   * @param props which workload it is
   * @throws when the workload is of another kind or its pods are not the service's
   */
  public adopt(name: string, props: AdoptProps): ServiceVersion {
    const version = this._newVersion(name, props.retiring ?? false);
    version._workload = adoptWorkload(version, name, this.podLabels, props);
    this._addVersion(version);
    return version;
  }

  /**
   * Says which version takes the requests that no construct claims. Without it the first that was added does.
   *
   * @param version a version of this service that is not retiring
   * @throws when the version is another service's or retiring
   */
  public defaultTo(version: ServiceVersion): void {
    if (version.service !== this || version.retiring) {
      fail(this, `cannot default to version ${show(version.versionName)}${version.retiring ? ', which is retiring' : ` of '${version.service.node.path}'`}: use a version of the service itself that stays`);
    }
    this.defaultVersion = version;
    noteChange();
  }

  /** @internal */
  public get _versionNames(): readonly string[] {
    return this.versionList.map(version => version.versionName);
  }

  /** @internal */
  public get _routes(): RouteTableView {
    return this.table;
  }

  /** @internal */
  public _addDestination(contribution: DestinationContribution): void {
    const { action } = contribution;
    const needsRequests = action.kind !== 'split' || contribution.settings !== undefined || contribution.match.every(one => asks(one, isHttpKey));
    this.checkCarries(contribution, needsRequests);
    for (const destination of action.kind === 'split' ? action.destinations : []) {
      const version = destination.host === this.host ? this.versionList.find(one => one.versionName === destination.subset) : undefined;
      if (version?.retiring) {
        fail(contribution.owner, `routes to version ${show(version.versionName)} of '${this.node.path}', which is retiring: remove the route, or 'retiring'`);
      }
    }
    this.table.addDestination(contribution);
    const routes = this.writeRoutes();
    if (action.kind === 'service') {
      behindDestinationRules(routes, action.table);
    }
  }

  /** @internal */
  public _addPolicy(contribution: PolicyContribution): void {
    this.checkCarries(contribution, true);
    this.table.addPolicy(contribution);
    this.writeRoutes();
  }

  /** @internal */
  public _addTrafficPolicy(contribution: TrafficPolicyContribution): void {
    this.trafficPolicies.add(contribution);
    if (contribution.version !== undefined && this.carriesRoutes) {
      // What is said of a subset holds for requests whose route names it.
      this.writeRoutes();
    }
  }

  /** @internal */
  public _replicas(version?: string): Map<string, number> {
    const versions = this.versionList.filter(one => version === undefined || one.versionName === version);
    return new Map(versions.filter(({ replicas }) => replicas).map(one => [one.versionName, one.replicas!]));
  }

  /** @internal */
  public _exposedUnder(host: string): void {
    this._publicHosts.add(host);
  }

  /** @internal */
  protected _addVersion(version: ServiceVersion): void {
    const { subsetLabels, serviceAccountName } = version._workload;
    const twin = this.versionList.find(({ _workload: other }) => holds(other.subsetLabels, subsetLabels) || holds(subsetLabels, other.subsetLabels));
    if (twin) {
      fail(version, `is told by the labels ${show(subsetLabels)}, version ${show(twin.versionName)} by ${show(twin._workload.subsetLabels)}: pods of one would be taken for the other's; give the pods a label of their own, or adopt another workload`);
    }
    if (serviceAccountName !== undefined) {
      MeshSettings.of(this)._shareAccount(this._principalOf(serviceAccountName), this);
    }
    this.versionList.push(version);
    noteChange();
    // With two versions Kubernetes would share requests out by pods: from here on a route says who gets them.
    if (this.versionList.length > 1 && this.carriesRoutes) {
      this.writeRoutes();
    }
  }

  /** @internal */
  protected _newVersion(name: string, retiring: boolean): ServiceVersion {
    checkDnsLabel(this, 'version', name);
    if (this.versionList.some(one => one.versionName === name)) {
      fail(this, `has version ${show(name)} already: give each version a name of its own`);
    }
    return ServiceVersion._create(this, name, retiring);
  }

  /** @internal */
  protected _principalOf(serviceAccountName: string): string {
    return `${MeshSettings.of(this).trustDomain}/ns/${this.namespace}/sa/${serviceAccountName}`;
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

  /** Where requests go that no construct claims: to one version, so that a further version takes none unasked. */
  private fallback(): Action {
    const first = this.defaultVersion ?? this.versionList.find(version => !version.retiring);
    return { kind: 'split', destinations: [first ? first._destination() : { host: this.host }] };
  }

  private addDestinationRule(name: string): MeshObject {
    return new MeshObject(this, 'DestinationRule', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      name,
      namespace: this.namespace,
      fields: {
        spec: Lazy.any({
          produce: () => ({
            host: this.host,
            trafficPolicy: this.trafficPolicies.ofService,
            subsets: this.versionList.map(({ versionName, _workload }) => ({
              name: versionName,
              labels: _workload.subsetLabels,
              trafficPolicy: this.trafficPolicies.of(versionName),
            })),
          }),
        }),
      },
    });
  }

  private writeRoutes(): MeshObject {
    if (this.routes) {
      return this.routes;
    }
    this.routes = new MeshObject(this, 'VirtualService', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      name: this.virtualServiceName,
      namespace: this.namespace,
      fields: { spec: Lazy.any({ produce: () => this.compiled().result }) },
    });
    keepTogether(this.destinationRule, this.routes);
    return this.routes;
  }

  private problems(): string[] {
    if (this.versionList.length === 0) {
      return ['has no version, so no pod would answer: add one with addVersion, or use MeshService.fromServiceAttributes for a service that is deployed elsewhere'];
    }
    if (this.versionList.every(version => version.retiring)) {
      return ['has retiring versions only, so nothing may answer: add the version that takes over'];
    }
    const staying = this.versionList.filter(version => !version.retiring);
    if (staying.length > 1 && staying.length < this.versionList.length && !this.saysWhoTakesOver()) {
      const names = staying.map(version => show(version.versionName)).join(', ');
      return [`has a retiring version, and ${names} stay: all requests would go to the first of them; say which takes over, by defaultTo(version) or a route for every request`];
    }
    this.nameSharedAccounts();
    const problems = [...this.trafficPolicies.problems(), ...this.table.problems(), ...(this.routes ? this.compiled().problems : [])];
    return [...new Set(problems.map(problem => problem.owner === this ? problem.message : `'${problem.owner.node.path}': ${problem.message}`))];
  }

  /** Istio routes no UDP. */
  private get carriesRoutes(): boolean {
    return this._ports.some(port => trafficOf(port.protocol) !== 'udp');
  }

  private saysWhoTakesOver(): boolean {
    return this.defaultVersion !== undefined || this.table.claimsAll;
  }

  /** The mesh knows workloads by their accounts: those that share one cannot be told apart by any policy. */
  private nameSharedAccounts(): void {
    for (const account of new Set(this.versionList.map(version => version._workload.serviceAccountName))) {
      const sharers = account === undefined ? [] : MeshSettings.of(this)._sharersOf(this._principalOf(account));
      if (sharers.length > 1 && sharers[0] === this) {
        warn(this, `${sharers.map(one => `'${one.node.path}'`).join(', ')} run as one service account, '${account}': the mesh cannot tell them apart; give each a service account of its own`);
      }
    }
  }
}

/** Whether pods with the labels `inner` carry all of `outer`. */
function holds(outer: { readonly [name: string]: string }, inner: { readonly [name: string]: string }): boolean {
  return Object.entries(outer).every(([name, value]) => inner[name] === value);
}
