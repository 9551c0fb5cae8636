import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { Manifest } from './api.js';
import type { ClusterIdentity } from './control-plane.js';
import type { HelmValues } from './istioctl.js';
import type { MeshConfig } from './mesh-config.js';
import { sh } from './network.js';
import { inOwnNamespaces } from './own-namespaces.js';
import type { orders, SitePod } from './site-process.js';
import type { Sender } from './traffic.js';

type Orders = typeof orders;
type Message = { ready: true } | { id: number; answer?: unknown; error?: string };

/**
 * A cluster beside the shared one: a control plane, nodes and a network of its own, whose addresses are those of every other site, so that no pod can be
 * reached by its address from another. Sites are joined by one network between their nodes. A process of its own in namespaces of its own, which end with it.
 */
export class Site {
  private static count = 0;
  private readonly waiting = new Map<number, { resolve: (answer: any) => void; reject: (error: Error) => void }>();
  private orders = 0;
  /** The process in its namespaces, by which its pods' networks are found. */
  private pid = 0;

  private constructor(public readonly name: string, private readonly child: ChildProcess, public readonly loadBalancer: string) {}

  public static async start(bin: string, given: Omit<ClusterIdentity, 'node'> & { readonly name: string }): Promise<Site> {
    const number = ++Site.count;
    const main = new URL('site-process.ts', import.meta.url).pathname;
    const child = spawn('setpriv', inOwnNamespaces([], main, bin), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const [gateway, node, loadBalancer] = [1, 2, 10].map(host => `172.30.${number}.${host}`);
    const site = new Site(given.name, child, loadBalancer);
    await site.ready();
    site.pid = Number(await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8'));
    await sh(`
      ip link add site${number} type veth peer name uplink netns ${site.pid}
      ip addr add ${gateway}/24 dev site${number}
      ip link set site${number} up
    `);
    await site.tell('start', { ...given, gateway, node, loadBalancer });
    return site;
  }

  /** Applies objects and waits until their pods serve and the proxies of this cluster have what follows from them. */
  public apply(objects: Manifest[]): Promise<void> {
    return this.tell('apply', objects);
  }

  public delete(objects: Manifest[]): Promise<void> {
    return this.tell('delete', objects);
  }

  /** Changes the values with which its Istio is installed. */
  public reconfigure(values: HelmValues): Promise<void> {
    return this.tell('reconfigure', values);
  }

  /** What its istiod goes by. */
  public meshConfig(): Promise<MeshConfig> {
    return this.tell('meshConfig');
  }

  /** Waits until nothing is under way between its istiod and proxies. */
  public quiet(): Promise<void> {
    return this.tell('quiet');
  }

  /** Lets the control plane of another site read this one. */
  public async showTo(other: Site): Promise<void> {
    await other.apply([await this.tell('remoteSecret')]);
  }

  /** The pods with these labels that are not ending. */
  public pods(labels: Record<string, string>, namespace: string): Promise<SitePod[]> {
    return this.tell('pods', labels, namespace);
  }

  /** A pod by its label `app`, to send from. */
  public async pod(app: string, namespace: string): Promise<Sender & SitePod> {
    const [pod] = await this.pods({ app }, namespace);
    assert.ok(pod, `no pod of ${app} runs in ${this.name}`);
    return { ...pod, namespace: `/proc/${this.pid}/root/run/netns/${pod.network}` };
  }

  /** Configuration that was refused, pods that could not be started, hooks that failed. */
  public complaints(): Promise<string[]> {
    return this.tell('complaints');
  }

  public async remove(): Promise<void> {
    const gone = new Promise(resolve => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await gone;
  }

  private ready(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.child.on('message', (message: Message) => {
        if ('ready' in message) {
          resolve();
        } else if (message.error === undefined) {
          this.waiting.get(message.id)!.resolve(message.answer);
        } else {
          this.waiting.get(message.id)!.reject(new Error(`${this.name}: ${message.error}`));
        }
      });
      this.child.once('exit', code => {
        const error = new Error(`site ${this.name} ended with ${code}`);
        reject(error);
        this.waiting.forEach(one => one.reject(error));
      });
    });
  }

  private tell<K extends keyof Orders>(order: K, ...args: Parameters<Orders[K]>): Promise<Awaited<ReturnType<Orders[K]>>> {
    const id = ++this.orders;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.child.send({ id, order, args });
    });
  }
}
