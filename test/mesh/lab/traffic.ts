import { execa, type ResultPromise } from 'execa';
import type { Pod } from './pod.js';

/** What a load saw: counts by status and version, for example '200 v1'. */
export interface LoadReport {
  readonly requests: number;
  readonly failed: number;
  readonly counts: Record<string, number>;
  readonly failures: readonly string[];
  readonly seconds: number;
}

export interface LoadOptions {
  /** Requests in all; without it the load goes on until `stop`. */
  readonly count?: number;
  readonly concurrency?: number;
  /** Requests a second; as fast as it goes without it. */
  readonly rate?: number;
  readonly headers?: Record<string, string>;
  readonly host?: string;
}

/** A load that goes on while a scenario changes the mesh. */
export class Load {
  constructor(private readonly process: ResultPromise) {}

  /** Ends it and answers what it saw. */
  public async stop(): Promise<LoadReport> {
    this.process.kill('SIGTERM');
    return await this.report();
  }

  public async report(): Promise<LoadReport> {
    const { stdout } = await this.process;
    return JSON.parse(String(stdout)) as LoadReport;
  }
}

/** Who sends: a pod of the mesh, or the lab's own network, outside of the mesh. */
export type Sender = Pod | 'outside';

/** Starts a load from a pod's container, so through its proxy, or from outside of the mesh. */
export function startLoad(bin: string, from: Sender, url: string, options: LoadOptions = {}): Load {
  const headers = Object.entries(options.headers ?? {}).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const args = ['load', '-url', url, '-c', String(options.concurrency ?? 8), '-n', String(options.count ?? 0), '-rate', String(options.rate ?? 0), ...(options.host ? ['-host', options.host] : []), ...headers];
  return new Load(execa('nsenter', [...enter(from), `${bin}/lab-app`, ...args], { reject: false }) as unknown as ResultPromise);
}

export async function sendLoad(bin: string, from: Sender, url: string, options: LoadOptions & { count: number }): Promise<LoadReport> {
  return await startLoad(bin, from, url, options).report();
}

export interface Reply {
  readonly status: number;
  readonly headers: Record<string, string>;
  /** What the lab's application says of itself and of the request. */
  readonly body: any;
}

/** One request by curl, whose options say the rest. Status 0 stands for no answer. */
export async function request(from: Sender, url: string, ...options: string[]): Promise<Reply> {
  const { stdout } = await execa('nsenter', [...enter(from), 'curl', '-s', '-i', '-m', '10', ...options, url], { reject: false });
  const [head, ...rest] = stdout.split(/\r?\n\r?\n/);
  const lines = head.split(/\r?\n/);
  const text = rest.join('\n\n');
  let body: any = text;
  try { body = JSON.parse(text); } catch { /* it is text */ }
  const headers = Object.fromEntries(lines.slice(1).map(line => { const colon = line.indexOf(':'); return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]; }));
  return { status: Number(/^HTTP\/\S+ (\d+)/.exec(lines[0] ?? '')?.[1] ?? 0), headers, body };
}

/** The network of a sender, and a resolver that knows the cluster's names. */
function enter(from: Sender): string[] {
  return from === 'outside' ? ['--net=/proc/self/ns/net'] : [`--net=/run/netns/${from.namespace}`];
}

