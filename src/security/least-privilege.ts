import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { allowOnly } from './access';
import { policiesAdmittingTo } from './access-policy';
import { NetworkPeer } from './network-peer';
import { writeNetworkPolicy } from './network-policy';
import { accessProblems, accessRules, egressOf, ingressOf } from './service-access';
import { fail } from '../core/errors';
import { MeshSettings } from '../core/mesh-settings';
import { NetworkEndpoints } from '../core/network-endpoints';
import { warn } from '../core/warnings';
import { IRoutedService } from '../service/i-routed-service';
import { services } from '../service/service-registry';

/** Istiod's port for proxies, and the two at which a proxy answers Prometheus: all metrics of the pod, and Envoy's own. */
const XDS_PORT = { port: 15012 };
const METRICS_PORTS = [{ port: 15020 }, { port: 15090 }];
const DNS_PORTS = [{ port: 53, udp: true }, { port: 53 }];

/**
 * For which services `calls` decides who is let in, and what stands behind it.
 */
export interface LeastPrivilegeProps {
  /**
   * The services.
   *
   * @default - all of this app below the construct in which this one stands: those of a chart, or of the whole app
   */
  readonly services?: IRoutedService[];

  /**
   * Whether a NetworkPolicy for each service says the same to the cluster's network, which holds for what passes its proxy by too. It needs a network that enforces
   * these, such as Calico or Cilium.
   *
   * @default true
   */
  readonly networkPolicies?: boolean;

  /**
   * Who answers DNS, on port 53.
   *
   * @default - the pods with the label `k8s-app: kube-dns` in kube-system
   */
  readonly dns?: NetworkPeer[];

  /**
   * The control plane, on port 15012.
   *
   * @default - the pods with the label `app: istiod` in the mesh's root namespace
   */
  readonly controlPlane?: NetworkPeer[];

  /**
   * Who reads the proxies' metrics, on ports 15020 and 15090.
   *
   * @default - the pods with the label `app.kubernetes.io/name: prometheus`, in whatever namespace
   */
  readonly prometheus?: NetworkPeer[];
}

/**
 * Turns the declared calls into least privilege: each service admits its declared callers by their identities, on the ports (and with `callsOnly` by the methods and
 * paths) that they declare, and nobody else (`AuthorizationPolicy`). Gateways that expose it and callers of services whose routes lead to it are callers too. A
 * `NetworkPolicy` says the same of connections, those that an `AccessPolicy` of this app admits among them, and lets the service's pods reach DNS, the control plane, the mesh's providers and what the service calls.
 *
 * Kubelet's probes need no word: Istio leads HTTP probes to the proxy's agent, and a node always reaches its own pods.
 */
export class LeastPrivilege extends Construct {
  private readonly policies = new Map<IRoutedService, { authorization: ApiObject; network?: ApiObject }>();

  constructor(scope: Construct, id: string, props: LeastPrivilegeProps = {}) {
    super(scope, id);
    if (props.services?.length === 0) {
      fail(this, 'holds for no service: name at least one, or leave services out for all');
    }
    const { dns, controlPlane, prometheus } = props;
    const given = Object.entries({ dns, controlPlane, prometheus }).find(([, peers]) => peers !== undefined);
    if (given && props.networkPolicies === false) {
      fail(this, `has ${given[0]} and networkPolicies: false: nothing would be written of it, leave it out`);
    }
    const fixed = {
      dns: this.peers(dns ?? [NetworkPeer.pods({ namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } })]),
      prometheus: this.peers(prometheus ?? [NetworkPeer.pods({ labels: { 'app.kubernetes.io/name': 'prometheus' } })]),
      controlPlane: controlPlane && this.peers(controlPlane),
    };
    const protect = (service: IRoutedService) => this.protect(service, props.networkPolicies ?? true, fixed);
    if (props.services) {
      props.services.forEach(protect);
    } else {
      services.onEach(scope, protect);
      this.node.addValidation({ validate: () => this.policies.size > 0 ? [] : ['holds for no service: add it to a chart or an app that has some, or name them'] });
    }
  }

  /**
   * The AuthorizationPolicy of a service, to patch it; undefined for one that this does not hold for.
   *
   * @param service the service
   */
  public authorizationPolicy(service: IRoutedService): ApiObject | undefined {
    return this.policies.get(service)?.authorization;
  }

  /**
   * The NetworkPolicy of a service, to patch it; undefined where there is none.
   *
   * @param service the service
   */
  public networkPolicy(service: IRoutedService): ApiObject | undefined {
    return this.policies.get(service)?.network;
  }

  private protect(service: IRoutedService, withNetwork: boolean, fixed: FixedPeers): void {
    const settings = MeshSettings.of(service);
    const { serviceName: name, namespace, podLabels } = service;
    settings._claim(this, `least privilege of ${service.host}`, `who may call '${service.node.path}'`, 'let one LeastPrivilege hold for it, for the app, its chart or the service');
    // Below the service, so that they stand in its chart's file.
    const authorization = allowOnly(service as unknown as Construct, 'AuthorizationPolicy', { name, namespace, selector: podLabels, rules: () => accessRules(service) });
    service.node.addValidation({
      validate: () => {
        // Before any file is written: the number of a port may not be known.
        accessRules(service);
        return accessProblems(service);
      },
    });
    this.policies.set(service, { authorization, network: withNetwork ? this.writeNetworkPolicy(service, fixed) : undefined });
  }

  private writeNetworkPolicy(service: IRoutedService, { dns, prometheus, controlPlane }: FixedPeers): ApiObject {
    const { serviceName: name, namespace, podLabels: labels } = service;
    const { rootNamespace, clusterAddressRanges } = MeshSettings.of(service);
    const istiod = controlPlane ?? [{ pods: { namespace: rootNamespace, labels: { app: 'istiod' } } }];
    const at = (peers: readonly NetworkEndpoints[], ports: NetworkEndpoints['ports']) => peers.map(peer => ({ ...peer, ports }));
    const egress = () => service._confined ? [...at(dns, DNS_PORTS), ...at(istiod, [XDS_PORT]), ...egressOf(service)] : undefined;
    const admitted = () => policiesAdmittingTo(service).flatMap(policy => policy._originsOf(service));
    const ingress = () => [...ingressOf(service), ...admitted(), ...at(prometheus, METRICS_PORTS)];
    service.node.addValidation({
      validate: () => {
        if (clusterAddressRanges.length === 0 && [...ingress(), ...egress() ?? []].some(({ anywhere }) => anywhere)) {
          warn(service, 'has a peer that may be at any address, and its NetworkPolicy cannot leave out the cluster\'s own: give clusterAddressRanges to MeshSettings');
        }
        return [];
      },
    });
    return writeNetworkPolicy(service as unknown as Construct, 'NetworkPolicy', { name, namespace, labels, clusterAddressRanges, ingress, egress });
  }

  private peers(peers: readonly NetworkPeer[]): NetworkEndpoints[] {
    return peers.map(peer => peer._endpoints(this));
  }
}

interface FixedPeers {
  readonly dns: readonly NetworkEndpoints[];
  readonly prometheus: readonly NetworkEndpoints[];
  readonly controlPlane?: readonly NetworkEndpoints[];
}
