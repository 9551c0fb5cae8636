import { makeInformer, type V1Pod } from '@kubernetes/client-node';
import type { Api } from './api.js';
import { Pod } from './pod.js';

export const NODE = 'lab';

/** The node's agent: every pod that the API server knows is started here, and ended when it is deleted. */
export class Kubelet {
  private readonly pods = new Map<string, Pod>();
  private readonly ending = new Set<string>();
  /** What went wrong while pods started or ended. */
  public readonly errors: string[] = [];

  constructor(private readonly api: Api, private readonly bin: string) {}

  public async start(kubeletVersion: string): Promise<void> {
    await this.api.core.createNode({
      body: {
        metadata: { name: NODE, labels: { 'kubernetes.io/hostname': NODE, 'topology.kubernetes.io/region': 'r1', 'topology.kubernetes.io/zone': 'z1' } },
        status: {
          conditions: [{ type: 'Ready', status: 'True' }],
          addresses: [{ type: 'InternalIP', address: '10.244.0.1' }],
          nodeInfo: { architecture: '', bootID: '', containerRuntimeVersion: '', kernelVersion: '', kubeProxyVersion: '', machineID: '', operatingSystem: '', osImage: '', systemUUID: '', kubeletVersion },
        },
      },
    });
    const informer = makeInformer(this.api.config, '/api/v1/pods', () => this.api.core.listPodForAllNamespaces());
    informer.on('add', pod => this.seen(pod));
    informer.on('update', pod => this.seen(pod));
    informer.on('delete', pod => this.pods.delete(pod.metadata!.uid!));
    informer.on('error', () => setTimeout(() => void informer.start(), 200));
    await informer.start();
  }

  /** The running pods whose name or labels match. */
  public find(match: (pod: Pod) => boolean): Pod[] {
    return [...this.pods.values()].filter(match);
  }

  public get all(): Pod[] { return [...this.pods.values()]; }

  private seen(manifest: V1Pod): void {
    const { uid, deletionTimestamp } = manifest.metadata!;
    const known = this.pods.get(uid!);
    if (deletionTimestamp) {
      if (!this.ending.has(uid!)) {
        this.ending.add(uid!);
        this.guard(this.end(manifest, known));
      }
    } else if (!known) {
      const pod = new Pod(this.api, manifest, this.bin);
      this.pods.set(uid!, pod);
      this.guard(this.begin(manifest, pod));
    }
  }

  private async begin(manifest: V1Pod, pod: Pod): Promise<void> {
    const { name, namespace } = manifest.metadata!;
    await this.api.core.createNamespacedPodBinding({ name: name!, namespace: namespace!, body: { metadata: { name }, target: { kind: 'Node', name: NODE } } });
    await pod.start();
  }

  private async end(manifest: V1Pod, pod: Pod | undefined): Promise<void> {
    await pod?.stop(manifest.metadata!.deletionGracePeriodSeconds ?? 30);
    if (pod) {
      this.errors.push(...pod.failedHooks);
    }
    this.pods.delete(manifest.metadata!.uid!);
    await this.api.core.deleteNamespacedPod({ name: manifest.metadata!.name!, namespace: manifest.metadata!.namespace!, gracePeriodSeconds: 0 });
  }

  private guard(work: Promise<void>): void {
    work.catch(error => this.errors.push(String(error instanceof Error ? error.message : error).slice(0, 500)));
  }
}
