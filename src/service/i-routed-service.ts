import { IMeshService } from './i-mesh-service';
import { TrafficPolicyContribution } from './traffic-policies';
import { DestinationContribution, PolicyContribution } from '../routing/contribution';

/**
 * A service whose host this app owns, so that constructs may route its requests.
 */
export interface IRoutedService extends IMeshService {
  /** @internal */
  _addDestination(contribution: DestinationContribution): void;
  /** @internal */
  _addPolicy(contribution: PolicyContribution): void;
  /** @internal */
  _addTrafficPolicy(contribution: TrafficPolicyContribution): void;
  /** @internal the pods of a version, or of each, as far as they are known */
  _replicas(version?: string): Map<string, number>;
}
