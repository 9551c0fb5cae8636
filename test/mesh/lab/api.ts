import { CoreV1Api, DiscoveryV1Api, KubeConfig, KubernetesObjectApi, PatchStrategy, type RequestContext, setHeaderOptions, type V1Pod } from '@kubernetes/client-node';
import { execa } from 'execa';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; [field: string]: any };
  [field: string]: any;
}

/** On a busy machine a request may never be answered: it fails after this time, in milliseconds, instead of holding up who waits for it. */
const PATIENCE = 15_000;

class ImpatientConfig extends KubeConfig {
  public override async applySecurityAuthentication(context: RequestContext): Promise<void> {
    await super.applySecurityAuthentication(context);
    context.setSignal(AbortSignal.timeout(PATIENCE));
  }
}

/** The lab's API server, by Kubernetes' own client. */
export class Api {
  public readonly core: CoreV1Api;
  public readonly discovery: DiscoveryV1Api;
  private readonly objects: KubernetesObjectApi;

  private constructor(public readonly config: KubeConfig, private readonly kubeconfig: string, private readonly bin: string) {
    this.core = config.makeApiClient(CoreV1Api);
    this.discovery = config.makeApiClient(DiscoveryV1Api);
    this.objects = KubernetesObjectApi.makeApiClient(config);
  }

  public static async fromFile(path: string, bin: string): Promise<Api> {
    const config = new ImpatientConfig();
    config.loadFromString(await readFile(path, 'utf8'));
    return new Api(config, path, bin);
  }

  /** Whether the server says so of itself, with all that it starts. */
  public async healthy(): Promise<boolean> {
    return await this.kubectl(['get', '--raw', '/healthz'], []) === 'ok';
  }

  /** Server-side apply with strict field validation, in the objects' order. Answers them as the server has them. */
  public async apply(...objects: Manifest[]): Promise<Manifest[]> {
    const answer = JSON.parse(await this.kubectl(['apply', '--server-side', '--force-conflicts', '--validate=strict', '-o', 'json', '-f', '-'], objects));
    return answer.kind === 'List' ? answer.items : [answer];
  }

  /** An object of any kind; fails where there is none. */
  public async read(object: { apiVersion: string; kind: string; metadata: { name: string; namespace?: string } }): Promise<Manifest> {
    return await this.objects.read(object) as Manifest;
  }

  /** Creates new objects, many at a time, which kubectl does not: those of a kind at once, the kinds in their order. */
  public async createAll(objects: readonly Manifest[], atOnce = 32): Promise<Manifest[]> {
    const created: Manifest[] = [];
    for (const kind of new Set(objects.map(object => object.kind))) {
      const left = objects.filter(object => object.kind === kind);
      await Promise.all(Array.from({ length: atOnce }, async () => {
        for (let object = left.shift(); object; object = left.shift()) {
          created.push(await this.objects.create(object) as Manifest);
        }
      }));
    }
    return created;
  }

  /** What the kubelet says of a pod. */
  public async patchStatus(pod: V1Pod, body: object): Promise<void> {
    const { name, namespace } = pod.metadata!;
    await this.core.patchNamespacedPodStatus({ name: name!, namespace: namespace!, body }, setHeaderOptions('Content-Type', PatchStrategy.StrategicMergePatch));
  }

  public async delete(...objects: Manifest[]): Promise<void> {
    await this.kubectl(['delete', '--wait=false', '--ignore-not-found', '-f', '-'], objects);
  }

  private async kubectl(args: string[], objects: readonly Manifest[]): Promise<string> {
    const { exitCode, stdout, stderr } = await execa(join(this.bin, 'kubectl'), args, {
      env: { KUBECONFIG: this.kubeconfig }, input: objects.map(object => JSON.stringify(object)).join('\n---\n'), reject: false,
    });
    if (exitCode !== 0) {
      throw new Error(`kubectl ${args[0]}: ${stderr}`);
    }
    return stdout;
  }
}
