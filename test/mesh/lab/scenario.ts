import assert from 'node:assert/strict';
import { after, before, describe, test as nodeTest } from 'node:test';
import { App, Chart } from 'cdk8s';
import { MeshNamespace } from '../../../lib/src/index.js';
import type { Manifest } from './api.js';
import { theMesh } from './current.js';
import { Envoy } from './envoy.js';
import { Machine } from './machine.js';
import type { Mesh } from './mesh.js';
import type { Pod } from './pod.js';
import { recordComparison, recordResult, recordScenario, type Comparison, type Result } from './results.js';
import { holdConnections, request, startLoad, type Background, type HeldConnection, type LoadOptions, type LoadReport, type Reply, type Sender } from './traffic.js';

/** One test of a scenario, bounded in time. */
export function test(name: string, run: () => Promise<void>): void {
  nodeTest(name, { timeout: 240_000 }, run);
}

/** The image of every application here: the lab runs its own, whatever the name. */
export const IMAGE = 'lab/app';

/** The lab's application as its own pod reaches it, past the proxy. */
const APPLICATION = 'http://127.0.0.1:8080';

/** What a scenario has at hand. */
export class Scene {
  public readonly mesh: Mesh = theMesh();
  private readonly namespaces = new Set<string>();
  private readonly machines: Machine[] = [];
  private rejected = 0;

  constructor(public readonly name: string) {}

  /** The manifests of an app with a chart in the scenario's own namespace, and what charts `build` adds below it. */
  public synth(build: (chart: Chart) => void): Manifest[] {
    const app = new App();
    const chart = new Chart(app, this.name, { namespace: this.name });
    new MeshNamespace(chart, 'namespace');
    build(chart);
    return app.charts.flatMap(one => one.toJson()) as Manifest[];
  }

  /** Applies manifests, or those that `build` makes, and waits until the mesh is what they say. */
  public async apply(what: readonly Manifest[] | ((chart: Chart) => void)): Promise<void> {
    const objects = typeof what === 'function' ? this.synth(what) : what;
    this.note(objects);
    await this.mesh.apply(objects);
  }

  /** Creates many objects at once and waits until every proxy has what follows from them. */
  public async createAll(objects: readonly Manifest[]): Promise<void> {
    this.note(objects);
    await this.mesh.istiod.settled(await this.mesh.api.createAll(objects));
  }

  /** Applies without waiting. */
  public async submit(objects: readonly Manifest[]): Promise<void> {
    this.note(objects);
    await this.mesh.api.apply(...objects);
  }

  public async delete(...objects: Manifest[]): Promise<void> {
    await this.mesh.api.delete(...objects);
  }

  /** A pod of the scenario's namespace by its label `app`, and `version`. */
  public pod(app: string, version?: string, namespace = this.name): Pod {
    const [pod] = this.mesh.pods({ app, ...(version ? { version } : {}) }, namespace);
    return pod ?? assert.fail(`no pod of ${app} ${version ?? ''} runs`);
  }

  /** A client without a proxy. */
  public get outside(): Sender {
    return this.mesh.outside;
  }

  /** A machine without a Pod, which may join the mesh. It ends with the scenario. */
  public async machine(name: string): Promise<Machine> {
    const machine = await Machine.create(name, this.mesh.bin);
    this.machines.push(machine);
    return machine;
  }

  public envoy(of: Sender): Envoy {
    return new Envoy(of);
  }

  public request(from: Sender, url: string, ...options: string[]): Promise<Reply> {
    return request(from, url, ...options);
  }

  /** What the application of a pod does from now on, for requests that do not say it themselves; what it did at first without a word. */
  public async behave(pod: Sender, query = ''): Promise<void> {
    const { status } = await this.request(pod, `${APPLICATION}/behave?${query}`);
    assert.equal(status, 200, `the application does not take ${query}`);
  }

  /** How many requests for a host the application of a pod got, or copies of them. */
  public async seen(pod: Sender, host: string): Promise<number> {
    return (await this.request(pod, `${APPLICATION}/seen`)).body[host] ?? 0;
  }

  public startLoad(from: Sender, url: string, options?: LoadOptions): Background<LoadReport> {
    return startLoad(this.mesh.bin, from, url, options);
  }

  public load(from: Sender, url: string, options: LoadOptions & { count: number }): Promise<LoadReport> {
    return this.startLoad(from, url, options).report();
  }

  public hold(from: Sender, url: string, connections: number): Background<HeldConnection[]> {
    return holdConnections(this.mesh.bin, from, url, connections);
  }

  /** One line on each of some new connections. */
  public dial(from: Sender, url: string, connections = 1, host?: string): Promise<HeldConnection[]> {
    return holdConnections(this.mesh.bin, from, url, connections, 1, host).report();
  }

  /** Keeps what a step saw, for docs/proof.md. */
  public record(step: string, seen?: Omit<Result, 'scenario' | 'step'>): void {
    const { requests, failed, counterExample, seen: text } = seen ?? {};
    recordResult({ scenario: this.name, step, requests, failed, counterExample, seen: text });
  }

  /** Keeps what fails without what a scenario shows. */
  public recordCounterExample(step: string, seen: LoadReport & { readonly seen?: string }): void {
    this.record(step, { ...seen, counterExample: true });
  }

  public compare(figures: Omit<Comparison, 'scenario'>): void {
    recordComparison({ scenario: this.name, ...figures });
  }

  /** For scenarios that make something go wrong: what was noticed until now was meant to happen. */
  public async forget(): Promise<void> {
    await this.begin();
    this.mesh.kubelet.forget(this.namespaces);
  }

  /** @internal */
  public async begin(): Promise<void> {
    this.rejected = await this.mesh.istiod.rejected();
  }

  /** What went wrong unasked: configuration that proxies rejected, hooks that failed, pods that could not be started. */
  public async complaints(): Promise<string[]> {
    const rejections = await this.mesh.istiod.rejectionsSince(this.rejected);
    return [...rejections, ...this.mesh.kubelet.errors.filter(({ namespace }) => this.namespaces.has(namespace)).map(({ message }) => message)];
  }

  /** @internal */
  public async end(): Promise<void> {
    await Promise.all(this.machines.map(machine => machine.remove()));
    if (this.namespaces.size > 0) {
      await this.mesh.delete([...this.namespaces]);
    }
  }

  private note(objects: readonly Manifest[]): void {
    objects.filter(({ kind }) => kind === 'Namespace').forEach(({ metadata }) => this.namespaces.add(metadata.name));
  }
}

/**
 * A group of tests on the running mesh, in a namespace of their own that is deleted behind them. Its last test is that no
 * proxy refused its configuration, no hook of a pod failed and the kubelet had no errors.
 */
export function scenario(name: string, what: string, tests: (scene: Scene) => void): void {
  recordScenario(name, what);
  describe(`${name}: ${what}`, () => {
    const scene = new Scene(name);
    before(() => scene.begin());
    after(() => scene.end());
    tests(scene);
    test('no configuration was rejected and no hook failed', async () => {
      assert.deepEqual(await scene.complaints(), []);
    });
  });
}
