import { IConstruct } from 'constructs';

/**
 * Paths of a gateway whose routes another owns.
 */
export interface DelegateProps {
  /**
   * The paths: each stands for the path itself and all below it. `['/']` is every path.
   */
  readonly paths: string[];

  /**
   * The public hosts.
   *
   * @default - all of the gateway
   */
  readonly hosts?: string[];
}

/**
 * The VirtualService that holds the routes, when another app writes it.
 */
export interface DelegateTarget extends DelegateProps {
  /**
   * The name of the VirtualService, which has no hosts and no gateways.
   */
  readonly virtualServiceName: string;

  /**
   * Its namespace.
   */
  readonly namespace: string;
}

/** What a gateway is asked to delegate, and by whom. */
export interface Delegation {
  readonly owner: IConstruct;
  readonly virtualServiceName: string;
  readonly namespace: string;
  readonly paths: readonly string[];
  readonly hosts: readonly string[];
}
