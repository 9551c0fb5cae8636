import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { environment } from './environment.js';
import { programOf } from './images.js';
import { into, sh, type PodNetwork } from './network.js';
import { HOME, start, type Running } from './processes.js';
import { APP_UID, createRoot, PROXY_UID } from './root.js';
import type { PodVolumes } from './volumes.js';
import type { V1Container, V1Pod } from '@kubernetes/client-node';

/** One container of a pod: a root file system of its own over the machine's, the pod's network, and its volumes. */
export class Container {
  public process?: Running;
  public started = false;
  public ready = false;
  public restarts = 0;
  private readonly root: string;
  private readonly env: Record<string, string>;

  constructor(
    private readonly pod: V1Pod, public readonly spec: V1Container, private readonly network: PodNetwork,
    private readonly volumes: PodVolumes, private readonly bin: string, public readonly isInit: boolean,
  ) {
    this.root = join(HOME, 'pods', pod.metadata!.uid!, spec.name, 'root');
    this.env = environment(pod, spec, network.ip);
  }

  /** A native sidecar: an init container that goes on running. */
  public get isSidecar(): boolean { return this.isInit && this.spec.restartPolicy === 'Always'; }
  /** Whether it is to run for as long as the pod does. */
  public get stays(): boolean { return !this.isInit || this.isSidecar; }
  public get alive(): boolean { return this.process?.alive ?? false; }
  public get log(): string { return join(dirname(this.root), 'log'); }

  public async create(): Promise<void> {
    const { name, namespace } = this.pod.metadata!;
    await createRoot({
      base: dirname(this.root), root: this.root, bin: this.bin, hosts: [`${this.network.ip} ${name}`], search: [`${namespace}.svc.cluster.local`],
    });
    for (const mount of this.spec.volumeMounts ?? []) {
      const source = this.volumes.path(mount.name, mount.subPath);
      const target = join(this.root, mount.mountPath);
      // One file of a volume is mounted on a file.
      const single = (await stat(source)).isFile();
      await mkdir(single ? dirname(target) : target, { recursive: true });
      if (single) {
        await writeFile(target, '', { flag: 'a' });
      }
      await sh(`mount --bind ${source} ${target}`);
    }
  }

  public run(): Running {
    this.process = start(`${this.pod.metadata!.name}.${this.spec.name}`, this.inside(this.argv()), { env: this.env, log: this.log });
    return this.process;
  }

  /** Runs a command in the container, as a hook or an exec probe does. */
  public async exec(command: readonly string[], seconds: number): Promise<number> {
    const [program, ...args] = this.inside(command);
    const { exitCode } = await execa(program, args, { env: this.env, extendEnv: false, reject: false, timeout: seconds * 1000 });
    return exitCode ?? 1;
  }

  public async remove(): Promise<void> {
    await execa('umount', ['-R', '-l', this.root], { reject: false });
    await execa('rm', ['-rf', join(dirname(this.root), 'up'), join(dirname(this.root), 'work')], { reject: false });
  }

  private get isProxy(): boolean { return this.spec.name === 'istio-proxy' || this.spec.name === 'istio-init'; }

  private argv(): string[] {
    if (this.isProxy) {
      return ['pilot-agent', ...(this.spec.args ?? []).map(arg => arg.replace(/\$\((\w+)\)/g, (text, name) => this.env[name] ?? text))];
    }
    if (this.spec.command) {
      return [...this.spec.command, ...(this.spec.args ?? [])];
    }
    const program = programOf(this.spec.image);
    if (program) {
      return [program, ...(this.spec.args ?? [])];
    }
    // Whatever else the image, the lab's own application answers on the ports that the container declares.
    const ports = (protocol: string) => (this.spec.ports ?? []).filter(port => spoken(port.name) === protocol).map(port => port.containerPort).join(',');
    return ['lab-app', '-http', ports('http'), '-grpc', ports('grpc'), '-tls', ports('tls'), '-tcp', ports('tcp'), '-greeting', ports('greeting'), ...(this.spec.args ?? [])];
  }

  private inside(command: readonly string[]): string[] {
    const uid = this.spec.securityContext?.runAsUser ?? this.pod.spec!.securityContext?.runAsUser ?? (this.isProxy ? PROXY_UID : APP_UID);
    const gid = this.spec.securityContext?.runAsGroup ?? this.pod.spec!.securityContext?.runAsGroup ?? uid;
    return ['nsenter', into(this.network), 'chroot', this.root, 'setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...command];
  }
}

/** By the convention that Istio follows for Services: the protocol is the first part of a port's name. */
function spoken(name = 'http'): 'http' | 'grpc' | 'tls' | 'tcp' | 'greeting' {
  const [protocol] = name.split('-');
  switch (protocol) {
    case 'tls': case 'https': return 'tls';
    case 'grpc': return 'grpc';
    case 'tcp': case 'mongo': case 'redis': return 'tcp';
    // Its server speaks first.
    case 'mysql': return 'greeting';
    default: return 'http';
  }
}
