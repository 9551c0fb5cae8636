import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { aliasedPorts } from './aliased-ports';
import { EgressPath } from './egress-path';
import { endpointsJson, ExternalEndpoint, externalEndpoints } from './external-endpoint';
import { checkAddresses, checkExternalHost, meshNamesake } from './external-host';
import { ExternalPort, resolveExternalPorts } from './external-port';
import { ExternalServiceAttributes, ImportedExternalService } from './imported-external-service';
import { Resolution, resolutionOf } from './resolution';
import { TlsOrigination } from './tls-origination';
import { callersOf, MeshCaller } from '../core/call-graph';
import { fail } from '../core/errors';
import { IMeshHost } from '../core/mesh-host';
import { Json, MeshObject, namespaceOf } from '../core/mesh-object';
import { MeshSettings } from '../core/mesh-settings';
import { NetworkEndpoints } from '../core/network-endpoints';
import { checkDnsLabel } from '../core/values';
import { noteChange } from '../routing/compile-once';
import { ALWAYS } from '../routing/conjunction';
import { Action } from '../routing/contribution';
import { LoadBalancing } from '../service/load-balancing';
import { PortProtocol, ResolvedPort, trafficOf } from '../service/port';
import { RoutedHost } from '../service/routed-host';
import { TrafficPolicyContribution } from '../service/traffic-policies';
import { Visibility } from '../service/visibility';

/**
 * A service outside of the mesh.
 */
export interface ExternalServiceProps {
  /**
   * The host (`ServiceEntry.hosts`), for example 'api.example.com'; the first label may be '*'. Each host is a construct of its own, with
   * routes and policies of its own.
   */
  readonly host: string;

  /**
   * The port that applications call, short for `ports` with this one port.
   *
   * @default - 443, or 80 with `tls`
   */
  readonly port?: number;

  /**
   * The port at which the server answers. Not with `ports`.
   *
   * @default - the same as `port`; 443 where the proxy turns port 80 into TLS
   */
  readonly targetPort?: number;

  /**
   * What applications speak to it. Not with `ports`.
   *
   * @default - PortProtocol.HTTP for port 80 and with `tls`, PortProtocol.HTTPS otherwise
   */
  readonly protocol?: PortProtocol;

  /**
   * TLS that the proxy speaks to the server in the application's place. Not with `ports`.
   *
   * @default - the server gets what the application sends
   */
  readonly tls?: TlsOrigination;

  /**
   * All ports, where there are several.
   *
   * @default - the one of `port`
   */
  readonly ports?: ExternalPort[];

  /**
   * How proxies find its addresses (`resolution`).
   *
   * @default - STATIC for endpoints by address, DNS for endpoints by name; without endpoints NONE for wildcard hosts and for addresses, DNS otherwise
   */
  readonly resolution?: Resolution;

  /**
   * Addresses, or ranges of them, by which applications call it (`addresses`). Needed for ports that are neither HTTP nor TLS, unless
   * `MeshSettings` has `dnsCapture`: nothing else tells their connections from those to other hosts.
   *
   * @default - none; requests and connections are told by the host that they name
   */
  readonly addresses?: string[];

  /**
   * Where it answers (`endpoints`).
   *
   * @default - where DNS says
   */
  readonly endpoints?: ExternalEndpoint[];

  /**
   * Which namespaces see it (`exportTo`).
   *
   * @default Visibility.toCallers()
   */
  readonly visibility?: Visibility;

  /**
   * How callers choose among its addresses (`DestinationRule.trafficPolicy.loadBalancer`).
   *
   * @default - Istio's own: least request
   */
  readonly loadBalancing?: LoadBalancing;

  /**
   * The name of its objects.
   *
   * @default - the construct's id
   */
  readonly name?: string;
}

/**
 * A service outside of the mesh that services of the mesh may call: those that declare it in `calls`, and no others.
 *
 * It owns its host: its ServiceEntry, and a DestinationRule and a VirtualService where something needs them. Timeouts, retries, routes and
 * circuit breakers are for it as for a service of the mesh.
 */
export class ExternalService extends RoutedHost {
  /**
   * An external service that another app declares, to call it.
   *
   * @param scope where the construct stands; nothing is written
   * @param id the construct's id
   * @param attributes what is known of it
   */
  public static fromExternalServiceAttributes(scope: Construct, id: string, attributes: ExternalServiceAttributes): IMeshHost {
    return new ImportedExternalService(scope, id, attributes);
  }

  /**
   * The name of its objects.
   */
  public readonly externalName: string;

  /**
   * How proxies find its addresses.
   */
  public readonly resolution: Resolution;

  /**
   * The ServiceEntry, to patch it.
   */
  public readonly serviceEntry: ApiObject;

  private readonly tls: Map<number, Json>;
  private readonly secrets: readonly string[];
  private readonly addresses: readonly string[];
  private rule?: MeshObject;
  private readonly endpoints: readonly ExternalEndpoint[];
  private path?: EgressPath;

  constructor(scope: Construct, id: string, props: ExternalServiceProps) {
    let tls!: Map<number, TlsOrigination>;
    let name!: string;
    super(scope, id, self => {
      const resolved = resolveExternalPorts(self, portsOf(self, props));
      tls = resolved.tls;
      name = checkDnsLabel(self, 'name', props.name ?? id);
      return {
        host: checkExternalHost(self, props.host),
        namespace: namespaceOf(self),
        ports: resolved.ports,
        routeName: name,
        virtualServiceName: name,
        visibility: props.visibility ?? Visibility.toCallers(),
      };
    });
    this.externalName = name;
    const addresses = this.addresses = props.addresses ?? [];
    const endpoints = this.endpoints = props.endpoints ?? [];
    checkAddresses(this, this.host, this._ports, addresses);
    const endpointList = endpointsJson(this, endpoints, this._ports);
    this.resolution = resolutionOf(this, props.resolution, { host: this.host, ports: this._ports, addresses, endpoints, tls: [...tls.keys()] });
    this.tls = new Map(this._ports.flatMap(({ port, protocol }) => {
      const one = tls.get(port);
      return one ? [[port, one._toJson(this, this.host, trafficOf(protocol))]] : [];
    }));
    this.secrets = [...tls.values()].map(one => one._secret).filter(one => one !== undefined);
    this.serviceEntry = new MeshObject(this, 'Resource', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'ServiceEntry',
      name,
      namespace: this.namespace,
      fields: {
        spec: Lazy.any({
          produce: () => ({
            hosts: [this.host],
            exportTo: this._exportTo(),
            location: 'MESH_EXTERNAL',
            resolution: this.resolution,
            ports: this._ports.map(port => this.portJson(port)),
            addresses: props.addresses,
            endpoints: endpointList,
          }),
        }),
      },
    });
    if (props.loadBalancing) {
      this._trafficPolicies.add({ owner: this, fields: { loadBalancer: props.loadBalancing._toJson(this, this._ports) } });
    }
    if (props.loadBalancing || this.tls.size > 0) {
      this.writeRule();
    }
  }

  /**
   * The DestinationRule, to patch it; undefined while nothing needs one.
   */
  public get destinationRule(): ApiObject | undefined {
    return this.rule;
  }

  /** @internal */
  public _addTrafficPolicy(contribution: TrafficPolicyContribution): void {
    super._addTrafficPolicy(contribution);
    this.writeRule();
  }

  /** @internal nobody knows how many servers there are */
  public _replicas(): Map<string, number> {
    return new Map();
  }

  /** @internal leads all calls of the mesh through a gateway, or prepares it */
  public _leadThrough(path: EgressPath): void {
    if (this.path) {
      fail(path.owner, `routes '${this.node.path}', which '${this.path.owner.node.path}' routes already: a host leaves by one gateway`);
    }
    this.path = path;
    noteChange();
    if (path.standby) {
      return;
    }
    const routes = this._writeRoutes();
    // Its subset stands before the route that names it, in one file; files have an order of their own.
    if (path.rule.chart === routes.chart) {
      routes.node.addDependency(path.rule);
    }
  }

  /** @internal */
  public _takeAlias(alias: IMeshHost): readonly ResolvedPort[] {
    const known = aliasedPorts(alias, this, this.addresses);
    // Its server knows no name of the cluster.
    if (known.some(({ protocol }) => trafficOf(protocol) === 'http') && !this._table.policies.some(({ owner }) => owner === this)) {
      this._addPolicy({ owner: this, name: 'authority', match: [ALWAYS], order: 0, settings: { authority: this.host } });
    }
    return known;
  }

  /** @internal whether its TLS needs Secrets, which gateways alone read */
  public get _readsSecrets(): boolean {
    return this.secrets.length > 0;
  }

  /** @internal who declares to call it, here or at the gateway */
  public get _callers(): MeshCaller[] {
    return [...new Set([...callersOf(this), ...this.path?.callers() ?? []])];
  }

  /** @internal the gateway's pods; where it answers itself, as far as that is said by addresses */
  public _endpoints(): NetworkEndpoints[] {
    const through = this.path ? [{ pods: { namespace: this.path.namespace, labels: this.path.labels } }] : [];
    if (this.path && !this.path.standby) {
      return through;
    }
    const addresses = this.resolution === Resolution.NONE ? this.addresses : [];
    return [...through, externalEndpoints(this._ports, this.endpoints, addresses)];
  }

  /** @internal */
  public _exportTo(): string[] | undefined {
    // Every proxy itself calls a provider.
    const elsewhere = (this.path?.callers() ?? []).map(caller => caller.namespace);
    const further = this.path ? [...elsewhere, this.path.namespace] : [];
    return MeshSettings.of(this).providers.includes(this) ? undefined : this._visibility._exportTo(this, further);
  }

  /** @internal */
  protected _fallback(): Action {
    const [only, ...more] = this._ports;
    const through = this.through;
    return { kind: 'split', destinations: [through ? { ...through.destination, port: more.length === 0 ? only.port : undefined } : { host: this.host }] };
  }

  /** @internal */
  protected _problems(): string[] {
    const unread = this.through ? [] : this.secrets.map(name => `reads Secret '${name}' for its TLS and leaves by no gateway: Istio gives Secrets to gateways alone, and calls would leave in plain text; route it through an EgressGateway, or use files or a ConfigMap`);
    const namesake = meshNamesake(this, this.host);
    const hidden = namesake ? [`has host '${this.host}', by which pods reach '${namesake.node.path}': DNS completes the name for them; use a host outside of the cluster`] : [];
    return [...hidden, ...unread, ...super._problems()];
  }

  /** The way that calls take, unless it is directly. */
  private get through(): EgressPath | undefined {
    return this.path?.standby ? undefined : this.path;
  }

  private portJson({ port, targetPort, protocol, name }: ResolvedPort): Json {
    // The one name that resolution by SNI knows.
    const spoken = protocol === PortProtocol.HTTPS && this.resolution === Resolution.DYNAMIC_DNS ? PortProtocol.TLS : protocol;
    const moved = targetPort !== port && this.resolution !== Resolution.DYNAMIC_DNS;
    return { number: port, name, protocol: spoken.toUpperCase(), targetPort: moved ? targetPort : undefined };
  }

  private writeRule(): void {
    this.rule ??= this._addDestinationRule(this.externalName, () => ({ trafficPolicy: this.trafficPolicy() }));
  }

  /** What is said of a port takes the place of what is said of all, so it repeats that. */
  private trafficPolicy(): Json | undefined {
    const shared = this._trafficPolicies.ofService;
    const [first] = this.tls.values();
    if (this._ports.length === 1 || !first) {
      return first ? { ...shared, tls: first } : shared;
    }
    return { ...shared, portLevelSettings: [...this.tls].map(([number, tls]) => ({ port: { number }, ...shared, tls })) };
  }
}

function portsOf(scope: Construct, props: ExternalServiceProps): ExternalPort[] {
  const { ports, port, targetPort, protocol, tls } = props;
  if (!ports) {
    return [{ port: port ?? (tls ? 80 : 443), targetPort, protocol, tls }];
  }
  if (port !== undefined || targetPort !== undefined || protocol !== undefined || tls) {
    fail(scope, 'has ports, and port, targetPort, protocol or tls beside them: give these to each of the ports');
  }
  return ports;
}
