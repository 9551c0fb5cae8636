import { IMeshService } from './i-mesh-service';
import { IRoutedHost } from './i-routed-host';

/**
 * A service whose host this app owns, so that constructs may route its requests.
 */
export interface IRoutedService extends IMeshService, IRoutedHost {
  /** @internal lets the subset of a version take in all pods of the service, of which its traffic policy says whom callers prefer */
  _takesAllPods(versionName: string): void;
}
