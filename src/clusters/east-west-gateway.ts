import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { RemoteService } from './remote-service';
import { fail } from '../core/errors';
import { GatewayPodsReference, IGatewayReference } from '../core/gateway-reference';
import { MeshObject, namespaceOf } from '../core/mesh-object';
import { MeshSettings } from '../core/mesh-settings';
import { principalOf } from '../core/principal';
import { checkDnsLabel } from '../core/values';
import { deployGateway } from '../gateway/deploy-gateway';
import { OwnGatewayProps } from '../gateway/gateway-pods';
import { gateways } from '../gateway/gateway-registry';
import { IMeshService } from '../service/i-mesh-service';

/** The port at which Istio expects the gateway of a network, unless the label networking.istio.io/gatewayPort says another. */
const PORT = 15443;

/**
 * How the mesh's other networks are let in.
 */
export interface EastWestGatewayProps extends OwnGatewayProps {
  /**
   * The name of the Gateway object and of the pods' Deployment, Service and ServiceAccount.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * The services that other networks reach (`servers.hosts`).
   *
   * @default - all of the cluster: a call that comes in has been made by a proxy of the mesh, by mutual TLS with the called pod, whose policies judge it
   */
  readonly services?: IMeshService[];
}

/**
 * Where calls from the mesh's other networks enter a cluster: pods that pass mutual TLS through to the called pods, by the server name (`AUTO_PASSTHROUGH`), and see nothing of
 * what is in it. Control planes of other clusters find its address by the network's label on its Service.
 *
 * Pods without a proxy, and ports whose mutual TLS is off, cannot be reached through it.
 */
export class EastWestGateway extends Construct implements IGatewayReference {
  /**
   * The name of the Gateway object.
   */
  public readonly gatewayName: string;

  /**
   * The namespace of the Gateway object and of the pods.
   */
  public readonly namespace: string;

  /**
   * The Gateway object, to patch it.
   */
  public readonly gateway: ApiObject;

  /** @internal */
  public readonly _pods: GatewayPodsReference;

  /**
   * @param scope a chart of the cluster; its namespace must inject proxies by label or annotation, as for every gateway
   * @param id the construct's id
   * @param props what differs from the defaults
   * @throws when the cluster's settings have no network, or the Service would have no address outside of the cluster
   */
  constructor(scope: Construct, id: string, props: EastWestGatewayProps = {}) {
    super(scope, id);
    const settings = MeshSettings.of(this);
    const network = settings.network ?? fail(this, 'lets other networks in, and the cluster has no network of its own: give MeshSettings.set a clusterName and a network');
    if (props.serviceType === 'ClusterIP') {
      fail(this, 'has serviceType \'ClusterIP\', an address that no other network reaches: use \'LoadBalancer\' or \'NodePort\'');
    }
    if (props.services?.length === 0) {
      fail(this, 'lets other networks reach no service: name at least one, or leave services out for all');
    }
    this.gatewayName = checkDnsLabel(this, 'name', props.name ?? id);
    this.namespace = namespaceOf(this);
    const pods = deployGateway(this, { name: this.gatewayName, namespace: this.namespace, serviceType: 'LoadBalancer', network }, props);
    pods.openPort('tls', PORT);
    const { selector: labels, serviceName, serviceAccountName } = pods;
    this._pods = { namespace: this.namespace, labels, serviceName, principal: principalOf(this, this.namespace, serviceAccountName) };
    this.gateway = new MeshObject(this, 'Gateway', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      name: this.gatewayName,
      namespace: this.namespace,
      fields: {
        spec: {
          selector: pods.selector,
          servers: [{
            port: { number: PORT, name: 'tls', protocol: 'TLS' },
            tls: { mode: 'AUTO_PASSTHROUGH' },
            hosts: props.services?.map(({ host }) => host) ?? [`*.svc.${settings.clusterDomain}`],
          }],
        },
      },
    });
    settings._eastWestGateways.push(this);
    gateways.note(this);
    if (props.services) {
      const open = new Set(props.services.map(({ host }) => host));
      this.node.addValidation({ validate: () => this.shutOut(open) });
    }
  }

  /** Services of this cluster that another reaches by its own declaration, and which the gateway does not let through. */
  private shutOut(open: ReadonlySet<string>): string[] {
    const here = MeshSettings.of(this);
    const owners = new Set(here._otherClusters.flatMap(cluster => [...cluster._claims.values()]));
    return [...owners].filter(owner => owner instanceof RemoteService)
      .filter(({ service, host }) => MeshSettings.of(service) === here && !open.has(host))
      .map(one => `does not let '${one.service.node.path}' be reached, which '${one.node.path}' does from another cluster: add it to services`);
  }
}
