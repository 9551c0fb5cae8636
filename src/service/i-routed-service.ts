import { ApiObject } from 'cdk8s';
import { IMeshService } from './i-mesh-service';
import { IRoutedHost } from './i-routed-host';
import type { RegisteredMachines } from './register-machines';
import { IMeshHost } from '../core/mesh-host';

/**
 * A service whose host this app owns, so that constructs may route its requests.
 */
export interface IRoutedService extends IMeshService, IRoutedHost {
  /**
   * What the service declares that it calls.
   */
  readonly callees: IMeshHost[];

  /** @internal the identities of all its pods; undefined where one is not known */
  readonly _identities?: readonly string[];
  /** @internal why its pods have no proxy; undefined where they have one, as far as is known */
  readonly _outside?: string;
  /** @internal whether it may call what it declares, and nothing else */
  readonly _confined: boolean;
  /** @internal the groups of machines that serve it */
  readonly _machines: readonly RegisteredMachines[];
  /** @internal whether the Service's name stands for the addresses of the pods */
  readonly _headless: boolean;
  /** @internal lets the subset of a version take in all pods of the service, of which its traffic policy says whom callers prefer */
  _takesAllPods(versionName: string): void;
  /** @internal tells of the objects that say how callers treat the service, of those that stand and of those that will */
  _onTrafficObject(listener: (object: ApiObject) => void): void;
  /** @internal the namespaces that see the service; all when not given */
  _exportTo(): string[] | undefined;
}
