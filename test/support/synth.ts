import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { Construct } from 'constructs';
import { readManifests } from './manifests';
import { expectValid, Manifest, nameOf } from './schema';

export type { Manifest } from './schema';

/**
 * Synthesizes the whole app that the construct is part of, as `cdk8s synth` does, and returns what was written, in
 * the order of the files. Every object is checked against its schema on the way, so that no test has to think of it.
 */
export function synth(scope: Construct): Manifest[] {
  return [...synthFiles(scope).values()].flat();
}

/** The same by file name, for tests that care what is applied before what. */
export function synthFiles(scope: Construct): Map<string, Manifest[]> {
  const files = write(App.of(scope));
  expectValid([...files.values()].flat());
  return files;
}

/** What is written, without the checks: for tests of what is known to be refused. */
export function synthUnchecked(scope: Construct): Manifest[] {
  return [...write(App.of(scope)).values()].flat();
}

function write(app: App): Map<string, Manifest[]> {
  const directory = mkdtempSync(join(tmpdir(), 'synth-'));
  const own = Object.getOwnPropertyDescriptor(app, 'outdir')!;
  // The app may have been made without thought of a folder, and would then write to dist/.
  Object.defineProperty(app, 'outdir', { ...own, value: directory });
  try {
    app.synth();
    const names = (readdirSync(directory, { recursive: true }) as string[]).filter(name => /\.ya?ml$/.test(name)).sort();
    return new Map(names.map(name => [name, readManifests(join(directory, name))]));
  } finally {
    Object.defineProperty(app, 'outdir', own);
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The one object of this kind and name; the namespace is needed only where several have the name. */
export function find(objects: readonly Manifest[], kind: string, name: string, namespace?: string): Manifest {
  const found = ofKind(objects, kind).filter(({ metadata }) => metadata.name === name && [undefined, metadata.namespace].includes(namespace));
  if (found.length !== 1) {
    const wanted = nameOf({ kind, metadata: { name, namespace } });
    throw new Error(`${found.length === 0 ? 'no' : 'several'} ${wanted} among: ${objects.map(nameOf).sort().join(', ') || 'no objects at all'}`);
  }
  return found[0];
}

/** The one object of this kind, whatever its name. */
export function findOnly(objects: readonly Manifest[], kind: string): Manifest {
  const found = ofKind(objects, kind);
  if (found.length !== 1) {
    throw new Error(`expected one ${kind}, found ${found.length} among: ${objects.map(nameOf).sort().join(', ') || 'no objects at all'}`);
  }
  return found[0];
}

export function ofKind(objects: readonly Manifest[], kind: string): Manifest[] {
  return objects.filter(object => object.kind === kind);
}
