import type { Api, Manifest } from './api.js';
import { startControlPlane, startKubeProxy, type ClusterIdentity } from './control-plane.js';
import { Istiod } from './istiod.js';
import { Kubelet } from './kubelet.js';
import { createPodNetwork, type PodNetwork } from './network.js';
import type { Pod } from './pod.js';
import { until } from './wait.js';

/** Kubelets from 1.33 on have native sidecars; where one says nothing of its version, proxies are ordinary containers. */
export const NATIVE_SIDECARS = 'v1.36.3';
export const LEGACY_SIDECARS = '';

/** The running mesh, which scenarios share. */
export class Mesh {
  public readonly istiod = new Istiod();

  /**
   * @param outside the network of a client that is outside of the mesh: it has no proxy, and cluster IPs and names as any pod
   */
  private constructor(public readonly api: Api, public readonly kubelet: Kubelet, public readonly bin: string, public readonly outside: PodNetwork) {}

  public static async start(bin: string, cluster?: ClusterIdentity): Promise<Mesh> {
    const api = await startControlPlane(bin, cluster);
    const kubelet = new Kubelet(api, bin);
    await kubelet.start(NATIVE_SIDECARS, cluster?.region);
    startKubeProxy(bin);
    return new Mesh(api, kubelet, bin, await createPodNetwork());
  }

  /** Applies objects in their order and waits until their pods serve and every proxy has what follows from them. */
  public async apply(objects: readonly Manifest[]): Promise<void> {
    const applied = await this.api.apply(...objects);
    await this.rolledOut(applied);
    await this.istiod.settled(applied);
  }

  /** Waits until Deployments and StatefulSets have their pods, all of the present template and ready, and their Services lead to them. */
  public async rolledOut(objects: readonly Manifest[], seconds = 120): Promise<void> {
    for (const { apiVersion, kind, metadata: { namespace, name } } of objects.filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet')) {
      await until(`${kind} ${namespace}/${name}`, async () => {
        this.kubelet.failIn(namespace!);
        const { metadata, spec, status } = await this.api.read({ apiVersion, kind, metadata: { namespace, name } });
        return status?.observedGeneration === metadata.generation
          && [status.updatedReplicas, status.readyReplicas, status.replicas].every(count => (count ?? 0) === spec.replicas);
      }, seconds);
    }
    for (const { metadata: { namespace, name }, spec: { selector } } of objects.filter(({ kind, spec }) => kind === 'Service' && spec.selector)) {
      await until(`endpoints of ${namespace}/${name}`, async () => {
        const expected = JSON.stringify(this.pods(selector, namespace!).filter(pod => pod.ready).map(pod => pod.ip).sort());
        const seen = JSON.stringify(await this.endpoints(namespace!, name));
        if (seen !== expected) {
          throw new Error(`${seen}, and ready are ${expected}`);
        }
        return true;
      }, seconds);
    }
  }

  /** Waits until no pod of a namespace is on its way out. */
  public async drained(namespace: string, seconds = 90): Promise<void> {
    await until(`pods of ${namespace} that are to end`, () => this.kubelet.find(pod => pod.ending && pod.kubernetesNamespace === namespace).length === 0, seconds);
  }

  /** Waits until no pod has these labels, not even one that ends. */
  public async gone(labels: Record<string, string>, namespace: string, seconds = 90): Promise<void> {
    await until(`pods of ${namespace} to be gone`, () => this.kubelet.find(pod => pod.matches(labels, namespace)).length === 0, seconds);
  }

  /** Deletes namespaces with all in them; their pods end in their own time. */
  public async delete(namespaces: readonly string[]): Promise<void> {
    await this.api.delete(...namespaces.map(name => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })));
  }

  /** The pods with these labels that are not ending. */
  public pods(labels: Record<string, string>, kubernetesNamespace?: string): Pod[] {
    return this.kubelet.find(pod => !pod.ending && pod.matches(labels, kubernetesNamespace));
  }

  private async endpoints(namespace: string, service: string): Promise<string[]> {
    const { items } = await this.api.discovery.listNamespacedEndpointSlice({ namespace, labelSelector: `kubernetes.io/service-name=${service}` });
    return items.flatMap(slice => (slice.endpoints ?? []).filter(one => one.conditions?.ready).flatMap(one => one.addresses)).sort();
  }
}
