// Istio's samples as its guides apply them, and what our rules find in them.
import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parse } from 'yaml';
import { checkMesh } from '../../src/check/check-mesh.js';
import { RULES } from '../../src/check/rules/index.js';
import type { Manifest } from '../../src/manifests/manifest.js';
import { readManifests } from '../../src/manifests/read-manifests.js';
import { SourceText } from '../../src/manifests/source-text.js';
import { Mesh } from '../../src/model/mesh.js';

/** What the checks find in a group, and why that is so. */
export interface ExpectedFinding {
  readonly rule: string;
  readonly object: string;
  readonly why: string;
}

/** Files that are applied one behind the other. */
export interface Group {
  readonly apply: readonly string[];
  readonly found?: readonly ExpectedFinding[];
}

export interface Samples {
  readonly groups: readonly Group[];
  /** Files in no group, with the reason. */
  readonly left: { readonly [file: string]: string };
}

export function readSamples(): Samples {
  return parse(readFileSync(new URL('samples.yaml', import.meta.url), 'utf8')) as Samples;
}

/** All files of YAML with objects, as groups name them. */
export async function sampleFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => entry.isFile() && /\.ya?ml$/.test(entry.name)).map(({ parentPath, name }) => join(parentPath, name));
  return files.filter(file => /^kind:/m.test(readFileSync(file, 'utf8'))).map(file => relative(folder, file)).sort();
}

/** What is found in what a cluster holds when the files have been applied: each finding as `rule Kind name: message`. */
export function findingsIn(folder: string, { apply }: Group): readonly { readonly rule: string; readonly object: string; readonly message: string }[] {
  const read = apply.map(file => readManifests(new SourceText(file, readFileSync(join(folder, file), 'utf8'))));
  const problems = read.flatMap(one => one.problems.map(({ file, message }) => ({ rule: 'unreadable', object: file, message })));
  const held = new Map<string, Manifest>();
  for (const manifest of read.flatMap(({ manifests }) => manifests)) {
    held.set(`${manifest.apiVersion} ${nameOf(manifest)}`, manifest);
  }
  const { findings } = checkMesh(new Mesh([...held.values()]), { rules: RULES });
  return [...problems, ...findings.map(({ rule, object, message }) => ({ rule, object: nameOf(object), message }))];
}

function nameOf({ kind, namespace, name }: Manifest): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
