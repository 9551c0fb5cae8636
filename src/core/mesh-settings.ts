import { IConstruct } from 'constructs';
import { checkAddressRange } from './addresses';
import { controlPlaneValues } from './control-plane-values';
import { fail, show } from './errors';
import { ExtensionProvider } from './extension-provider';
import { IGatewayReference } from './gateway-reference';
import { ISTIO_VERSIONS, istioMinor } from './istio-version';
import { IMeshHost } from './mesh-host';
import { checkDnsLabel, checkDnsSubdomain } from './values';

/**
 * What constructs must know of the mesh that they are deployed to.
 */
export interface MeshSettingsProps {
  /**
   * The namespace of the control plane, in which mesh-wide policies live (`meshConfig.rootNamespace`).
   *
   * @default 'istio-system'
   */
  readonly rootNamespace?: string;

  /**
   * The DNS suffix of the cluster, the end of every service's host.
   *
   * @default 'cluster.local'
   */
  readonly clusterDomain?: string;

  /**
   * The trust domain, the first part of every SPIFFE identity (`meshConfig.trustDomain`).
   *
   * @default 'cluster.local'
   */
  readonly trustDomain?: string;

  /**
   * Trust domains whose identities count as those of `trustDomain` (`meshConfig.trustDomainAliases`): policies that name an identity of the one admit the same of these too.
   * For the time in which a mesh moves from one trust domain to another.
   *
   * @default - none
   */
  readonly trustDomainAliases?: string[];

  /**
   * Whether proxies answer DNS for the applications (`meshConfig.defaultConfig.proxyMetadata.ISTIO_META_DNS_CAPTURE`), so that each external
   * host has an address of its own, by which connections of any protocol can be told.
   *
   * @default false
   */
  readonly dnsCapture?: boolean;

  /**
   * Services that every proxy itself talks to: tracing, log, external authorization and rate limit services
   * (`meshConfig.extensionProviders`). Each generated Sidecar keeps them in the proxy's view; without it Envoy
   * rejects listeners that name them. Services in the root namespace are always in view. `addProviders` adds those
   * that are made after the settings.
   *
   * @default - none
   */
  readonly providers?: IMeshHost[];

  /**
   * Whether real users depend on this mesh. What breaks requests on purpose (`FaultInjection`) must then say that it is meant.
   *
   * @default false
   */
  readonly production?: boolean;

  /**
   * The version of Istio that the mesh runs, for example '1.26' or '1.26.3'. Objects are written in apiVersions that it serves, and judged by it
   * when the app is synthesized: what came with a newer version is an error.
   *
   * @default - the newest that the checks know, 1.31
   */
  readonly istioVersion?: string;

  /**
   * Ranges of addresses that the cluster gives to pods and Services, for example '10.244.0.0/16': no machine of the mesh may have one of them.
   *
   * @default - not known, and not checked
   */
  readonly clusterAddressRanges?: string[];

  /**
   * The name of the cluster among those of the mesh (`values.global.multiCluster.clusterName`). Charts with settings of different names are clusters of one
   * mesh; each has its own objects, names and hosts.
   *
   * @default - the one cluster of its mesh, which Istio calls 'Kubernetes'
   */
  readonly clusterName?: string;

  /**
   * The network of the cluster's pods (`values.global.network`), where pods of the mesh's other clusters cannot be reached by their addresses and an
   * `EastWestGateway` lets them in. Only with `clusterName`.
   *
   * @default - one network for all
   */
  readonly network?: string;

  /**
   * The name of the mesh (`values.global.meshID`): clusters of one app that have it in common are one mesh. Only with `clusterName`.
   *
   * @default - the trust domain
   */
  readonly meshId?: string;
}

type MeshConfigPart = () => { [key: string]: any };

/**
 * The mesh that a part of the construct tree is deployed to.
 *
 * Settings hold for the construct that they are set on and everything below it. That part of the tree counts as one
 * mesh: names and hosts must be unique in it. Without settings the whole app is one mesh with Istio's defaults.
 */
export class MeshSettings {
  /**
   * Sets the mesh for a scope, usually the app or a chart.
   *
   * @param scope the app, or the chart that goes to a mesh of its own; must not have children yet
   * @param props what differs from Istio's defaults
   * @throws when the scope has settings or children already
   */
  public static set(scope: IConstruct, props: MeshSettingsProps): MeshSettings {
    MeshSettings.checkUnsettled(scope, 'MeshSettings.set');
    const settings = new MeshSettings(props, scope, true);
    settings.joinMesh();
    settingsOf.set(scope, settings);
    return settings;
  }

  /**
   * The settings that hold for a construct.
   *
   * @param construct any construct of the tree
   */
  public static of(construct: IConstruct): MeshSettings {
    let scope = construct;
    for (;;) {
      const settings = settingsOf.get(scope);
      if (settings) {
        return settings;
      }
      if (!scope.node.scope) {
        const defaults = new MeshSettings({}, scope, false);
        settingsOf.set(scope, defaults);
        return defaults;
      }
      scope = scope.node.scope;
    }
  }

  /** Hosts depend on the settings, so these come first, and once. */
  private static checkUnsettled(scope: IConstruct, call: string): void {
    if (settingsOf.get(scope)?.given) {
      fail(scope, 'has mesh settings already: set them once');
    }
    if (scope.node.children.length > 0) {
      fail(scope, `has children already (the first is '${scope.node.children[0].node.id}'): call ${call} before you add constructs, their hosts depend on it`);
    }
  }

  /** The namespace of the control plane. */
  public readonly rootNamespace: string;
  /** The DNS suffix of the cluster. */
  public readonly clusterDomain: string;
  /** The trust domain of the mesh. */
  public readonly trustDomain: string;
  /** Trust domains whose identities count as those of the mesh's own. */
  public readonly trustDomainAliases: string[];
  /** Whether real users depend on the mesh. */
  public readonly production: boolean;
  /** Whether proxies answer DNS for the applications. */
  public readonly dnsCapture: boolean;
  /** The version of Istio that the mesh runs; undefined for the newest that the checks know. */
  public readonly istioVersion?: string;
  /** Ranges of addresses that the cluster gives to pods and Services. */
  public readonly clusterAddressRanges: string[];
  /** The name of the cluster; undefined when it is the only one of its mesh. */
  public readonly clusterName?: string;
  /** The network of the cluster's pods; undefined when one network is all there is. */
  public readonly network?: string;
  /** The name of the mesh. */
  public readonly meshId: string;

  /** @internal what happens to calls of unknown hosts, for services that do not say it */
  public _defaultOutboundTraffic?: string;
  /** @internal the clusters of the mesh that this app deploys to, this one among them */
  public _clusters: readonly MeshSettings[] = [this];
  /** @internal what lets other networks in */
  public readonly _eastWestGateways: IGatewayReference[] = [];
  /** @internal what is claimed in this mesh, by key, and by whom */
  public readonly _claims = new Map<string, IConstruct>();
  private readonly providerList: IMeshHost[];
  private readonly extensionProviderList: ExtensionProvider[] = [];
  private readonly meshConfigs: MeshConfigPart[] = [];
  private readonly injection = new Map<string, boolean>();
  private readonly accounts = new Map<string, Set<IConstruct>>();
  /** @internal warnings that were printed already */
  public readonly _warned = new Set<string>();

  private constructor(props: MeshSettingsProps, private readonly scope: IConstruct, private readonly given: boolean) {
    this.rootNamespace = checkDnsLabel(scope, 'rootNamespace', props.rootNamespace ?? 'istio-system');
    this.clusterDomain = checkDnsSubdomain(scope, 'clusterDomain', props.clusterDomain ?? 'cluster.local');
    this.trustDomain = checkDnsSubdomain(scope, 'trustDomain', props.trustDomain ?? 'cluster.local');
    this.trustDomainAliases = (props.trustDomainAliases ?? []).map(alias => checkDnsSubdomain(scope, 'trustDomainAliases', alias));
    if (this.trustDomainAliases.includes(this.trustDomain)) {
      fail(scope, `trustDomainAliases has ${show(this.trustDomain)}, which is the trust domain itself: leave it out`);
    }
    this.production = props.production ?? false;
    this.dnsCapture = props.dnsCapture ?? false;
    this.istioVersion = props.istioVersion;
    if (props.istioVersion !== undefined && istioMinor(props.istioVersion) === undefined) {
      fail(scope, `istioVersion is ${show(props.istioVersion)}: ${ISTIO_VERSIONS}`);
    }
    this.clusterAddressRanges = (props.clusterAddressRanges ?? []).map(range => checkAddressRange(scope, 'clusterAddressRanges', range));
    this.providerList = [...(props.providers ?? [])];
    this.clusterName = props.clusterName === undefined ? undefined : checkDnsLabel(scope, 'clusterName', props.clusterName);
    this.network = props.network === undefined ? undefined : checkDnsLabel(scope, 'network', props.network);
    this.meshId = checkDnsSubdomain(scope, 'meshId', props.meshId ?? this.trustDomain);
    if (this.clusterName === undefined && (props.network ?? props.meshId) !== undefined) {
      fail(scope, `has ${props.network === undefined ? `meshId ${show(props.meshId)}` : `network ${show(props.network)}`} and no clusterName: clusters of a mesh are told by their names, give it one`);
    }
  }

  /**
   * Lets charts that stand elsewhere in the tree be of the same mesh and cluster, as if the settings were set above them too.
   *
   * @param scopes charts, which must not have children yet
   * @throws when one of them has settings or children already
   */
  public include(...scopes: IConstruct[]): void {
    for (const scope of scopes) {
      MeshSettings.checkUnsettled(scope, 'include');
      settingsOf.set(scope, this);
    }
  }

  /**
   * What constructs assume of the control plane, as values of Istio's Helm charts (`base`, `istiod`): name and network of the cluster, domains, DNS, extension
   * providers, and what `MeshDefaults` says. For `Helm` of cdk8s, or a file of values.
   */
  public controlPlaneValues(): { [key: string]: any } {
    return controlPlaneValues(this);
  }

  /**
   * The same for `istioctl install -f` (`IstioOperator`).
   */
  public istioOperator(): { [key: string]: any } {
    const { meshConfig, ...values } = this.controlPlaneValues();
    return {
      apiVersion: 'install.istio.io/v1alpha1',
      kind: 'IstioOperator',
      metadata: { name: 'istio', namespace: this.rootNamespace },
      spec: { ...(meshConfig && { meshConfig }), ...(Object.keys(values).length > 0 && { values }) },
    };
  }

  /** Services that every proxy itself talks to. */
  public get providers(): IMeshHost[] {
    return [...this.providerList];
  }

  /**
   * Adds services that every proxy itself talks to, for those that are constructs below the scope of the settings.
   *
   * @param providers the services
   */
  public addProviders(...providers: IMeshHost[]): void {
    this.providerList.push(...providers);
  }

  /**
   * What the mesh's proxies may use beside the mesh, by name (`meshConfig.extensionProviders`).
   */
  public get extensionProviders(): ExtensionProvider[] {
    return [...this.extensionProviderList];
  }

  /**
   * Declares what proxies use beside the mesh. Each generated Sidecar keeps the providers' services in the proxy's view.
   *
   * @param providers tracing, log, metrics or authorization providers
   * @throws when another provider has the name
   */
  public addExtensionProviders(...providers: ExtensionProvider[]): void {
    for (const provider of providers) {
      checkDnsSubdomain(this.scope, 'name of an extension provider', provider.providerName);
      const twin = this.extensionProviderList.find(other => other.providerName === provider.providerName);
      if (twin && twin !== provider) {
        fail(this.scope, `has two extension providers ${show(provider.providerName)}: policies refer to them by name, give each its own`);
      }
      if (!twin) {
        this.extensionProviderList.push(provider);
        if (provider.service) {
          this.addProviders(provider.service);
        }
      }
    }
  }

  /** @internal */
  public _declares(provider: ExtensionProvider): boolean {
    return provider._builtIn || this.extensionProviderList.includes(provider);
  }

  /** @internal adds to what the control plane must be installed with (`meshConfig`), asked for when the values are */
  public _addMeshConfig(part: MeshConfigPart): void {
    this.meshConfigs.push(part);
  }

  /** @internal what constructs add to meshConfig */
  public get _meshConfigs(): { [key: string]: any }[] {
    return this.meshConfigs.map(part => part());
  }

  /** @internal */
  public get _extensionProvidersJson(): { [key: string]: any }[] {
    return this.extensionProviderList.filter(provider => !provider._builtIn)
      .map(provider => ({ name: provider.providerName, ...provider._toJson(this.scope) }));
  }

  /**
   * @internal
   *
   * Notes that a construct owns something of which the mesh has one, an object's name or a public host.
   */
  public _claim(owner: IConstruct, key: string, what: string, fix: string): void {
    const holder = this._claims.get(key);
    if (holder && holder !== owner) {
      fail(owner, `${what} is owned by '${holder.node.path}' already: ${fix}${this.hint()}`);
    }
    this._claims.set(key, owner);
  }

  /** @internal notes that a service's pods run as an identity that others may share */
  public _shareAccount(principal: string, service: IConstruct): void {
    this.accounts.set(principal, (this.accounts.get(principal) ?? new Set()).add(service));
  }

  /** @internal the services whose pods run as an identity */
  public _sharersOf(principal: string): IConstruct[] {
    return [...(this.accounts.get(principal) ?? [])];
  }

  /** @internal notes whether the pods of a namespace get a proxy */
  public _noteInjection(namespace: string, injects: boolean): void {
    this.injection.set(namespace, injects);
  }

  /** @internal whether the pods of a namespace get a proxy; undefined where another app's business */
  public _injects(namespace: string): boolean | undefined {
    return this.injection.get(namespace);
  }

  /** @internal the owner of a host in this cluster */
  public _ownerOf(host: string): IConstruct | undefined {
    return this._claims.get(`host ${host}`);
  }

  /** @internal the clusters of the same mesh but this one */
  public get _otherClusters(): MeshSettings[] {
    return this._clusters.filter(cluster => cluster !== this);
  }

  private joinMesh(): void {
    if (this.clusterName === undefined) {
      return;
    }
    const { root } = this.scope.node;
    const meshes = meshesOf.get(root) ?? new Map<string, MeshSettings[]>();
    meshesOf.set(root, meshes);
    const clusters = meshes.get(this.meshId) ?? [];
    meshes.set(this.meshId, clusters);
    for (const other of clusters) {
      const where = `'${other.scope.node.path}'`;
      if (other.clusterName === this.clusterName) {
        fail(this.scope, `clusterName ${show(this.clusterName)} is that of ${where} already: give each cluster a name, set the settings of each once, and include() its other charts`);
      }
      for (const what of ['trustDomain', 'clusterDomain'] as const) {
        if (other[what] !== this[what]) {
          fail(this.scope, `${what} ${show(this[what])} differs from that of ${where}, ${show(other[what])}, and both are clusters of mesh ${show(this.meshId)}: identities and hosts are one in a mesh, use the same or another meshId`);
        }
      }
    }
    clusters.push(this);
    this._clusters = clusters;
  }

  private hint(): string {
    return this.scope.node.scope ? '' : '; for charts that go to different clusters call MeshSettings.set on each chart, with a clusterName where the clusters are one mesh';
  }
}

/** The clusters of an app by its root and the name of their mesh. */
const meshesOf = new WeakMap<IConstruct, Map<string, MeshSettings[]>>();

const settingsOf = new WeakMap<IConstruct, MeshSettings>();
