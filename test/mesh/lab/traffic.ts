import { execa, type ResultPromise } from 'execa';
import { into, type PodNetwork } from './network.js';

/** What a load saw: counts by status and version, for example '200 v1'. */
export interface LoadReport {
  readonly requests: number;
  readonly failed: number;
  readonly counts: Record<string, number>;
  /** Answers by pod. */
  readonly pods: Record<string, number>;
  /** Answers by session and pod; the pod is '' where none answered. */
  readonly sessions?: Record<string, Record<string, number>>;
  /** The first ten, each with the second in which it happened. */
  readonly failures: readonly string[];
  readonly seconds: number;
  /** Milliseconds within which half of the requests were answered. */
  readonly median: number;
  /** And within which 99 of 100 were. */
  readonly p99: number;
}

export interface LoadOptions {
  /** Requests in all; without it the load goes on until `stop`. */
  readonly count?: number;
  /** When it is stopped earlier it goes on until at least so many were sent. */
  readonly atLeast?: number;
  /** Requests under way at once, each on a connection that is kept open; 8 unless told. */
  readonly concurrency?: number;
  /** Requests a second; as fast as it goes without it. */
  readonly rate?: number;
  /** Each of those that are under way at once is a client of its own: it keeps cookies, and its number takes the place of {session} in URL and headers. */
  readonly sessions?: boolean;
  readonly headers?: Record<string, string>;
  readonly host?: string;
  /** The HTTP method, POST unless told: Go's client sends it once, where it would try a GET again that lost its connection. */
  readonly method?: string;
  /** HOST:PORT to connect to, whatever the URL names. */
  readonly connect?: string;
  /** File of the authorities to trust. */
  readonly cacert?: string;
  /** Offers HTTP/2 over TLS. */
  readonly http2?: boolean;
  /** A gRPC method to call instead, for example '/shop.Cart/Get'; counts are by gRPC status then. */
  readonly grpc?: string;
}

/** What became of one connection that was held open. */
export interface HeldConnection {
  readonly version: string;
  readonly lines: number;
  readonly seconds: number;
  /** 'open' while it was at the end, or how it closed. */
  readonly end: string;
}

/** Who sends: a pod, through its proxy where it has one, or the network of a client outside of the mesh. */
export type Sender = Pick<PodNetwork, 'namespace'>;

/** A program of the lab that goes on while a scenario changes the mesh. */
export class Background<T> {
  constructor(private readonly process: ResultPromise) {}

  /** Whether it still goes on. */
  public get running(): boolean {
    return this.process.exitCode === null;
  }

  /** Ends it and answers what it saw. */
  public async stop(): Promise<T> {
    this.process.kill('SIGTERM');
    return await this.report();
  }

  public async report(): Promise<T> {
    const { stdout, stderr, exitCode, signal } = await this.process;
    try {
      return JSON.parse(String(stdout)) as T;
    } catch {
      throw new Error(`the load ended without a report, by ${signal ?? exitCode}: ${stderr}`);
    }
  }
}

export function startLoad(bin: string, from: Sender, url: string, options: LoadOptions = {}): Background<LoadReport> {
  const { concurrency = 8, count = 0, atLeast = 0, rate = 0, grpc } = options;
  const named = (['host', 'method', 'connect', 'cacert'] as const).flatMap(name => options[name] ? [`-${name}`, options[name]] : []);
  const headers = Object.entries(options.headers ?? {}).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  return run(bin, from, ['load', '-url', url, '-c', String(concurrency), '-n', String(count), '-min', String(atLeast), '-rate', String(rate), ...named, ...(options.http2 ? ['-http2'] : []), ...(options.sessions ? ['-sessions'] : []), ...(grpc ? ['-grpc', grpc] : []), ...headers]);
}

/** Opens connections (tcp://host:port, ws://host:port/path) and keeps them busy, with a line every tenth of a second. */
export function holdConnections(bin: string, from: Sender, url: string, connections: number, lines = 0, host = ''): Background<HeldConnection[]> {
  return run(bin, from, ['hold', '-url', url, '-c', String(connections), '-n', String(lines), '-host', host]);
}

/** Longer than a load goes on that is stopped early: until it has sent what it was to send at least, and its last request has ended. */
const LAST_REQUEST = 120_000;

function run<T>(bin: string, from: Sender, args: string[]): Background<T> {
  return new Background(execa('nsenter', [into(from), `${bin}/lab-app`, ...args], { reject: false, forceKillAfterDelay: LAST_REQUEST }) as unknown as ResultPromise);
}

export interface Reply {
  readonly status: number;
  readonly headers: Record<string, string>;
  /** What the lab's application says of itself and of the request, or the text of another answer. */
  readonly body: any;
}

/** One request by curl, whose options say the rest. Status 0 stands for no answer. */
export async function request(from: Sender, url: string, ...options: string[]): Promise<Reply> {
  const { stdout } = await execa('nsenter', [into(from), 'curl', '-s', '-i', '-m', '15', ...options, url], { reject: false });
  const [head, ...rest] = stdout.split(/\r?\n\r?\n/);
  const lines = head.split(/\r?\n/);
  const text = rest.join('\n\n');
  let body: any = text;
  try { body = JSON.parse(text); } catch { /* it is text */ }
  const headers = Object.fromEntries(lines.slice(1).map(line => { const colon = line.indexOf(':'); return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]; }));
  return { status: Number(/^HTTP\/\S+ (\d+)/.exec(lines[0] ?? '')?.[1] ?? 0), headers, body };
}
