import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { V1Pod } from '@kubernetes/client-node';
import type { Api } from './api.js';
import { HOME } from './processes.js';
import { again, until } from './wait.js';

/** The volumes of a pod, as files in the lab's folder. */
export class PodVolumes {
  private readonly base: string;

  constructor(private readonly pod: V1Pod, private readonly api: Api) {
    this.base = join(HOME, 'pods', pod.metadata!.uid!, 'volumes');
  }

  public path(name: string, subPath?: string): string {
    return subPath === undefined ? join(this.base, name) : join(this.base, name, subPath);
  }

  public async create(): Promise<void> {
    for (const volume of this.pod.spec!.volumes ?? []) {
      const folder = this.path(volume.name);
      await mkdir(folder, { recursive: true });
      // Written by whatever user the container runs as.
      await chmod(folder, 0o777);
      const sources = [volume, ...(volume.projected?.sources ?? [])];
      for (const source of sources) {
        await this.project(folder, source);
      }
    }
  }

  private async project(folder: string, source: any): Promise<void> {
    const namespace = this.pod.metadata!.namespace!;
    if (source.serviceAccountToken) {
      const { audience, expirationSeconds, path } = source.serviceAccountToken;
      const token = await again(() => this.api.core.createNamespacedServiceAccountToken({
        namespace,
        name: this.pod.spec!.serviceAccountName ?? 'default',
        body: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { audiences: audience ? [audience] : [], expirationSeconds } },
      }));
      await write(join(folder, path), token.status!.token!);
    } else if (source.configMap) {
      // A kubelet starts no container before what it mounts is there.
      const { data } = await until(`ConfigMap ${source.configMap.name}`, () => this.api.core.readNamespacedConfigMap({ namespace, name: source.configMap.name }), 30);
      await writeAll(folder, data ?? {}, source.configMap.items);
    } else if (source.secret) {
      const name = source.secret.secretName ?? source.secret.name;
      const secret = await again(() => this.api.core.readNamespacedSecret({ namespace, name })).catch(error => {
        if (source.secret.optional) {
          return undefined;
        }
        throw error;
      });
      const data = Object.fromEntries(Object.entries(secret?.data ?? {}).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]));
      await writeAll(folder, data, source.secret.items);
    } else if (source.downwardAPI) {
      for (const item of source.downwardAPI.items ?? []) {
        const field = item.fieldRef?.fieldPath;
        const values = field === 'metadata.labels' ? this.pod.metadata!.labels : field === 'metadata.annotations' ? this.pod.metadata!.annotations : {};
        await write(join(folder, item.path), Object.entries(values ?? {}).map(([key, value]) => `${key}=${JSON.stringify(value)}\n`).join(''));
      }
    }
  }
}

async function writeAll(folder: string, data: Record<string, string>, items?: { key: string; path: string }[]): Promise<void> {
  for (const { key, path } of items ?? Object.keys(data).map(key => ({ key, path: key }))) {
    if (data[key] !== undefined) {
      await write(join(folder, path), data[key]);
    }
  }
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text, { mode: 0o644 });
}
