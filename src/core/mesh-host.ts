import { IConstruct } from 'constructs';
import { NetworkEndpoints } from './network-endpoints';

/**
 * Something that has a host and can be called: a service of ours, of another team, or outside of the mesh.
 */
export interface IMeshHost extends IConstruct {
  /**
   * The fully qualified host, for example `ratings.bookinfo.svc.cluster.local`.
   */
  readonly host: string;

  /**
   * The namespace in which the host lives.
   */
  readonly namespace: string;

  /** @internal what it is another name of */
  readonly _aliasOf?: IMeshHost;

  /** @internal where connections to it end, as seen from the cluster of a caller; undefined where nothing is known */
  _endpoints?(): readonly NetworkEndpoints[];
}
