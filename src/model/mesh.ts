import { DestinationRules } from './destination-rules';
import { Entity } from './entity';
import { FieldIndex } from './field-index';
import { HostMap, qualifiedHost, serviceOfHost } from './hosts';
import { DestinationRuleSpec, GatewaySpec, ServiceEntrySpec, VirtualServiceSpec, WorkloadEntrySpec } from './istio-specs';
import { KindKey, KINDS } from './kinds';
import { ServiceSpec } from './kubernetes-specs';
import { Namespace, namespacesOf } from './namespace';
import { Objects } from './objects';
import { MeshOptions } from './options';
import { hostOfService, hostsOfEntry, ServiceHost } from './service-host';
import { BrokenManifest, soundManifests } from './sound-manifests';
import { isVisibleIn } from './visibility';
import { Workload, workloadsOf } from './workload';
import { labelsOfEntry } from './workload-entry';
import { addTo } from '../core/grouped';
import { ISTIO_VERSIONS, istioMinor, NEWEST_ISTIO } from '../core/istio-version';
import { LabelIndex } from '../core/label-index';
import { JsonObject, Manifest } from '../manifests/manifest';

const NO_HOSTS: readonly ServiceHost[] = [];

/**
 * A mesh as data: what manifests say, found by names, hosts and labels as Istio finds it. Nothing of it changes. Types of fields can be relied on, their
 * presence cannot.
 */
export class Mesh {
  public readonly objects: Objects;
  /** Objects whose structure is not what their kind has; they are among the objects, without what is wrong with them if that is its type. */
  public readonly broken: readonly BrokenManifest[];
  /** Objects in a version that no API server has; they are not among the objects. */
  public readonly unserved: readonly Manifest[];
  /** Objects of the experimental channel of the Gateway API, and what the standard one has against them; they are among the objects. */
  public readonly experimental: readonly BrokenManifest[];
  public readonly rootNamespace: string;
  public readonly clusterDomain: string;
  public readonly meshConfig: JsonObject;
  /** The minor version of Istio 1. */
  public readonly istioMinor: number;
  /** Namespaces in which pods run that no manifest describes. */
  public readonly partlyGiven: ReadonlySet<string>;
  private readonly defaultNamespace: string;
  private readonly knownHosts: ReadonlySet<string>;
  private readonly known = new Map<string, unknown>();
  // What is asked for each object, without a look into the map.
  private allNamespaces?: ReadonlyMap<string, Namespace>;
  private allWorkloads?: readonly Workload[];
  private workloadIndex?: LabelIndex<Workload>;

  constructor(manifests: readonly Manifest[], options: MeshOptions = {}) {
    const { meshConfig = {}, namespace = 'default', rootNamespace, clusterDomain = 'cluster.local', knownHosts = [], partlyGiven = [], istioVersion } = options;
    this.meshConfig = meshConfig;
    this.istioMinor = istioVersion === undefined ? NEWEST_ISTIO : knownMinor(istioVersion);
    this.defaultNamespace = namespace;
    this.rootNamespace = rootNamespace ?? (typeof meshConfig.rootNamespace === 'string' ? meshConfig.rootNamespace : 'istio-system');
    this.clusterDomain = clusterDomain;
    this.knownHosts = new Set(knownHosts);
    this.partlyGiven = new Set(partlyGiven);
    const { sound, broken, unserved, experimental } = soundManifests(manifests);
    this.broken = broken;
    this.unserved = unserved;
    this.experimental = experimental;
    this.objects = new Objects(sound, this.defaultNamespace);
  }

  /** Namespaces that have an object, or in which there is one. */
  public get namespaces(): ReadonlyMap<string, Namespace> {
    return this.allNamespaces ??= namespacesOf(this.objects);
  }

  /** Whether services or workloads of a namespace were given, so that what is not among them is not there. */
  public holdsAppsOf(namespace: string): boolean {
    return this.namespacesWithWorkloads.has(namespace) || this.once('namespaces with services', () => namesOf(this.objects.of(KINDS.service))).has(namespace);
  }

  /** Namespaces of which workloads were given. */
  public get namespacesWithWorkloads(): ReadonlySet<string> {
    return this.once('namespaces with workloads', () => namesOf(this.workloads));
  }

  /** What runs. */
  public get workloads(): readonly Workload[] {
    return this.allWorkloads ??= workloadsOf(this.objects, name => this.namespaces.get(name));
  }

  /** Workloads whose pods carry a label or an annotation of one of these names. */
  public workloadsCarrying(...names: readonly string[]): readonly Workload[] {
    return this.once('workloads by names of labels', () => new FieldIndex(this.workloads, ({ labels, annotations }) => [labels, annotations])).having(names);
  }

  /** Workloads whose pods a selector chooses, in a namespace or in all. */
  public workloadsWith(namespace: string | undefined, selector: { readonly [name: string]: string }): readonly Workload[] {
    if (!this.workloadIndex) {
      const index = new LabelIndex<Workload>();
      this.workloads.forEach(workload => index.add(workload.namespace, workload.labels, workload));
      this.workloadIndex = index;
    }
    return this.workloadIndex.chosenBy(namespace, selector);
  }

  /** Machines and other endpoints whose labels a selector chooses, in a namespace or in all. */
  public entriesWith(namespace: string | undefined, selector: { readonly [name: string]: string }): readonly Entity<WorkloadEntrySpec>[] {
    return this.once('entries by labels', () => {
      const index = new LabelIndex<Entity<WorkloadEntrySpec>>();
      this.objects.of<WorkloadEntrySpec>(KINDS.workloadEntry).forEach(entry => index.add(entry.namespace, labelsOfEntry(entry), entry));
      return index;
    }).chosenBy(namespace, selector);
  }

  /** Hosts of Services and ServiceEntries. */
  public get hosts(): readonly ServiceHost[] {
    return this.once('hosts', () => [
      ...this.objects.of<ServiceSpec>(KINDS.service).map(service => hostOfService(service, this.clusterDomain)),
      ...this.objects.of<ServiceEntrySpec>(KINDS.serviceEntry).flatMap(entry => hostsOfEntry(entry, this.exportedByDefault('defaultServiceExportTo'))),
    ]);
  }

  /** What a host is that clients of a namespace name: the hosts of that name, or of the wildcard above it, which they can see. */
  public hostsNamed(host: string, clientNamespace: string): readonly ServiceHost[] {
    const called = this.hostsCalled(host);
    return called.every(({ visibility }) => visibility === '*') ? called : called.filter(({ visibility }) => isVisibleIn(visibility, clientNamespace));
  }

  /** What a host is, whoever can see it. */
  public hostsCalled(host: string): readonly ServiceHost[] {
    return this.hostMap.find(host) ?? NO_HOSTS;
  }

  /**
   * Whether a host is surely not there: nothing that was given has it, and were it there it would have been given. Hosts of the cluster in namespaces of which no
   * service and no workload was given may be there.
   */
  public isAbsent(host: string): boolean {
    if (this.hostMap.find(host) || this.knownHosts.has(host)) {
      return false;
    }
    const service = serviceOfHost(host, this.clusterDomain);
    return service === undefined || this.holdsAppsOf(service.namespace);
  }

  public get destinationRules(): DestinationRules {
    return this.once('destination rules', () => new DestinationRules(
      this.objects.of<DestinationRuleSpec>(KINDS.destinationRule), this.clusterDomain, this.rootNamespace, this.exportedByDefault('defaultDestinationRuleExportTo')));
  }

  public get virtualServices(): readonly Entity<VirtualServiceSpec>[] {
    return this.objects.of<VirtualServiceSpec>(KINDS.virtualService);
  }

  /** VirtualServices that have a field of one of these names, wherever it stands. */
  public virtualServicesWith(...fields: readonly string[]): readonly Entity<VirtualServiceSpec>[] {
    return this.having<VirtualServiceSpec>(KINDS.virtualService, ...fields);
  }

  public get gateways(): readonly Entity<GatewaySpec>[] {
    return this.objects.of<GatewaySpec>(KINDS.gateway);
  }

  /** Where an object of a kind is seen that says nothing of it. */
  public exportedByDefault(setting: 'defaultServiceExportTo' | 'defaultVirtualServiceExportTo' | 'defaultDestinationRuleExportTo'): readonly string[] | undefined {
    const said = this.meshConfig[setting];
    return Array.isArray(said) && said.length > 0 ? said.map(String) : undefined;
  }

  /** Objects of a kind whose spec has a field of one of these names, wherever it stands. Rules about rare fields look at few objects this way. */
  public having<Spec>(kind: KindKey, ...fields: readonly string[]): readonly Entity<Spec>[] {
    return this.fieldsOf<Spec>(kind).having(fields);
  }

  /** Objects of a kind whose spec has a list of several items in a field of one of these names, wherever it stands. */
  public havingSeveral<Spec>(kind: KindKey, ...fields: readonly string[]): readonly Entity<Spec>[] {
    return this.fieldsOf<Spec>(kind).havingSeveral(fields);
  }

  /** A host as an object of a namespace means it. */
  public qualified(host: string, namespace: string): string {
    return qualifiedHost(host, namespace, this.clusterDomain);
  }

  /** What is found by looking at all of the mesh, at the first time that it is asked for. */
  public once<T>(what: string, find: () => T): T {
    let found = this.known.get(what) as T;
    if (found === undefined && !this.known.has(what)) {
      found = find();
      this.known.set(what, found);
    }
    return found;
  }

  private fieldsOf<Spec>(kind: KindKey): FieldIndex<Entity<Spec>> {
    return this.once(`fields of ${kind}`, () => new FieldIndex(this.objects.of<Spec>(kind), ({ spec }) => spec));
  }

  private get hostMap(): HostMap<ServiceHost[]> {
    return this.once('host map', () => {
      const map = new HostMap<ServiceHost[]>();
      for (const host of this.hosts) {
        // No API server takes a host that is all hosts.
        if (host.host === '*') {
          continue;
        }
        addTo(map, host.host, host);
      }
      return map;
    });
  }
}

/** The namespaces of objects. */
function namesOf(objects: readonly { readonly namespace: string }[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { namespace } of objects) {
    names.add(namespace);
  }
  return names;
}

function knownMinor(version: string): number {
  const minor = istioMinor(version);
  if (minor === undefined) {
    throw new Error(`istioVersion is '${version}': ${ISTIO_VERSIONS}`);
  }
  return minor;
}
