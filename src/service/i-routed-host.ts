import { ResolvedPort } from './port';
import { TrafficPolicyContribution } from './traffic-policies';
import { IMeshHost } from '../core/mesh-host';
import { DestinationContribution, PolicyContribution, RouteTableView } from '../routing/contribution';
import { Suspension } from '../routing/suspension';

/**
 * A host that this app owns, so that constructs may route its requests.
 */
export interface IRoutedHost extends IMeshHost {
  /** @internal by which the host's objects are named in their namespace */
  readonly _name: string;
  /** @internal how requests to the host are routed */
  readonly _routes: RouteTableView;
  /** @internal */
  readonly _ports: readonly ResolvedPort[];
  /** @internal whether callers choose pods by a hash of the request; known at synth */
  readonly _hashes: boolean;
  /** @internal */
  _addDestination(contribution: DestinationContribution): void;
  /** @internal */
  _addPolicy(contribution: PolicyContribution): void;
  /** @internal */
  _addTrafficPolicy(contribution: TrafficPolicyContribution): void;
  /** @internal takes the host or a version out of traffic; without a suspension the routes are written all the same */
  _suspend(suspension: Suspension | undefined): void;
  /** @internal what takes a version out of traffic; known at synth */
  _suspensionOf(version: string): Suspension | undefined;
  /** @internal the pods of a version, or of each, as far as they are known; those of another network count as the one gateway that callers see */
  _replicas(version?: string): Map<string, number>;
}
