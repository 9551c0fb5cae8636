// The real API server with Istio's CRDs and webhook, as one asks it from outside of the lab.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { inOwnNamespaces } from '../mesh/lab/own-namespaces.js';

const INSIDE = new URL('objects-inside.ts', import.meta.url).pathname;

/** What is submitted, and where: as kubectl reads it out of the text. */
export interface Submission {
  readonly id: number;
  readonly text: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name?: string;
}

export interface Answer {
  readonly id: number;
  /** Why it is refused, one by one where the server says so; none if it is taken. */
  readonly causes: readonly string[];
}

/** Judges objects by server-side apply and by creation, with strict validation, and keeps none. */
export class ApiServer {
  private readonly asked = new Map<number, (answer: Answer) => void>();
  private readonly ready: Promise<void>;
  private readonly ended: Promise<never>;
  private count = 0;

  private constructor(private readonly child: ChildProcess) {
    this.ended = once(child, 'close').then(() => { throw new Error('the control plane has ended; what it said stands above'); });
    this.ended.catch(() => {});
    let begin: () => void;
    this.ready = new Promise(resolve => { begin = resolve; });
    createInterface({ input: child.stdout! }).on('line', line => {
      if (line === 'ready') {
        begin();
      } else {
        const answer = JSON.parse(line) as Answer;
        this.asked.get(answer.id)!(answer);
        this.asked.delete(answer.id);
      }
    });
  }

  /**
   * It starts, and takes what it is asked when it has.
   *
   * @param crds folders of CRDs beside Istio's, which the lab has
   */
  public static start(bin: string, ...crds: readonly string[]): ApiServer {
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/proxy/i.test(name) && !name.startsWith('NODE_TEST')));
    return new ApiServer(spawn('setpriv', inOwnNamespaces([], INSIDE, bin, ...crds), { stdio: ['pipe', 'pipe', 'inherit'], env: { ...env, LAB_INSIDE: '1' } }));
  }

  public async judge(submission: Omit<Submission, 'id'>): Promise<Answer> {
    await Promise.race([this.ready, this.ended]);
    const id = ++this.count;
    const answer = new Promise<Answer>(resolve => this.asked.set(id, resolve));
    this.child.stdin!.write(`${JSON.stringify({ ...submission, id })}\n`);
    return Promise.race([answer, this.ended]);
  }

  public stop(): void {
    this.child.kill('SIGKILL');
  }
}
