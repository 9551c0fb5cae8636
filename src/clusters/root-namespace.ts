import { Construct } from 'constructs';
import { fail } from '../core/errors';
import { MeshObject } from '../core/mesh-object';
import { MeshSettings } from '../core/mesh-settings';
import { NETWORK_LABEL } from '../core/network-label';

/**
 * The control plane's namespace with the network of its cluster (label `topology.istio.io/network`), by which istiod knows where pods are that have no proxy.
 * Apply it before Istio is installed, or to the namespace that is there: it takes nothing away. Keep it in a chart that is never deleted.
 */
export class RootNamespace extends Construct {
  /**
   * The name of the namespace.
   */
  public readonly namespaceName: string;

  /**
   * @param scope a chart of the cluster
   * @param id the construct's id
   * @throws when the cluster's settings have no network
   */
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { rootNamespace, network } = MeshSettings.of(this);
    this.namespaceName = rootNamespace;
    new MeshObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'Namespace',
      name: rootNamespace,
      namespace: null,
      labels: { [NETWORK_LABEL]: network ?? fail(this, 'labels the root namespace with a network, and the cluster has none: give MeshSettings.set a clusterName and a network') },
      fields: {},
    });
  }
}
