import { closeSync, fchmodSync, mkdirSync, openSync } from 'node:fs';
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

/** The lab's own folder: a tmpfs in the lab's own mount namespace, gone with the lab. */
export const HOME = '/run/lab';
export const LOGS = join(HOME, 'logs');

export interface StartOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly log?: string;
}

/** A program that runs until it is stopped. */
export class Running {
  public readonly exited: Promise<number>;
  public code: number | undefined;

  constructor(public readonly name: string, private readonly child: ChildProcess) {
    this.exited = new Promise(resolve => {
      child.once('exit', (code, signal) => {
        this.code = code ?? (signal ? 128 : 1);
        // As with the first process of a PID namespace, what it started ends with it.
        this.killGroup();
        resolve(this.code);
      });
      // It could not be started, and so will not exit.
      child.once('error', () => resolve(this.code = 127));
    });
  }

  public get pid(): number { return this.child.pid!; }
  public get alive(): boolean { return this.code === undefined; }

  /** To the program alone, as a kubelet does: pilot-agent decides when its Envoy ends. */
  public signal(signal: NodeJS.Signals): void {
    try {
      process.kill(this.pid, signal);
    } catch { /* it is gone */ }
  }

  private killGroup(): void {
    try {
      process.kill(-this.pid, 'SIGKILL');
    } catch { /* it had started nothing */ }
  }
}

/** Starts a program in a process group of its own, its output in a log of the lab. */
export function start(name: string, argv: readonly string[], options: StartOptions = {}): Running {
  mkdirSync(LOGS, { recursive: true });
  // A file that anybody may write, and no pipe: a proxy opens its standard output once more, by its name and as another user, for its access log.
  const log = openSync(options.log ?? join(LOGS, `${name}.log`), 'a');
  fchmodSync(log, 0o666);
  const child = spawn(argv[0], argv.slice(1), { cwd: options.cwd ?? '/', env: options.env ?? process.env, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  return new Running(name, child);
}
