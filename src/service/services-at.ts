import { IConstruct } from 'constructs';
import type { IMeshService } from './i-mesh-service';
import { meshServices } from './service-registry';
import { LabelIndex } from '../core/label-index';
import { Labels } from '../core/labels';
import { MeshSettings } from '../core/mesh-settings';

/** By the root of an app: its services by cluster, and how many of them were looked at. */
const indices = new WeakMap<IConstruct, { readonly byCluster: Map<MeshSettings, LabelIndex<IMeshService>>; count: number }>();

/** Services of the same cluster whose pods a selector chooses, in a namespace or in all. */
export function servicesAt(scope: IConstruct, namespace: string | undefined, selector: Labels): readonly IMeshService[] {
  const { root } = scope.node;
  const index = indices.get(root) ?? { byCluster: new Map<MeshSettings, LabelIndex<IMeshService>>(), count: 0 };
  indices.set(root, index);
  const services = meshServices.of(scope);
  for (; index.count < services.length; index.count++) {
    const service = services[index.count];
    const cluster = MeshSettings.of(service);
    const ofCluster = index.byCluster.get(cluster) ?? new LabelIndex<IMeshService>();
    index.byCluster.set(cluster, ofCluster);
    ofCluster.add(service.namespace, service.podLabels, service);
  }
  return index.byCluster.get(MeshSettings.of(scope))?.chosenBy(namespace, selector) ?? [];
}
