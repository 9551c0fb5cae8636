import { IConstruct } from 'constructs';

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
}
