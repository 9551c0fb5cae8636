import { ClientAddress } from './client-address';
import { Autoscaling } from '../service/autoscaling';

/**
 * The pods of a gateway of one's own.
 */
export interface OwnGatewayProps {
  /**
   * The number of pods. Not together with `autoscaling`.
   *
   * @default - by load, 2 to 5
   */
  readonly replicas?: number;

  /**
   * The number of pods by their load.
   *
   * @default - 2 to 5, at 70 % of CPU
   */
  readonly autoscaling?: Autoscaling;

  /**
   * The type of the gateway's Service: 'LoadBalancer', 'NodePort' or 'ClusterIP'.
   *
   * @default - 'LoadBalancer'; 'ClusterIP' for an egress gateway, which nobody calls from outside
   */
  readonly serviceType?: string;

  /**
   * Annotations of the gateway's Service, which clouds read.
   *
   * @default - none
   */
  readonly serviceAnnotations?: { [name: string]: string };

  /**
   * How the pods know the address of a client.
   *
   * @default - the connection's own, which may be a node's or a load balancer's
   */
  readonly clientAddress?: ClientAddress;

  /**
   * The revision of the control plane, or a revision tag, that injects the proxy.
   *
   * @default - the default revision
   */
  readonly revision?: string;
}

/** What a gateway must know of the pods that serve it. */
export interface GatewayPods {
  readonly selector: { [name: string]: string };
  readonly namespace: string;
  readonly serviceAccountName: string;
  /** The Service by which the pods are called, in their namespace. */
  readonly serviceName: string;
  /** Whether gateways of others have the same pods. */
  readonly shared: boolean;
  /** How they know clients' addresses, where it is said. */
  readonly clientAddress?: ClientAddress;
  /** Called when the gateway needs a port of the pods' Service. */
  readonly openPort: (name: string, port: number) => void;
  /** Called when the gateway reads a certificate. */
  readonly readSecrets: () => void;
}
