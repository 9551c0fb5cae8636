import { IMeshService } from './i-mesh-service';
import { IRoutedHost } from './i-routed-host';

/**
 * A service whose host this app owns, so that constructs may route its requests.
 */
export interface IRoutedService extends IMeshService, IRoutedHost {}
