import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { deployVersion } from './deploy-version';
import { IMeshService } from './i-mesh-service';
import { ImportedService, MeshServiceAttributes } from './imported-service';
import { MeshServiceBase, MeshServiceIdentity } from './mesh-service-base';
import { MeshTrafficProps } from './mesh-traffic-props';
import { kubernetesPorts, PortProtocol, resolvePorts, ServicePort } from './port';
import { ServiceVersion } from './service-version';
import { ServiceVersionProps } from './service-version-props';
import { exportAnnotation } from './visibility';
import { fail } from '../core/errors';
import { MeshObject, namespaceOf } from '../core/mesh-object';
import { principalOf } from '../core/principal';
import { checkDnsLabel, checkDnsSubdomain, checkServiceName } from '../core/values';

/**
 * A service of the mesh that we deploy.
 */
export interface MeshServiceProps extends MeshTrafficProps {
  /**
   * The name of the Service, its ServiceAccount and the label `app` of its pods.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * The port that callers use, short for `ports` with this one port.
   *
   * @default - `ports` says it
   */
  readonly port?: number;

  /**
   * The port on which the application listens. Only with `port`.
   *
   * @default - the same as `port`
   */
  readonly targetPort?: number;

  /**
   * What the port speaks. Only with `port`.
   *
   * @default PortProtocol.HTTP
   */
  readonly protocol?: PortProtocol;

  /**
   * All ports, where there are several or one needs a name.
   *
   * @default - the one of `port`
   */
  readonly ports?: ServicePort[];

  /**
   * Whether the Service has no address of its own, so that its name stands for the addresses of its pods (`clusterIP: None`), as StatefulSets need it. Callers go to the pod
   * whose address they looked up, so such a service has one version; timeouts, retries and faults hold as ever.
   *
   * @default false
   */
  readonly headless?: boolean;

  /**
   * The name of the ServiceAccount, the identity of the service's pods.
   *
   * @default - the service's name
   */
  readonly serviceAccountName?: string;
}

/**
 * A service of the mesh: its Service, a ServiceAccount of its own, a DestinationRule whose subsets are its versions, and the
 * Sidecar that lets it call what it declares.
 *
 * Requests go to the first version until a construct routes to another: a new version takes none unasked.
 */
export class MeshService extends MeshServiceBase {
  /**
   * A service that another app or team deploys, to call it, or to expose it at a gateway.
   *
   * @param scope where the construct stands; nothing is written
   * @param id the construct's id
   * @param attributes what is known of the service
   */
  public static fromServiceAttributes(scope: Construct, id: string, attributes: MeshServiceAttributes): IMeshService {
    return new ImportedService(scope, id, attributes);
  }

  /**
   * The name of the ServiceAccount of the service's pods.
   */
  public readonly serviceAccountName: string;

  constructor(scope: Construct, id: string, props: MeshServiceProps) {
    super(scope, id, props, self => {
      const serviceName = checkServiceName(self, 'service name', props.name ?? id);
      const [namespace, ports] = [namespaceOf(self), portsOf(self, props)];
      return { serviceName, namespace, podLabels: { app: serviceName }, ports, headless: props.headless ?? false, sidecar: true };
    }, (self, known) => addServiceAndAccount(self as MeshService, known, props.serviceAccountName ?? known.serviceName));
    this.serviceAccountName = props.serviceAccountName ?? this.serviceName;
  }

  /**
   * The identity that the service's pods show to others in the mesh, for example `cluster.local/ns/bookinfo/sa/reviews`;
   * undefined when an adopted version runs as another, or is deployed elsewhere.
   */
  public get principal(): string | undefined {
    const known = this.versions.every(version => version._workload.serviceAccountName === this.serviceAccountName);
    return known ? principalOf(this, this.namespace, this.serviceAccountName) : undefined;
  }

  /** @internal */
  protected get _accountName(): string {
    return this.serviceAccountName;
  }

  /**
   * Adds a version: a Deployment of its own and a subset. It takes no requests until a construct routes to it, but for
   * the first, which takes all that nothing else claims.
   *
   * @param name the version's name, the label `version` of its pods, for example 'v2'
   * @param props what it runs, and how
   * @throws when the name is taken or no DNS label, or the props contradict each other
   */
  public addVersion(name: string, props: ServiceVersionProps): ServiceVersion {
    checkDnsLabel(this, 'Deployment name', `${this.serviceName}-${name}`);
    const version = this._newVersion(name, props.retiring ?? false);
    version._workload = deployVersion(version, {
      serviceName: this.serviceName,
      namespace: this.namespace,
      serviceAccountName: this.serviceAccountName,
      podLabels: this.podLabels,
      ports: this._ports,
    }, name, props);
    this._addVersion(version, props.loadBalancing);
    return version;
  }
}

function portsOf(scope: Construct, props: MeshServiceProps) {
  if ((props.port === undefined) === (props.ports === undefined)) {
    fail(scope, props.port === undefined ? 'has no port: give `port`, or `ports` with at least one' : `has port ${props.port} and ports: put all of them into ports`);
  }
  if (props.ports && (props.targetPort !== undefined || props.protocol !== undefined)) {
    fail(scope, 'has ports, and targetPort or protocol beside them: give these to each of the ports');
  }
  return resolvePorts(scope, props.ports ?? [{ port: props.port!, targetPort: props.targetPort, protocol: props.protocol }]);
}

function addServiceAndAccount(scope: MeshService, known: MeshServiceIdentity, accountName: string): void {
  const { serviceName, namespace, podLabels, ports, headless } = known;
  new MeshObject(scope, 'ServiceAccount', {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    name: checkDnsSubdomain(scope, 'serviceAccountName', accountName),
    namespace,
    labels: podLabels,
    fields: { automountServiceAccountToken: false },
  });
  new MeshObject(scope, 'Resource', {
    apiVersion: 'v1',
    kind: 'Service',
    name: serviceName,
    namespace,
    labels: podLabels,
    annotations: exportAnnotation(scope),
    fields: {
      spec: Lazy.any({
        produce: () => ({
          clusterIP: headless ? 'None' : undefined,
          selector: podLabels,
          ports: kubernetesPorts(ports),
        }),
      }),
    },
  });
}
