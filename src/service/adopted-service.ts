import { ApiObject, JsonPatch } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { apiObjectOf } from './adopt-workload';
import { MeshServiceBase } from './mesh-service-base';
import { MeshTrafficProps } from './mesh-traffic-props';
import { PortProtocol, ResolvedPort } from './port';
import { exportAnnotation } from './visibility';
import { fail, show } from '../core/errors';
import { Json, namespaceOf } from '../core/mesh-object';
import { principalOf } from '../core/principal';

/** Values of appProtocol that Kubernetes itself defines. */
const KUBERNETES_PROTOCOLS: { readonly [text: string]: PortProtocol | undefined } = {
  'kubernetes.io/h2c': PortProtocol.HTTP2,
  'kubernetes.io/ws': PortProtocol.HTTP,
  'kubernetes.io/wss': PortProtocol.HTTPS,
};

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
   * written to the Service as `appProtocol`. While that changes, callers with `OutboundTraffic.REGISTRY_ONLY` may have new connections closed.
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
      const object = apiObjectOf(self, 'service', props.service);
      const manifest = object.toJson() as Json;
      if (object.kind !== 'Service') {
        fail(self, `adopts ${object.kind} ${show(object.name)}: give an object of kind Service`);
      }
      const selector = manifest.spec?.selector ?? {};
      if (Object.keys(selector).length === 0) {
        fail(self, `adopts Service ${show(object.name)}, which has no selector, so its pods are not known: give the Service a selector, or use MeshService.fromServiceAttributes to call it`);
      }
      return {
        serviceName: object.name,
        namespace: manifest.metadata.namespace ?? namespaceOf(self),
        podLabels: selector,
        ports: adoptPorts(self as AdoptedService, object, manifest, props.protocols ?? {}),
        headless: manifest.spec?.clusterIP === 'None',
        sidecar: props.confine ?? props.calls !== undefined,
      };
    });
    for (const [name, value] of Object.entries(exportAnnotation(this) ?? {})) {
      apiObjectOf(this, 'service', props.service).metadata.addAnnotation(name, value);
    }
  }

  /**
   * The identity of the service's pods; undefined when their ServiceAccounts differ or are not known.
   */
  public get principal(): string | undefined {
    return this._accountName === undefined ? undefined : principalOf(this, this.namespace, this._accountName);
  }

  /** @internal */
  protected get _accountName(): string | undefined {
    const accounts = new Set(this.versions.map(version => version._workload.serviceAccountName));
    const [account] = accounts;
    return accounts.size === 1 ? account : undefined;
  }
}

function adoptPorts(scope: AdoptedService, object: ApiObject, manifest: Json, protocols: { readonly [port: string]: PortProtocol }): ResolvedPort[] {
  const ports: Json[] = manifest.spec.ports ?? [];
  if (ports.length === 0) {
    fail(scope, `adopts Service ${show(object.name)}, which has no port: the mesh routes by port, give the Service one`);
  }
  const name = (port: Json) => port.name === undefined ? `${port.port}` : `${port.port} (${show(port.name)})`;
  const unknown = ports.filter(port => protocolOf(port, protocols) === undefined);
  if (unknown.length > 0) {
    fail(scope, `does not know what port ${unknown.map(name).join(', ')} of Service ${show(object.name)} speaks, and Istio would guess: say it in protocols, for example { '${unknown[0].port}': PortProtocol.HTTP }`);
  }
  const idle = Object.keys(protocols).find(key => !ports.some(port => String(port.port) === key || port.name === key));
  if (idle !== undefined) {
    fail(scope, `has a protocol for port ${show(idle)}, which Service ${show(object.name)} lacks: use one of ${ports.map(port => port.name ?? port.port).join(', ')}`);
  }
  return ports.map((port, index): ResolvedPort => {
    const protocol = protocolOf(port, protocols)!;
    if ((protocol === PortProtocol.UDP) !== (port.protocol === 'UDP')) {
      fail(scope, `takes port ${name(port)} of Service ${show(object.name)} for ${protocol}, and the Service has it for ${port.protocol ?? 'TCP'}: correct one of them`);
    }
    if (istioReads(port) !== protocol) {
      object.addJsonPatch(JsonPatch.add(`/spec/ports/${index}/appProtocol`, protocol));
    }
    const known = { port: port.port, protocol, name: port.name ?? String(port.port), sniHosts: [] };
    const target: number | string = port.targetPort ?? port.port;
    return typeof target === 'number' ? { ...known, targetPort: target } : {
      ...known,
      targetName: target,
      // Routes do without the number; it is asked for when all versions are there.
      get targetPort() {
        return numberOf(scope, port.port, target);
      },
    };
  });
}

/** Kubernetes looks a target port's name up in each pod. */
function numberOf(scope: AdoptedService, port: number, name: string): number {
  const numbers = scope.versions.map(version => version._workload.portNumbers?.get(name));
  const [number] = numbers;
  if (number === undefined || numbers.some(other => other !== number)) {
    const found = scope.versions.map((version, index) => `${version.versionName} ${numbers[index] ?? 'not known'}`).join(', ');
    fail(scope, `leads port ${port} to the pods' port ${show(name)}, whose number is needed here and which is not one for all versions (${found || 'none is adopted yet'}): adopt the workloads before, or give the Service a targetPort by number`);
  }
  return number;
}

/** What the user says comes before what the Service says. */
function protocolOf(port: Json, protocols: { readonly [port: string]: PortProtocol }): PortProtocol | undefined {
  return protocols[String(port.port)] ?? protocols[port.name] ?? istioReads(port);
}

/** As Istio reads a port: UDP, or else appProtocol, or else the name, of which the first word counts. */
function istioReads(port: Json): PortProtocol | undefined {
  if (port.protocol === 'UDP') {
    return PortProtocol.UDP;
  }
  const text = String(port.appProtocol ?? port.name ?? '').toLowerCase();
  return KUBERNETES_PROTOCOLS[text] ?? BY_LENGTH.find(protocol => text === protocol || text.startsWith(`${protocol}-`));
}
