import type { Api, Manifest } from './api.js';
import { startControlPlane, startKubeProxy, type ClusterIdentity } from './control-plane.js';
import { Istiod } from './istiod.js';
import { Kubelet } from './kubelet.js';
import { createPodNetwork, endpointsInRules, type PodNetwork } from './network.js';
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
        const done = status?.observedGeneration === metadata.generation
          && [status.updatedReplicas, status.readyReplicas, status.replicas].every(count => (count ?? 0) === spec.replicas);
        if (!done) {
          const { updatedReplicas = 0, readyReplicas = 0, replicas = 0, conditions = [] } = status ?? {};
          const reasons = conditions.filter((one: { type: string; status: string }) => one.type === 'ReplicaFailure' || one.status !== 'True').map((one: { message: string }) => one.message);
          throw new Error(`of ${spec.replicas} wanted ${updatedReplicas} are of the present template and ${readyReplicas} ready, among ${replicas}; ${reasons.join('; ')}`);
        }
        return true;
      }, seconds).catch(async error => { throw new Error(`${error.message}\n${await this.unready(namespace!)}`); });
    }
    for (const { metadata: { namespace, name }, spec: { selector, clusterIP } } of objects.filter(({ kind, spec }) => kind === 'Service' && spec.selector)) {
      const ready = () => this.pods(selector, namespace!).filter(pod => pod.ready).map(pod => pod.ip).sort();
      await until(`endpoints of ${namespace}/${name}`, async () => same(await this.endpoints(namespace!, name), ready()), seconds);
      // Behind the API server's knowledge, and on a busy machine seconds behind. Without a ready pod it goes on to lead to those that end.
      if (clusterIP !== 'None' && ready().length > 0) {
        await until(`kube-proxy's rules for ${namespace}/${name}`, async () => same(await endpointsInRules(namespace!, name), ready()), seconds);
      }
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

  /** Waits until nothing is under way any more, not even the end of what earlier scenarios have deleted. */
  public async atRest(seconds = 120): Promise<void> {
    await until('namespaces that are to end', async () => (await this.api.core.listNamespace()).items.every(({ metadata }) => !metadata!.deletionTimestamp), seconds);
    await this.istiod.quiet();
  }

  /** Deletes namespaces with all in them; their pods end in their own time. */
  public async delete(namespaces: readonly string[]): Promise<void> {
    await this.api.delete(...namespaces.map(name => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })));
  }

  /** The pods with these labels that are not ending. */
  public pods(labels: Record<string, string>, kubernetesNamespace?: string): Pod[] {
    return this.kubelet.find(pod => !pod.ending && pod.matches(labels, kubernetesNamespace));
  }

  private async unready(namespace: string): Promise<string> {
    return (await Promise.all(this.kubelet.find(pod => !pod.ready && pod.kubernetesNamespace === namespace).map(pod => pod.describe()))).join('\n');
  }

  private async endpoints(namespace: string, service: string): Promise<string[]> {
    const { items } = await this.api.discovery.listNamespacedEndpointSlice({ namespace, labelSelector: `kubernetes.io/service-name=${service}` });
    return items.flatMap(slice => (slice.endpoints ?? []).filter(one => one.conditions?.ready).flatMap(one => one.addresses)).sort();
  }
}

function same(seen: readonly string[], expected: readonly string[]): true {
  if (seen.join() !== expected.join()) {
    throw new Error(`${seen.join(', ') || 'none'}, and ready are ${expected.join(', ') || 'none'}`);
  }
  return true;
}
