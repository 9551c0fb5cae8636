import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { DelegateTarget, Delegation } from './delegation';
import { ExposeProps } from './exposure';
import { IGatewayReference } from '../core/gateway-reference';
import { HeaderEdits } from '../routing/settings';
import { Suspension } from '../routing/suspension';
import { IMeshService } from '../service/i-mesh-service';

/**
 * A gateway at which services can be exposed, ours or another app's.
 */
export interface IMeshGateway extends IGatewayReference {
  /**
   * The public hosts that the gateway serves.
   */
  readonly hosts: string[];

  /**
   * The services that this app exposes at the gateway.
   */
  readonly exposedServices: IMeshService[];

  /**
   * Lets requests from outside reach a service, by the service's own routes: its canary weighs the same here, and what holds
   * for a header holds for it here too.
   *
   * @param service the service, of whatever namespace
   * @param props under which hosts and paths; all when not given
   * @throws when a host is none of the gateway's or the service has no port for it
   */
  expose(service: IMeshService, props?: ExposeProps): void;

  /**
   * The VirtualService of a public host, to patch it; undefined while nothing is exposed there.
   *
   * @param host the public host
   */
  virtualService(host: string): ApiObject | undefined;

  /** @internal takes a host out of traffic; without a suspension the host is only checked */
  _suspend(owner: Construct, host: string, suspension: Suspension | undefined): void;

  /**
   * Leaves the routes under some paths to a VirtualService that another app writes. Where both are in one app, `DelegatedRoutes` does it.
   *
   * @param target the VirtualService, and which paths and hosts
   * @throws when a host is none of the gateway's, or there is no path
   */
  delegate(target: DelegateTarget): void;

  /** @internal what the gateway says of headers of a host's answers */
  _securityHeaders(host: string): HeaderEdits | undefined;

  /** @internal answers the namespace of the VirtualServices that refer to the delegate, where this app writes them */
  _delegate(delegation: Delegation): string | undefined;
}
