import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { parse, stringify } from 'yaml';
import type { Api } from './api.js';
import { HOME, start, type Running } from './processes.js';
import { until } from './wait.js';
import type { RuleTest } from './written-series.js';

const PORT = 9095;

/** A target as Prometheus tells of it. */
export interface Target {
  readonly labels: Record<string, string>;
  readonly scrapePool: string;
  readonly scrapeUrl: string;
  readonly health: 'up' | 'down' | 'unknown';
  readonly lastError: string;
}

/**
 * A real Prometheus with configuration that the library wrote. In a pod it would find the API server and its ServiceAccount's token by itself; here it is told of both, and has that account's rights.
 */
export class Prometheus {
  private constructor(private readonly running: Running) {}

  /**
   * @param data the ConfigMap's
   * @param account that whose rights it has
   */
  public static async start(bin: string, api: Api, data: Record<string, string>, account: { name: string; namespace: string }): Promise<Prometheus> {
    const folder = join(HOME, 'prometheus');
    mkdirSync(folder, { recursive: true });
    const { status } = await api.core.createNamespacedServiceAccountToken({ ...account, body: { spec: { audiences: [] } } as never });
    const { server, caData, caFile } = api.config.getCurrentCluster()!;
    writeFileSync(join(folder, 'token'), status!.token);
    if (caData) {
      writeFileSync(join(folder, 'ca.crt'), Buffer.from(caData, 'base64'));
    }
    const config = parse(data['prometheus.yml']);
    config.global.scrape_interval = '2s';
    for (const job of config.scrape_configs) {
      for (const discovery of job.kubernetes_sd_configs ?? []) {
        Object.assign(discovery, {
          api_server: server,
          authorization: { credentials_file: join(folder, 'token') },
          tls_config: caData || caFile ? { ca_file: caFile ?? join(folder, 'ca.crt') } : { insecure_skip_verify: true },
        });
      }
    }
    for (const [name, text] of Object.entries({ ...data, 'prometheus.yml': stringify(config) })) {
      writeFileSync(join(folder, name), text);
    }
    const running = start('prometheus', [
      `${bin}/prometheus`, `--config.file=${folder}/prometheus.yml`, `--storage.tsdb.path=${folder}/data`, `--web.listen-address=127.0.0.1:${PORT}`,
    ]);
    const prometheus = new Prometheus(running);
    await until('Prometheus', async () => running.alive && (await fetch(`http://127.0.0.1:${PORT}/-/ready`)).ok);
    return prometheus;
  }

  public async targets(): Promise<Target[]> {
    return (await this.get('targets?state=active')).activeTargets;
  }

  /** The series that a query answers now, with their labels and values. */
  public async query(expr: string): Promise<{ labels: Record<string, string>; value: number }[]> {
    const { result } = await this.get(`query?query=${encodeURIComponent(expr)}`);
    return result.map((one: { metric: Record<string, string>; value: [number, string] }) => ({ labels: one.metric, value: Number(one.value[1]) }));
  }

  /** The names of the rules that it evaluates, and those that fail. */
  public async rules(): Promise<{ name: string; health: string }[]> {
    return (await this.get('rules')).groups.flatMap((group: { rules: { name: string; health: string }[] }) => group.rules);
  }

  public async stop(): Promise<void> {
    this.running.signal('SIGTERM');
    await this.running.exited;
  }

  private async get(path: string): Promise<any> {
    const { status, data, error } = await (await fetch(`http://127.0.0.1:${PORT}/api/v1/${path}`)).json() as { status: string; data: any; error?: string };
    if (status !== 'success') {
      throw new Error(`Prometheus does not answer ${path}: ${error}`);
    }
    return data;
  }
}

/** What promtool has against a file of rules, or against what follows from series that a test writes. Throws with its words. */
export async function promtool(bin: string, name: string, rules: object, tests: readonly RuleTest[]): Promise<string> {
  const folder = join(HOME, 'promtool');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.yaml`), stringify(rules));
  writeFileSync(join(folder, `${name}.test.yaml`), stringify({ rule_files: [`${name}.yaml`], evaluation_interval: '5m', tests }));
  const checked = await execa(`${bin}/promtool`, ['check', 'rules', `${name}.yaml`], { cwd: folder, all: true });
  await execa(`${bin}/promtool`, ['test', 'rules', `${name}.test.yaml`], { cwd: folder, all: true });
  return checked.all;
}
