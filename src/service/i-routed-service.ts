import { IMeshService } from './i-mesh-service';
import { DestinationContribution, PolicyContribution } from '../routing/contribution';

/**
 * A service whose host this app owns, so that constructs may route its requests.
 */
export interface IRoutedService extends IMeshService {
  /** @internal */
  _addDestination(contribution: DestinationContribution): void;
  /** @internal */
  _addPolicy(contribution: PolicyContribution): void;
}
