import { makeInformer, PatchStrategy, setHeaderOptions, type V1Pod } from '@kubernetes/client-node';
import type { Api } from './api.js';
import { GATEWAY } from './network.js';
import { Pod } from './pod.js';
import { again, Hopeless } from './wait.js';

export const NODE = 'lab';

export interface KubeletError {
  /** Of the pod. */
  readonly namespace: string;
  readonly message: string;
}

/** The node's agent: every pod that the API server knows is started here, and ended when it is deleted. */
export class Kubelet {
  private readonly pods = new Map<string, Pod>();
  private readonly ending = new Set<string>();
  /** What went wrong while pods started or ended, hooks that failed among it. */
  public errors: readonly KubeletError[] = [];

  constructor(private readonly api: Api, private readonly bin: string) {}

  public async start(kubeletVersion: string, region = 'r1'): Promise<void> {
    await this.api.core.createNode({
      body: {
        metadata: { name: NODE, labels: { 'kubernetes.io/hostname': NODE, 'topology.kubernetes.io/region': region, 'topology.kubernetes.io/zone': 'z1' } },
        status: {
          conditions: [{ type: 'Ready', status: 'True' }],
          addresses: [{ type: 'InternalIP', address: GATEWAY }],
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

  /** What the node says of its kubelet, by which the injector decides how it writes the proxy. */
  public async setVersion(kubeletVersion: string): Promise<void> {
    await this.api.core.patchNodeStatus({ name: NODE, body: { status: { nodeInfo: { kubeletVersion } } } }, setHeaderOptions('Content-Type', PatchStrategy.StrategicMergePatch));
  }

  /** The running pods whose name or labels match. */
  public find(match: (pod: Pod) => boolean): Pod[] {
    return [...this.pods.values()].filter(match);
  }

  public get all(): Pod[] { return [...this.pods.values()]; }

  /** Fails when pods of a namespace could not be started or ended. */
  public failIn(namespace: string): void {
    const messages = this.errors.filter(one => one.namespace === namespace).map(one => one.message);
    if (messages.length > 0) {
      throw new Hopeless(messages.join('; '));
    }
  }

  /** Errors that were meant to happen. */
  public forget(namespaces: ReadonlySet<string>): void {
    this.errors = this.errors.filter(({ namespace }) => !namespaces.has(namespace));
  }

  private seen(manifest: V1Pod): void {
    const { uid, deletionTimestamp } = manifest.metadata!;
    const known = this.pods.get(uid!);
    if (deletionTimestamp) {
      if (!this.ending.has(uid!)) {
        this.ending.add(uid!);
        this.guard(manifest, this.end(manifest, known));
      }
    } else if (!known) {
      const pod = new Pod(this.api, manifest, this.bin);
      this.pods.set(uid!, pod);
      this.guard(manifest, this.begin(manifest, pod));
    }
  }

  private async begin(manifest: V1Pod, pod: Pod): Promise<void> {
    const { name, namespace, uid } = manifest.metadata!;
    try {
      const bind = () => this.api.core.createNamespacedPodBinding({ name: name!, namespace: namespace!, body: { metadata: { name }, target: { kind: 'Node', name: NODE } } });
      // It has its node already where the answer to the first try was lost.
      await again(bind).catch(error => { if (error.code !== 409) { throw error; } });
      await pod.start();
    } catch (error) {
      // Who is to go need not come: it may lack what it would have got, its account's token for instance.
      if (!this.ending.has(uid!) && !String(error).includes('NamespaceTerminating')) {
        throw error;
      }
    }
  }

  private async end(manifest: V1Pod, pod: Pod | undefined): Promise<void> {
    await pod?.stop(manifest.metadata!.deletionGracePeriodSeconds ?? 30);
    pod?.failedHooks.forEach(message => this.fail(manifest, message));
    this.pods.delete(manifest.metadata!.uid!);
    // The server itself forgets a pod whose containers had ended.
    await again(() => this.api.core.deleteNamespacedPod({ name: manifest.metadata!.name!, namespace: manifest.metadata!.namespace!, gracePeriodSeconds: 0 }))
      .catch(error => { if (error.code !== 404) { throw error; } });
  }

  private guard(manifest: V1Pod, work: Promise<void>): void {
    work.catch(error => this.fail(manifest, `${manifest.metadata!.name}: ${String(error instanceof Error ? error.message : error).slice(0, 500)}`));
  }

  private fail({ metadata }: V1Pod, message: string): void {
    this.errors = [...this.errors, { namespace: metadata!.namespace!, message }];
  }
}
