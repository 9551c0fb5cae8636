import { readFile } from 'node:fs/promises';
import type { V1LifecycleHandler, V1Pod } from '@kubernetes/client-node';
import type { Api } from './api.js';
import { Container } from './container.js';
import { createPodNetwork, deletePodNetwork, GATEWAY, type PodNetwork } from './network.js';
import { probe } from './probes.js';
import { PodVolumes } from './volumes.js';
import { pause } from './wait.js';

/** The kubelet gives every container at least this long to end. */
const MINIMUM_GRACE = 2;

/** One pod from start to end, in the kubelet's order. */
export class Pod {
  public readonly key: string;
  /** Hooks that failed, for scenarios that want none. */
  public readonly failedHooks: string[] = [];
  private readonly containers: Container[] = [];
  private network!: PodNetwork;
  /** The network, while it is made. */
  private networking?: Promise<PodNetwork>;
  private stopping = false;
  /** Whether the API server was told that the pod is ready. */
  private reported = false;
  private reports: Promise<void> = Promise.resolve();

  constructor(private readonly api: Api, private readonly manifest: V1Pod, private readonly bin: string) {
    this.key = `${manifest.metadata!.namespace}/${manifest.metadata!.name}`;
  }

  public get ip(): string { return this.network.ip; }
  /** The network namespace, which is not Kubernetes' namespace. */
  public get namespace(): string { return this.network.namespace; }
  public get kubernetesNamespace(): string { return this.manifest.metadata!.namespace!; }
  public get ending(): boolean { return this.stopping; }
  public get ready(): boolean { return !this.stopping && this.reported; }
  public get labels(): Record<string, string> { return this.manifest.metadata!.labels ?? {}; }
  /** The names of the containers that go on running, in the order in which they were started. */
  public get startOrder(): string[] { return this.containers.filter(one => one.stays).map(one => one.spec.name); }
  /** Whether it has these labels, in a namespace of Kubernetes or in any. */
  public matches(labels: Record<string, string>, kubernetesNamespace = this.kubernetesNamespace): boolean {
    return this.kubernetesNamespace === kubernetesNamespace && Object.entries(labels).every(([name, value]) => this.labels[name] === value);
  }
  /** Where it stands, and the last words of what is not ready, for errors. */
  public async describe(): Promise<string> {
    const lines = await Promise.all(this.containers.map(async one => {
      const state = one.process ? `${one.alive ? 'runs' : `ended with ${one.process.code}`}, ${one.started ? 'started' : 'not started'}, ${one.ready ? 'ready' : 'not ready'}` : 'is not started';
      const log = one.process && one.stays && !one.ready ? await readFile(one.log, 'utf8').catch(() => '') : '';
      return `  ${one.spec.name} ${state}, ${one.restarts} restarts${log && `\n${log.split('\n').slice(-12).map(line => `    ${line.slice(0, 300)}`).join('\n')}`}`;
    }));
    return [`${this.key} ${this.network?.ip ?? 'without network'}${this.stopping ? ' ends' : ''}, ${this.reported ? 'reported ready' : 'not reported ready'}`, ...lines].join('\n');
  }
  public container(name: string): Container | undefined { return this.containers.find(one => one.spec.name === name); }

  public async start(): Promise<void> {
    if (this.stopping) {
      return;
    }
    this.networking = createPodNetwork();
    this.network = await this.networking;
    const volumes = new PodVolumes(this.manifest, this.api);
    await volumes.create();
    const { initContainers = [], containers } = this.manifest.spec!;
    for (const [spec, isInit] of [...initContainers.map(one => [one, true] as const), ...containers.map(one => [one, false] as const)]) {
      const container = new Container(this.manifest, spec, this.network, volumes, this.bin, isInit);
      this.containers.push(container);
    }
    await this.report('Pending');
    for (const container of this.containers) {
      if (this.stopping) {
        return;
      }
      await container.create();
      await this.launch(container);
      if (!container.stays) {
        const code = await container.process!.exited;
        if (code !== 0) {
          throw new Error(`init container ${container.spec.name} of ${this.key} ended with ${code}, see ${container.log}`);
        }
      }
    }
    await this.report('Running');
  }

  /** Ends the pod as the kubelet does: all preStop hooks at once; then the containers, and native sidecars after them, last first. */
  public async stop(graceSeconds: number): Promise<void> {
    this.stopping = true;
    const end = Date.now() + graceSeconds * 1000;
    const running = this.containers.filter(one => one.alive);
    const sidecars = running.filter(one => one.isSidecar);
    const hooks = new Map(running.map(one => [one, this.hook(one, 'preStop', one.spec.lifecycle?.preStop, graceSeconds)]));
    await Promise.all(running.filter(one => !one.isSidecar).map(async one => {
      await hooks.get(one);
      await this.terminate(one, end);
    }));
    for (const sidecar of sidecars.reverse()) {
      await hooks.get(sidecar);
      await this.terminate(sidecar, end);
    }
    await Promise.all(this.containers.map(one => one.remove()));
    const network = await this.networking;
    if (network) {
      await deletePodNetwork(network);
    }
  }

  private async terminate(container: Container, end: number): Promise<void> {
    container.process!.signal('SIGTERM');
    const left = Math.max(end - Date.now(), MINIMUM_GRACE * 1000);
    await Promise.race([container.process!.exited, pause(left)]);
    if (container.alive) {
      container.process!.signal('SIGKILL');
      await container.process!.exited;
    }
  }

  /** Starts a container, waits for its postStart hook and, for a native sidecar, for its startup probe. */
  private async launch(container: Container): Promise<void> {
    container.run();
    await this.hook(container, 'postStart', container.spec.lifecycle?.postStart, 120);
    const watched = this.watch(container);
    if (container.isSidecar) {
      while (!container.started && container.alive && !this.stopping) {
        await pause(50);
      }
    }
    this.background(watched);
    if (container.stays) {
      this.background(container.process!.exited.then(() => this.restart(container)));
    }
  }

  private background(work: Promise<void>): void {
    work.catch(error => process.stderr.write(`${this.key}: ${error}\n`));
  }

  private async restart(container: Container): Promise<void> {
    const { restartPolicy } = this.manifest.spec!;
    if (this.stopping) {
      return;
    }
    if (!container.isSidecar && (restartPolicy === 'Never' || (restartPolicy === 'OnFailure' && container.process!.code === 0))) {
      await this.complete();
      return;
    }
    container.ready = false;
    container.started = false;
    container.restarts++;
    await this.report('Running');
    await pause(Math.min(10_000, 1000 * 2 ** Math.min(container.restarts - 1, 4)));
    if (!this.stopping) {
      await this.launch(container);
    }
  }

  /** When the containers of a Job have ended, so do its sidecars. */
  private async complete(): Promise<void> {
    const main = this.containers.filter(one => !one.isInit);
    if (main.some(one => one.alive)) {
      return;
    }
    this.stopping = true;
    for (const sidecar of this.containers.filter(one => one.isSidecar && one.alive).reverse()) {
      await this.terminate(sidecar, Date.now());
    }
    await this.report(main.every(one => one.process?.code === 0) ? 'Succeeded' : 'Failed');
  }

  /** Probes a container until it or the pod ends. */
  private async watch(container: Container): Promise<void> {
    const { startupProbe, readinessProbe, livenessProbe } = container.spec;
    const process = container.process!;
    const on = () => process.alive && !this.stopping;
    await pause((startupProbe?.initialDelaySeconds ?? 0) * 1000);
    while (startupProbe && on() && !await probe(container, startupProbe, this.ip)) {
      await pause((startupProbe.periodSeconds ?? 10) * 1000 / 4);
    }
    container.started = on();
    let failures = 0;
    let unready = 0;
    let nextLiveness = Date.now() + (livenessProbe?.initialDelaySeconds ?? 0) * 1000;
    while (on()) {
      const ready = readinessProbe ? await probe(container, readinessProbe, this.ip) : true;
      unready = ready ? 0 : unready + 1;
      const changed = ready !== container.ready && (ready || unready >= (readinessProbe?.failureThreshold ?? 3));
      if (changed && on()) {
        container.ready = ready;
        await this.report('Running');
      }
      if (livenessProbe && Date.now() >= nextLiveness) {
        nextLiveness = Date.now() + (livenessProbe.periodSeconds ?? 10) * 1000;
        failures = await probe(container, livenessProbe, this.ip) ? 0 : failures + 1;
        if (failures >= (livenessProbe.failureThreshold ?? 3)) {
          process.signal('SIGTERM');
          failures = 0;
        }
      }
      // Quick until ready, then as often as the probe says.
      await pause(container.ready ? (readinessProbe?.periodSeconds ?? 10) * 1000 : 200);
    }
  }

  private async hook(container: Container, name: string, handler: V1LifecycleHandler | undefined, seconds: number): Promise<void> {
    if (handler?.sleep) {
      await pause(handler.sleep.seconds * 1000);
    } else if (handler?.exec) {
      const { command = [] } = handler.exec;
      const code = await container.exec(command, seconds);
      if (code !== 0) {
        this.failedHooks.push(`${name} of ${container.spec.name} in ${this.key}: ${command.join(' ')} answered ${code}`);
      }
    } else if (handler?.httpGet && !await probe(container, { httpGet: handler.httpGet, timeoutSeconds: seconds }, this.ip)) {
      this.failedHooks.push(`${name} of ${container.spec.name} in ${this.key}: ${handler.httpGet.path ?? '/'} was not answered`);
    }
  }

  /** One after the other: an older report that came last would undo a newer one. */
  private report(phase: string): Promise<void> {
    this.reports = this.reports.catch(() => undefined).then(() => this.persist(phase));
    return this.reports;
  }

  /** A report that the API server does not take is sent again, as long as there is a pod. */
  private async persist(phase: string): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.send(phase);
      } catch (error) {
        if (this.stopping || tries === 10 || (error as { code?: number }).code === 404) {
          throw error;
        }
        await pause(100 * tries);
      }
    }
  }

  private async send(phase: string): Promise<void> {
    const status = (container: Container) => ({
      name: container.spec.name, image: container.spec.image ?? '', imageID: '', containerID: `lab://${container.spec.name}`,
      ready: container.stays ? container.ready : !container.alive && container.process !== undefined,
      started: container.started, restartCount: container.restarts,
      state: container.alive ? { running: {} } : container.process ? { terminated: { exitCode: container.process.code ?? 0 } } : { waiting: { reason: 'PodInitializing' } },
    });
    const main = this.containers.filter(one => one.stays);
    const ready = phase === 'Running' && main.length > 0 && main.every(one => one.ready);
    const now = new Date().toISOString();
    const condition = (type: string, value: boolean) => ({ type, status: value ? 'True' : 'False', lastTransitionTime: now });
    const body = {
      status: {
        phase, podIP: this.ip, podIPs: [{ ip: this.ip }], hostIP: GATEWAY, hostIPs: [{ ip: GATEWAY }], startTime: now,
        conditions: [condition('PodScheduled', true), condition('Initialized', phase === 'Running'), condition('ContainersReady', ready), condition('Ready', ready)],
        containerStatuses: this.containers.filter(one => !one.isInit).map(status),
        initContainerStatuses: this.containers.filter(one => one.isInit).map(status),
      },
    };
    await this.api.patchStatus(this.manifest, body);
    this.reported = ready;
  }
}

