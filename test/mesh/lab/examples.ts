import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';
import type { Manifest } from './api.js';
import { parse } from './manifests.js';
import { HOME } from './processes.js';

const EXAMPLES = new URL('../../../examples/', import.meta.url).pathname;
const load = createRequire(import.meta.url);

/** A change to an example's main.ts that its user would make, everywhere in the file. */
export interface Edit {
  readonly from: string;
  readonly to: string;
}

export interface SynthesizedFile {
  readonly path: string;
  readonly objects: Manifest[];
}

/** Runs the main.ts of an example as a user does, with the compiled library. Answers the files in the order in which they are applied. */
export function synthExample(name: string, ...edits: readonly Edit[]): SynthesizedFile[] {
  return synthInto(mkdtempSync(join(HOME, `${name}-`)), name, ...edits);
}

/** The same, outside of the lab. */
export function synthInto(outdir: string, name: string, ...edits: readonly Edit[]): SynthesizedFile[] {
  const folder = join(EXAMPLES, name);
  const source = edits.reduce((text, { from, to }) => {
    if (!text.includes(from)) {
      throw new Error(`main.ts of ${name} does not hold '${from}'`);
    }
    return text.replaceAll(from, to);
  }, readFileSync(join(folder, 'main.ts'), 'utf8'));
  const { outputText } = ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
  const require = (id: string): unknown => load(id === 'cdk8s-istio' ? '../../../lib/src/index.js' : id.startsWith('.') ? join(folder, id) : id);
  process.env.CDK8S_OUTDIR = outdir;
  try {
    new Function('require', 'exports', '__dirname', outputText)(require, {}, folder);
  } finally {
    delete process.env.CDK8S_OUTDIR;
  }
  return read(outdir);
}

/** The manifests that an example's user had before, in a namespace without injection. */
export function givenManifests(name: string, namespace: string): Manifest[] {
  const given = read(join(EXAMPLES, name, 'manifests')).flatMap(({ objects }) => objects);
  return [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }, ...given.map(object => ({ ...object, metadata: { ...object.metadata, namespace } }))];
}

function read(folder: string): SynthesizedFile[] {
  return readdirSync(folder).filter(file => file.endsWith('.yaml')).sort().map(file => join(folder, file)).map(path => ({ path, objects: parse(readFileSync(path, 'utf8')) }));
}

/**
 * An example for the lab, which runs on small machines and has none of the images: one pod for each workload that is not named,
 * and no probe and no command that needs a program of the image's.
 */
export function inLab(objects: readonly Manifest[], replicas: Readonly<Record<string, number>> = {}): Manifest[] {
  return objects.map(object => {
    const copy: Manifest = JSON.parse(JSON.stringify(object, (key, value) => key === 'command' && value[0] === 'pg_isready' ? ['true'] : value));
    if (copy.spec?.replicas !== undefined) {
      copy.spec.replicas = replicas[copy.metadata.name] ?? 1;
    }
    // What stands outside of the mesh by its own word is a program of its own image, with options that the lab's application does not know.
    if (copy.kind === 'Deployment' && copy.spec.template.metadata.labels['sidecar.istio.io/inject'] === 'false') {
      copy.spec.template.spec.containers.forEach((container: Manifest) => { delete container.command; delete container.args; });
    }
    return copy;
  });
}
