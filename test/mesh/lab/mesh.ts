import type { Api, Manifest } from './api.js';
import { startControlPlane, startKubeProxy } from './control-plane.js';
import { Kubelet } from './kubelet.js';
import type { Pod } from './pod.js';
import { until } from './wait.js';

/** The running mesh, which scenarios share. */
export class Mesh {
  private constructor(public readonly api: Api, public readonly kubelet: Kubelet, public readonly bin: string) {}

  public static async start(bin: string, kubeletVersion = 'v1.36.3'): Promise<Mesh> {
    const api = await startControlPlane(bin);
    const kubelet = new Kubelet(api, bin);
    await kubelet.start(kubeletVersion);
    startKubeProxy(bin);
    return new Mesh(api, kubelet, bin);
  }

  /** Applies objects in their order and waits until their pods are ready. */
  public async apply(objects: readonly Manifest[]): Promise<void> {
    await this.api.apply(...objects);
    await this.settled();
  }

  /** Waits until every Deployment has rolled out and no pod of an old one is left. */
  public async settled(seconds = 90): Promise<void> {
    await until('all Deployments', async () => {
      const { items } = await this.api.apps.listDeploymentForAllNamespaces();
      return items.every(({ metadata, spec, status }) => status?.observedGeneration === metadata!.generation
        && (status?.updatedReplicas ?? 0) === spec!.replicas && (status?.readyReplicas ?? 0) === spec!.replicas && (status?.replicas ?? 0) === spec!.replicas);
    }, seconds).catch(error => { throw new Error(`${error.message}; kubelet: ${this.kubelet.errors.join('; ') || 'no errors'}`); });
  }

  public pods(labels: Record<string, string>): Pod[] {
    return this.kubelet.find(pod => Object.entries(labels).every(([name, value]) => pod.labels[name] === value));
  }
}
