import { IConstruct } from 'constructs';
import type { IMeshService } from './i-mesh-service';
import { meshServices } from './service-registry';
import { selects } from '../core/labels';
import { MeshSettings } from '../core/mesh-settings';

type Labels = { readonly [name: string]: string };

/** The services of a cluster: all, by namespace, and by namespace and each label of their pods. */
class ServiceIndex {
  private readonly known = new Map<string, IMeshService[]>();

  public add(service: IMeshService): void {
    const { namespace, podLabels } = service;
    for (const key of ['', keyOf(namespace), ...Object.entries(podLabels).flatMap(label => [keyOf('', label), keyOf(namespace, label)])]) {
      const services = this.known.get(key) ?? [];
      this.known.set(key, services);
      services.push(service);
    }
  }

  /** Those among which a selector chooses. */
  public around(namespace: string | undefined, selector: Labels): readonly IMeshService[] {
    const [label] = Object.entries(selector);
    return this.known.get(namespace === undefined && !label ? '' : keyOf(namespace ?? '', label)) ?? [];
  }
}

/** By the root of an app: indices of its clusters, and how many of its services they hold. */
const indices = new WeakMap<IConstruct, { readonly byCluster: Map<MeshSettings, ServiceIndex>; count: number }>();

/** Services of the same cluster whose pods a selector chooses, in a namespace or in all. */
export function servicesAt(scope: IConstruct, namespace: string | undefined, selector: Labels): IMeshService[] {
  const { root } = scope.node;
  const index = indices.get(root) ?? { byCluster: new Map<MeshSettings, ServiceIndex>(), count: 0 };
  indices.set(root, index);
  const services = meshServices.of(scope);
  for (; index.count < services.length; index.count++) {
    const service = services[index.count];
    const cluster = MeshSettings.of(service);
    const ofCluster = index.byCluster.get(cluster) ?? new ServiceIndex();
    index.byCluster.set(cluster, ofCluster);
    ofCluster.add(service);
  }
  return (index.byCluster.get(MeshSettings.of(scope))?.around(namespace, selector) ?? []).filter(service => selects(selector, service.podLabels));
}

function keyOf(namespace: string, [name, value]: readonly string[] = []): string {
  return name === undefined ? namespace : `${namespace} ${name}=${value}`;
}
