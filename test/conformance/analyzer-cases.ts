// What is judged: each YAML file of the test data of Istio's analyzers alone, and the cases of their own tests that are more than one file.
import { readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { run } from './run.js';

export interface Case {
  readonly files: readonly string[];
  readonly meshConfig?: string;
  readonly meshNetworks?: string;
}

/** What a test of Istio's expects of a case: a code, and an object as istioctl calls it. */
export interface TestedCase extends Case {
  readonly name: string;
  readonly expected: readonly { readonly code: string; readonly origin: string }[];
}

export interface Cases {
  /** Each once. */
  readonly all: readonly Case[];
  readonly tested: readonly TestedCase[];
  /** The codes of all messages by their names. */
  readonly codes: ReadonlyMap<string, string>;
}

/** Those of the module istio.io/istio in a folder. */
export async function casesOf(bin: string, istio: string): Promise<Cases> {
  const folder = join(istio, 'pkg/config/analysis/analyzers/testdata');
  const { codes, cases } = JSON.parse(await run(join(bin, 'analyzers'), ['cases', istio])) as { codes: Record<string, string>; cases: TestedCase[] };
  const all = new Map<string, Case>();
  const single = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => /\.ya?ml$/.test(file)).sort().map(file => ({ files: [join(folder, file)] }));
  for (const one of [...single, ...cases]) {
    all.set(nameOf(one), one);
  }
  return { all: [...all.values()], tested: cases, codes: new Map(Object.entries(codes)) };
}

/** A case by its files: `a.yaml + b.yaml, mesh: c.yaml`. */
export function nameOf({ files, meshConfig, meshNetworks }: Case): string {
  const named = (file: string) => {
    const inside = /\/testdata\/(.*)$/.exec(file);
    return inside ? inside[1] : relative('.', file);
  };
  return [files.map(named).join(' + '), ...meshConfig ? [`mesh: ${named(meshConfig)}`] : [], ...meshNetworks ? [`networks: ${basename(meshNetworks)}`] : []].join(', ');
}
