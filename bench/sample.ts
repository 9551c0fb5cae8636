import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { PolicyKind } from './policies';

/** What is built in a process of its own. */
export type Subject = 'ours' | 'unchecked' | 'plus' | 'bare' | 'gatewayPaths' | 'gatewayHosts' | 'delegatedHosts' | 'exposurePaths' | 'pathRoutes' | 'headerRoutes' | `policies/${PolicyKind}`;

/** What one process measured. */
export interface Sample {
  /** Milliseconds to make the constructs. */
  readonly construct: number;
  /** Milliseconds of `app.synth()`, into files. */
  readonly synth: number;
  /** Milliseconds of both. */
  readonly total: number;
  /** Milliseconds of processor time of both, all threads together. */
  readonly cpu: number;
  /** Bytes of heap that are held when the app is written. */
  readonly heap: number;
  readonly constructs: number;
  /** What was written. */
  readonly bytes: number;
  readonly sha: string;
  readonly kinds: { readonly [kind: string]: number };
}

/** Measures a subject in a fresh process. `plus` and `bare` are built of the manifests that `ours` left in the file. */
export function sample(subject: Subject, count: number, manifestFile = ''): Sample {
  return run(['--expose-gc', '--max-old-space-size=8192', join(__dirname, 'child.js'), subject, String(count), manifestFile]);
}

/** Milliseconds in a fresh process to load cdk8s and cdk8s-plus, then the package, then what a usual app uses of it. */
export function sampleImport(): { readonly peers: number; readonly ours: number; readonly used: number } {
  return run([join(__dirname, 'import-child.js')]);
}

function run(args: string[]): any {
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Says what is being measured. */
export function progress(what: string): void {
  process.stderr.write(`${what}\n`);
}
