import { ApiObject, JsonPatch } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { MeshServiceBase } from './mesh-service-base';
import { MeshTrafficProps } from './mesh-traffic-props';
import { PortProtocol, ResolvedPort, trafficOf } from './port';
import { fail, show } from '../core/errors';
import { Json, namespaceOf } from '../core/mesh-object';
import { MeshSettings } from '../core/mesh-settings';
import { warn } from '../core/warnings';

/** From the longest, so that 'grpc-web' is not read as 'grpc'. */
const BY_LENGTH = [...Object.values(PortProtocol)].sort((a, b) => b.length - a.length);

/**
 * A Service that exists already, brought into the mesh.
 */
export interface AdoptedServiceProps extends MeshTrafficProps {
  /**
   * The Service: an ApiObject, or a construct whose default child is one. For example one of `include.apiObjects`.
   */
  readonly service: IConstruct;

  /**
   * What each port speaks, by the port's name or number. Needed for every port whose name or `appProtocol` does not say it;
   * written to the Service as `appProtocol`.
   *
   * @default - every port says it
   */
  readonly protocols?: { [port: string]: PortProtocol };

  /**
   * Whether a Sidecar confines the service's proxy to what it calls. Switch it on when `calls` is complete.
   *
   * @default - when `calls` is given
   */
  readonly confine?: boolean;
}

/**
 * A Service made by something else (plain manifests, a Helm chart, another cdk8s-plus) whose host this app owns from now on: it gets
 * a DestinationRule, and routes when a construct contributes some. Its files are not touched.
 */
export class AdoptedService extends MeshServiceBase {
  constructor(scope: Construct, id: string, props: AdoptedServiceProps) {
    super(scope, id, props, self => {
      const object = ApiObject.of(props.service);
      const manifest = object.toJson() as Json;
      if (object.kind !== 'Service') {
        fail(self, `adopts ${object.kind} ${show(object.name)}: give an object of kind Service`);
      }
      return {
        serviceName: object.name,
        namespace: manifest.metadata.namespace ?? namespaceOf(self),
        podLabels: manifest.spec?.selector ?? fail(self, `adopts Service ${show(object.name)}, which has no selector: its pods are not known`),
        ports: adoptPorts(self, object, manifest, props.protocols ?? {}),
        sidecar: props.confine ?? props.calls !== undefined,
      };
    });
    this.node.addValidation({ validate: () => this.nameSharedAccounts() });
  }

  /**
   * The identity of the service's pods; undefined when their ServiceAccounts differ or are not known.
   */
  public get principal(): string | undefined {
    const accounts = new Set(this.versions.map(version => version._workload.serviceAccountName));
    const [account] = accounts;
    return accounts.size === 1 && account !== undefined ? this._principalOf(account) : undefined;
  }

  /** The mesh knows workloads by their accounts: those that share one cannot be told apart by any policy. */
  private nameSharedAccounts(): string[] {
    for (const version of this.versions) {
      const account = version._workload.serviceAccountName;
      const sharers = account === undefined ? [] : MeshSettings.of(this)._sharersOf(this._principalOf(account));
      if (sharers.length > 1 && sharers[0] === this) {
        warn(this, `${sharers.map(one => `'${one.node.path}'`).join(', ')} run as one service account, '${account}': the mesh cannot tell them apart; give each a service account of its own`);
      }
    }
    return [];
  }
}

function adoptPorts(scope: Construct, object: ApiObject, manifest: Json, protocols: { readonly [port: string]: PortProtocol }): ResolvedPort[] {
  const ports: Json[] = manifest.spec?.ports ?? [];
  const unknown = ports.filter(port => protocolOf(port, protocols) === undefined);
  if (unknown.length > 0) {
    fail(scope, `does not know what port ${unknown.map(port => port.name === undefined ? port.port : `${port.port} (${show(port.name)})`).join(', ')} of Service ${show(object.name)} speaks, and Istio would take it for plain TCP: say it in protocols, for example { '${unknown[0].port}': PortProtocol.HTTP }`);
  }
  const idle = Object.keys(protocols).find(key => !ports.some(port => String(port.port) === key || port.name === key));
  if (idle !== undefined) {
    fail(scope, `has a protocol for port ${show(idle)}, which Service ${show(object.name)} lacks: use one of ${ports.map(port => port.name ?? port.port).join(', ')}`);
  }
  return ports.map((port, index): ResolvedPort => {
    const protocol = protocolOf(port, protocols)!;
    if (port.appProtocol !== protocol && nameProtocol(port.name) !== protocol && trafficOf(protocol) !== 'udp') {
      object.addJsonPatch(JsonPatch.add(`/spec/ports/${index}/appProtocol`, protocol));
    }
    // A target port by name is looked up by Kubernetes; the number is not needed for routes.
    const targetPort = typeof port.targetPort === 'number' ? port.targetPort : port.port;
    return { port: port.port, targetPort, protocol, name: port.name ?? String(port.port), sniHosts: [] };
  });
}

/** Istio takes appProtocol before the name; what the user says comes before both. */
function protocolOf(port: Json, protocols: { readonly [port: string]: PortProtocol }): PortProtocol | undefined {
  if (port.protocol === 'UDP') {
    return PortProtocol.UDP;
  }
  const app = BY_LENGTH.find(protocol => protocol === String(port.appProtocol).toLowerCase());
  return protocols[String(port.port)] ?? protocols[port.name] ?? app ?? nameProtocol(port.name);
}

function nameProtocol(name: string | undefined): PortProtocol | undefined {
  return BY_LENGTH.find(protocol => name === protocol || name?.startsWith(`${protocol}-`));
}
