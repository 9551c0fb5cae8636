import { IConstruct } from 'constructs';

/** What is known of the pods that serve a gateway. */
export interface GatewayPodsReference {
  readonly namespace?: string;
  readonly labels?: { readonly [name: string]: string };
  /** Their identity. */
  readonly principal?: string;
  /** The Service of the pods. */
  readonly serviceName?: string;
  /** Whether a connection's address is the client's, or that of who forwards; undefined where it is not known. */
  readonly clientAddress?: 'connection' | 'forwarded';
}

/**
 * A gateway of the mesh, ours or another app's.
 */
export interface IGatewayReference extends IConstruct {
  /**
   * The name of the Gateway object.
   */
  readonly gatewayName: string;

  /**
   * The namespace of the Gateway object.
   */
  readonly namespace: string;

  /** @internal */
  readonly _pods: GatewayPodsReference;
}
