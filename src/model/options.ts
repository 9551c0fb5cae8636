import { JsonObject } from '../manifests/manifest';

/** What manifests do not say of the mesh that they are for. */
export interface MeshOptions {
  /**
   * Where objects without a namespace go.
   *
   * @default 'default'
   */
  readonly namespace?: string;

  /**
   * The namespace whose objects hold for the whole mesh.
   *
   * @default - `rootNamespace` of the mesh's configuration, or 'istio-system'
   */
  readonly rootNamespace?: string;

  /**
   * The domain of the cluster's services.
   *
   * @default 'cluster.local'
   */
  readonly clusterDomain?: string;

  /**
   * The mesh's configuration (`MeshConfig`).
   *
   * @default - Istio's own
   */
  readonly meshConfig?: JsonObject;

  /**
   * The version of Istio, as '1.26' or '1.26.3'.
   *
   * @default - the newest that is known
   */
  readonly istioVersion?: string;

  /**
   * Hosts that are there though no manifest says so, fully qualified.
   *
   * @default - none
   */
  readonly knownHosts?: readonly string[];

  /**
   * Namespaces in which pods run that no manifest describes, beside those that one does.
   *
   * @default - none
   */
  readonly partlyGiven?: readonly string[];
}
