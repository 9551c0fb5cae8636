import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { adoptWorkload, AdoptProps } from './adopt-workload';
import { checkOperations } from './called-operations';
import { IMeshService, KnownVersion } from './i-mesh-service';
import { IRoutedService } from './i-routed-service';
import { LoadBalancing } from './load-balancing';
import { MachineVersionProps } from './machines-props';
import { MeshTrafficProps } from './mesh-traffic-props';
import { checkOfOtherCluster, differencesToOtherClusters, hostsInOtherClusters, inOtherClusters } from './other-clusters';
import { OutboundTraffic } from './outbound-traffic';
import { PortProtocol, ResolvedPort, ServicePort } from './port';
import { RegisteredMachines } from './register-machines';
import { RoutedHost } from './routed-host';
import { endpointsOf, originsOf } from './service-endpoints';
import { identitiesOfVersions, nameSharedAccounts, whyOutside } from './service-identity';
import { meshServices, services } from './service-registry';
import { ServiceVersion } from './service-version';
import { addSidecar } from './sidecar';
import { TrafficPolicyContribution } from './traffic-policies';
import { Visibility } from './visibility';
import { noteCall } from '../core/call-graph';
import { CalledOperation } from '../core/called-operation';
import { fail, show } from '../core/errors';
import { selects } from '../core/labels';
import { IMeshHost } from '../core/mesh-host';
import { MeshSettings } from '../core/mesh-settings';
import { NetworkEndpoints } from '../core/network-endpoints';
import { principalOf } from '../core/principal';
import { checkDnsLabel, checkDnsSubdomain } from '../core/values';
import { noteChange } from '../routing/compile-once';
import { Action, DestinationContribution } from '../routing/contribution';

/** What a subclass knows of its Service before it is built. */
export interface MeshServiceIdentity {
  readonly serviceName: string;
  readonly namespace: string;
  readonly podLabels: { [name: string]: string };
  readonly ports: readonly ResolvedPort[];
  /** Whether the Service's name stands for the addresses of the pods. */
  readonly headless: boolean;
  /** Whether a Sidecar is written. */
  readonly sidecar: boolean;
}

/**
 * A service of the mesh: the owner of its host, with the versions that are the subsets of its DestinationRule, what it calls, and
 * the Sidecar that lets it.
 *
 * @internal
 */
export abstract class MeshServiceBase extends RoutedHost implements IRoutedService {
  /**
   * The name of the Kubernetes Service.
   */
  public readonly serviceName: string;

  /**
   * The DestinationRule of the host, to patch it.
   */
  public readonly destinationRule: ApiObject;

  private readonly versionList: ServiceVersion[] = [];
  private readonly subsetsOfAllPods = new Set<string>();
  private readonly calleeList: IMeshHost[] = [];
  private readonly narrowed = new Set<IMeshHost>();
  private readonly selector: { [name: string]: string };
  /** @internal */
  public readonly _headless: boolean;
  private readonly hasSidecar: boolean;
  private readonly outboundTraffic?: OutboundTraffic;
  /** @internal public hosts under which gateways expose the service */
  protected readonly _publicHosts = new Set<string>();
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
    let known!: MeshServiceIdentity;
    super(scope, id, self => {
      known = identity(self);
      const serviceName = checkDnsLabel(self, 'service name', known.serviceName);
      const namespace = checkDnsLabel(self, 'namespace', known.namespace);
      return {
        host: `${serviceName}.${namespace}.svc.${MeshSettings.of(self).clusterDomain}`,
        namespace,
        ports: known.ports,
        routeName: serviceName,
        virtualServiceName: checkDnsSubdomain(self, 'virtualServiceName', props.virtualServiceName ?? serviceName),
        visibility: props.visibility ?? Visibility.everywhere(),
      };
    });
    this.serviceName = known.serviceName;
    this.selector = known.podLabels;
    this._headless = known.headless;
    this.hasSidecar = known.sidecar;
    this.outboundTraffic = props.outboundTraffic;
    before?.(this, known);

    if (props.loadBalancing) {
      this._trafficPolicies.add({ owner: this, fields: { loadBalancer: props.loadBalancing._toJson(this, this._ports) } });
    }
    if (props.upgradeToHttp2) {
      if (!this._ports.some(({ protocol }) => protocol === PortProtocol.HTTP)) {
        fail(this, 'has upgradeToHttp2, and no port that speaks HTTP: leave it out; HTTP2 and GRPC ports speak HTTP/2 anyway');
      }
      this._trafficPolicies.add({ owner: this, fields: { connectionPool: { http: { h2UpgradePolicy: 'UPGRADE' } } } });
    }
    const ruleName = checkDnsSubdomain(this, 'destinationRuleName', props.destinationRuleName ?? this.serviceName);
    this.destinationRule = this._addDestinationRule(ruleName, () => ({
      subsets: this.versionList.map(({ versionName, _workload }) => ({
        name: versionName,
        labels: this.subsetsOfAllPods.has(versionName) ? this.selector : _workload.subsetLabels,
        trafficPolicy: this._trafficPolicies.of(versionName),
      })),
    }));
    if (known.sidecar) {
      addSidecar(this, {
        name: this.serviceName,
        namespace: this.namespace,
        podLabels: this.selector,
        outboundTraffic: () => this.outbound,
        callees: () => this.calleeList,
      });
    }
    this.calls(...(props.calls ?? []));
    services.note(this);
    meshServices.note(this);
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
   * Declares that the service calls others. Its proxy's Sidecar lets these through.
   *
   * @param callees the services that are called, in the mesh or outside
   */
  public calls(...callees: IMeshHost[]): void {
    for (const callee of callees) {
      if (this.narrowed.has(callee)) {
        fail(this, `calls all of '${callee.node.path}', and only some of it by callsOnly: use one of the two`);
      }
      if (!this.calleeList.includes(callee)) {
        this.calleeList.push(callee);
        noteCall(this, callee);
      }
    }
  }

  /**
   * Declares that the service calls a part of another: some of its ports, methods or paths. Where `LeastPrivilege` holds for the other, that is all it lets
   * this one do; the Sidecar knows whole hosts.
   *
   * @param callee the service that is called
   * @param operations what is asked of it: requests that are one of these
   * @throws when all of it is called already, a port is none of its own, or methods or paths are asked of a port that does not speak HTTP
   */
  public callsOnly(callee: IMeshService, ...operations: CalledOperation[]): void {
    if (this.calleeList.includes(callee)) {
      fail(this, `calls only some of '${callee.node.path}', which it declares to call already: say all operations in one callsOnly, and leave it out of calls`);
    }
    const checked = checkOperations(this, callee, operations);
    this.calleeList.push(callee);
    this.narrowed.add(callee);
    noteCall(this, callee, checked);
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
    this._addVersion(version, props.loadBalancing);
    return version;
  }

  /**
   * Takes machines outside of the cluster, virtual or not, as a version: their proxies join the mesh as pods' do, and routes lead to
   * them as to any version. For machines beside the pods of one version see `ServiceVersion.addMachines`.
   *
   * @param name the version's name
   * @param props which machines
   * @throws when an address is none or is used twice, or the machines' identity or ports are not known
   */
  public addMachines(name: string, props: MachineVersionProps): ServiceVersion {
    const version = this._newVersion(name, props.retiring ?? false);
    const serviceAccountName = props.serviceAccountName ?? this._accountName;
    const replicas = props.machines ? 0 : undefined;
    version._workload = { subsetLabels: { version: name }, podLabels: { ...this.podLabels, version: name }, serviceAccountName, replicas };
    version.addMachines(props);
    this._addVersion(version);
    return version;
  }

  /**
   * Takes the pods of a version in another cluster of the mesh as a version of the service here, so that routes of this cluster's callers lead to them:
   * a service moves from cluster to cluster as a canary does.
   *
   * @param version a version of the same service in the other cluster
   * @throws when the version is another host's or in the same cluster, or its name is taken
   */
  public addRemoteVersion(version: ServiceVersion): ServiceVersion {
    checkOfOtherCluster(this, version);
    const remote = this._newVersion(version.versionName, version.retiring);
    const { subsetLabels, podLabels, serviceAccountName } = version._workload;
    remote._workload = { subsetLabels, podLabels, serviceAccountName, replicas: 0 };
    this._addVersion(remote);
    return remote;
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
  public get _identities(): readonly string[] | undefined {
    return identitiesOfVersions(this, this.versionList);
  }

  /** @internal */
  public get _outside(): string | undefined {
    return whyOutside(this, this.versionList);
  }

  /** @internal */
  public get _machines(): readonly RegisteredMachines[] {
    return this.versionList.flatMap(({ _machines }) => _machines);
  }

  /** @internal */
  public get _confined(): boolean {
    return this.hasSidecar && this.outbound === OutboundTraffic.REGISTRY_ONLY;
  }

  /** @internal */
  public _endpoints(): NetworkEndpoints[] {
    return endpointsOf(this);
  }

  /** @internal */
  public _origins(): NetworkEndpoints[] {
    return originsOf(this);
  }

  /** @internal */
  public get _knownVersions(): readonly KnownVersion[] {
    return this.versionList;
  }

  /** @internal */
  public _addDestination(contribution: DestinationContribution): void {
    const { action } = contribution;
    for (const destination of action.kind === 'split' ? action.destinations : []) {
      const version = destination.host === this.host ? this.versionList.find(one => one.versionName === destination.subset) : undefined;
      if (version?.retiring) {
        fail(contribution.owner, `routes to version ${show(version.versionName)} of '${this.node.path}', which is retiring: remove the route, or 'retiring'`);
      }
    }
    super._addDestination(contribution);
  }

  /** @internal */
  public _addTrafficPolicy(contribution: TrafficPolicyContribution): void {
    super._addTrafficPolicy(contribution);
    if (contribution.version !== undefined && this._carriesRoutes) {
      // What is said of a subset holds for requests whose route names it.
      this._writeRoutes();
    }
  }

  /** @internal */
  public _replicas(version?: string): Map<string, number> {
    const counts = this.versionList
      .filter(({ versionName, replicas }) => replicas !== undefined && (version === undefined || versionName === version))
      .map(({ versionName, replicas }) => [versionName, replicas! + hostsInOtherClusters(this, versionName)] as const);
    return new Map(counts.filter(([, count]) => count > 0));
  }

  /** @internal */
  public _takesAllPods(versionName: string): void {
    this.subsetsOfAllPods.add(versionName);
  }

  /** @internal */
  public _exposedUnder(host: string): void {
    this._publicHosts.add(host);
  }

  /** @internal the ServiceAccount of the service's workloads, where it is known to be one */
  protected abstract get _accountName(): string | undefined;

  /** @internal */
  protected _addVersion(version: ServiceVersion, loadBalancing?: LoadBalancing): void {
    const { subsetLabels, serviceAccountName } = version._workload;
    const twin = this.versionList.find(({ _workload: { subsetLabels: others } }) => selects(others, subsetLabels) || selects(subsetLabels, others));
    if (twin) {
      fail(version, `is told by the labels ${show(subsetLabels)}, version ${show(twin.versionName)} by ${show(twin._workload.subsetLabels)}: pods of one would be taken for the other's; give the pods a label of their own, or adopt another workload`);
    }
    if (this._headless && this.versionList.length > 0) {
      fail(version, `is a second version of '${this.node.path}', which is headless: callers go to the pod whose address they looked up, whatever a route says; give the versions a service each, or the service an address`);
    }
    if (serviceAccountName !== undefined) {
      MeshSettings.of(this)._shareAccount(principalOf(this, this.namespace, serviceAccountName), this);
    }
    this.versionList.push(version);
    noteChange();
    if (loadBalancing) {
      this._addTrafficPolicy({ owner: version, version: version.versionName, fields: { loadBalancer: loadBalancing._toJson(version, this._ports) } });
    }
    // With two versions Kubernetes would share requests out by pods: from here on a route says who gets them, in all clusters.
    const everywhere = [this, ...inOtherClusters(this)] as MeshServiceBase[];
    if (new Set(everywhere.flatMap(one => one.versionList.map(({ versionName }) => versionName))).size > 1) {
      everywhere.filter(one => one._carriesRoutes).forEach(one => one._writeRoutes());
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

  private get outbound(): OutboundTraffic {
    return this.outboundTraffic ?? MeshSettings.of(this)._defaultOutboundTraffic as OutboundTraffic | undefined ?? OutboundTraffic.REGISTRY_ONLY;
  }

  /** @internal to one version, so that a further version takes none unasked */
  protected _fallback(): Action {
    const first = this.defaultVersion ?? this.versionList.find(version => !version.retiring);
    return { kind: 'split', destinations: [first ? first._destination() : { host: this.host }] };
  }

  /** @internal */
  protected _problems(): string[] {
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
    nameSharedAccounts(this, this.versionList);
    return [...differencesToOtherClusters(this), ...super._problems()];
  }

  private saysWhoTakesOver(): boolean {
    return this.defaultVersion !== undefined || this._table.claimsAll;
  }
}
