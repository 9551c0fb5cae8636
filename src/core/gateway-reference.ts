import { IConstruct } from 'constructs';

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
}
