import { Construct } from 'constructs';
import { ClientAddress } from './client-address';
import { deployGateway } from './deploy-gateway';
import { GatewayPods, OwnGatewayProps } from './gateway-pods';
import { fail } from '../core/errors';
import { MeshSettings } from '../core/mesh-settings';

/**
 * The pods of a gateway that others share.
 */
export interface SharedGatewayProps {
  /**
   * Labels of the pods (`Gateway.selector`).
   *
   * @default - `istio: ingressgateway`
   */
  readonly selector?: { [name: string]: string };

  /**
   * The namespace of the pods. Certificates are read there.
   *
   * @default - the mesh's root namespace, 'istio-system'
   */
  readonly namespace?: string;

  /**
   * The ServiceAccount of the pods, the gateway's identity.
   *
   * @default 'istio-ingressgateway-service-account'
   */
  readonly serviceAccountName?: string;

  /**
   * The Service of the pods, by which the mesh calls an egress gateway. It must have the ports of the external services.
   *
   * @default 'istio-ingressgateway'
   */
  readonly serviceName?: string;

  /**
   * How the pods were set up to know the address of a client. Nothing is written for it: their owner does (`externalTrafficPolicy` of their Service, `gatewayTopology` of their
   * proxies' configuration).
   *
   * @default - not known
   */
  readonly clientAddress?: ClientAddress;
}

/**
 * The pods that serve a gateway.
 */
export class GatewayWorkload {
  /**
   * Pods that others share, usually installed with Istio.
   *
   * @param props which pods; Istio's own ingress gateway when not given
   */
  public static shared(props: SharedGatewayProps = {}): GatewayWorkload {
    return new GatewayWorkload(scope => {
      const selector = props.selector ?? { istio: 'ingressgateway' };
      if (Object.keys(selector).length === 0) {
        fail(scope, 'shares a gateway with an empty selector, which would be every gateway of the mesh: give the labels of its pods');
      }
      return {
        selector,
        namespace: props.namespace ?? MeshSettings.of(scope).rootNamespace,
        serviceAccountName: props.serviceAccountName ?? 'istio-ingressgateway-service-account',
        serviceName: props.serviceName ?? 'istio-ingressgateway',
        shared: true,
        clientAddress: props.clientAddress,
        openPort: () => undefined,
        readSecrets: () => undefined,
      };
    });
  }

  /**
   * Pods of the gateway's own: a Deployment with the proxy injected, a Service, a ServiceAccount that may do nothing but let the
   * proxy have its certificates, an autoscaler and a disruption budget.
   *
   * @param props what differs from the defaults
   */
  public static own(props: OwnGatewayProps = {}): GatewayWorkload {
    return new GatewayWorkload((scope, name, namespace, serviceType) => deployGateway(scope, { name, namespace, serviceType }, props));
  }

  private constructor(private readonly bind: (scope: Construct, name: string, namespace: string, serviceType: string) => GatewayPods) {}

  /** @internal */
  public _bind(scope: Construct, name: string, namespace: string, serviceType = 'LoadBalancer'): GatewayPods {
    return this.bind(scope, name, namespace, serviceType);
  }
}
