// What Istio's analyzers say: all of them, run by the lab's own program, and those that istioctl runs without a cluster, run by itself.
import { join } from 'node:path';
import type { Case } from './analyzer-cases.js';
import { output, run } from './run.js';

export interface Message {
  readonly code: string;
  readonly level: string;
  /** `Gateway shop/public`; the namespace is missing where the object names none, all where the message is of no object. */
  readonly origin?: string;
  readonly message: string;
}

export interface Verdict {
  readonly messages: readonly (Message & { readonly analyzer: string })[];
  /** Why something could not be read. */
  readonly unread?: string;
}

/** What all analyzers say of each case. */
export async function allAnalyzers(bin: string, cases: readonly Case[]): Promise<Verdict[]> {
  return JSON.parse(await run(join(bin, 'analyzers'), ['judge'], JSON.stringify(cases))) as Verdict[];
}

/** What istioctl says of a case, and which analyzers it left out. It does not take the networks of a mesh. */
export async function istioctl(bin: string, { files, meshConfig }: Case): Promise<{ messages: readonly Message[]; skipped: readonly string[] }> {
  const args = ['analyze', '--use-kube=false', '--all-namespaces', '--verbose', '--output', 'json', '--log_target', 'stderr', ...meshConfig ? ['--meshConfigFile', meshConfig] : [], ...files];
  const { out, err } = await output(join(bin, 'istioctl'), args);
  const skipped = /^Skipped analyzers:\n((?:\t.*\n)*)/m.exec(err);
  if (!skipped) {
    throw new Error(`istioctl does not say what it skips: ${err}`);
  }
  return { messages: JSON.parse(out) as Message[], skipped: skipped[1].split('\n').map(line => line.trim()).filter(line => line !== '') };
}
