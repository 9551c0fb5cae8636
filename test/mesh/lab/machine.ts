import { appendFile, chmod, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { stringify } from 'yaml';
import type { Manifest } from './api.js';
import { createPodNetwork, deletePodNetwork, GATEWAY, into, type PodNetwork } from './network.js';
import { HOME, start, type Running } from './processes.js';
import { APP_UID, createRoot, PROXY_UID } from './root.js';

/** A machine of the mesh without a Pod: an address of its own, Istio's agent as its package starts it, and an application. */
export class Machine {
  private application?: Running;
  private proxy?: Running;

  private constructor(public readonly name: string, private readonly network: PodNetwork, private readonly bin: string) {}

  public static async create(name: string, bin: string): Promise<Machine> {
    const machine = new Machine(name, await createPodNetwork(), bin);
    await createRoot({ base: machine.base, root: machine.root, bin, hosts: [`${machine.ip} ${name}`], search: [] });
    return machine;
  }

  public get ip(): string { return this.network.ip; }
  /** The network namespace, which is not Kubernetes' namespace. */
  public get namespace(): string { return this.network.namespace; }

  /** What a user does on the machine: the files of `istioctl x workload entry configure` to their places, and Istio's own start. */
  public async join(group: Manifest): Promise<void> {
    const files = join(this.base, 'files');
    await mkdir(files, { recursive: true });
    await writeFile(join(this.base, 'group.yaml'), stringify(group));
    await execa(join(this.bin, 'istioctl'), ['x', 'workload', 'entry', 'configure', '--kubeconfig', join(HOME, 'kubeconfig'), '-f', join(this.base, 'group.yaml'), '-o', files,
      '--clusterID', 'Kubernetes', '--autoregister', '--internalIP', this.ip, '--ingressIP', GATEWAY]);
    await appendFile(join(this.root, 'etc/hosts'), await readFile(join(files, 'hosts')));
    await this.place(files, 'cluster.env', 'var/lib/istio/envoy/cluster.env');
    await this.place(files, 'mesh.yaml', 'etc/istio/config/mesh');
    await this.place(files, 'root-cert.pem', 'etc/certs/root-cert.pem');
    await this.place(files, 'istio-token', 'var/run/secrets/tokens/istio-token');
    for (const folder of ['etc/certs', 'etc/istio/proxy', 'var/run/secrets', 'var/run/secrets/tokens']) {
      await mkdir(join(this.root, folder), { recursive: true });
      await chmod(join(this.root, folder), 0o777);
    }
    const namespace = group.metadata.namespace!;
    await execa('nsenter', this.inside(0, ['sh', '-ec', 'set -a; . /var/lib/istio/envoy/cluster.env; pilot-agent istio-iptables']), { env: this.env });
    // As the user of the proxy already, so that the script asks for no other.
    this.proxy = start(`${this.name}.proxy`, ['nsenter', ...this.inside(PROXY_UID, ['bash', '/lab/bin/istio-start.sh', 'run'])], {
      env: { ...this.env, USER: 'istio-proxy', POD_NAME: this.name, ISTIO_NAMESPACE: namespace },
    });
  }

  /** Starts the application, which answers with this as its version. */
  public serve(version: string, port: number): void {
    this.application = start(`${this.name}.app`, ['nsenter', ...this.inside(APP_UID, ['lab-app', '-http', String(port)])], {
      env: { ...this.env, SERVICE: this.name, VERSION: version, HOSTNAME: this.name },
    });
  }

  /** Ends the application; the proxy goes on. */
  public async stopServing(): Promise<void> {
    this.application?.signal('SIGTERM');
    await this.application?.exited;
  }

  public async remove(): Promise<void> {
    this.proxy?.signal('SIGKILL');
    this.application?.signal('SIGKILL');
    await Promise.all([this.proxy?.exited, this.application?.exited]);
    await execa('umount', ['-R', '-l', this.root], { reject: false });
    await deletePodNetwork(this.network);
  }

  private get base(): string { return join(HOME, 'machines', this.name); }
  private get root(): string { return join(this.base, 'root'); }
  private get env(): Record<string, string> {
    return { HOME: '/', PATH: '/lab/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' };
  }

  private async place(files: string, file: string, path: string): Promise<void> {
    await mkdir(dirname(join(this.root, path)), { recursive: true });
    await cp(join(files, file), join(this.root, path));
    await chmod(join(this.root, path), 0o644);
  }

  private inside(uid: number, command: readonly string[]): string[] {
    return [into(this.network), 'chroot', this.root, 'setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups', ...command];
  }
}
