import { IAliasTarget } from './i-alias-target';
import { ResolvedPort, ServicePort } from './port';
import { IMeshWorkload } from '../core/mesh-workload';
import { RouteTableView } from '../routing/contribution';

/** What others may ask of a service's versions. */
export interface KnownVersion {
  readonly versionName: string;
  readonly retiring: boolean;
  readonly replicas?: number;
}

/**
 * A service of the mesh: ours, adopted, or deployed by another team.
 */
export interface IMeshService extends IAliasTarget, IMeshWorkload {
  /**
   * The name of the Kubernetes Service.
   */
  readonly serviceName: string;

  /**
   * The ports of the service, with everything filled in.
   */
  readonly ports: ServicePort[];

  /**
   * The identity that the service's pods show to others in the mesh, for example
   * `cluster.local/ns/bookinfo/sa/reviews`; undefined when it is not known.
   */
  readonly principal?: string;

  /** @internal how requests to the host are routed */
  readonly _routes: RouteTableView;
  /** @internal */
  readonly _ports: readonly ResolvedPort[];
  /** @internal its versions, as far as they are known */
  readonly _knownVersions: readonly KnownVersion[];
  /** @internal notes that a gateway exposes the service under a public host */
  _exposedUnder(host: string): void;
}
