// Objects as people write them, which are judged as they are, and from which others are made by mutation.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { RULES } from '../../src/check/rules/index.js';
import type { JsonObject } from '../../src/manifests/manifest.js';
import { isKnownKind, servedVersions } from '../../src/schema/kinds.js';
import { synthInto } from '../mesh/lab/examples.js';

export interface Given {
  /** Where it is written. */
  readonly from: string;
  readonly json: JsonObject;
  /** As it is written, where that is asked for. */
  readonly text?: string;
}

/** What Istio's own test says of one of its objects: a part of the message with which it is refused. */
export interface Tested extends Given {
  readonly refusal?: string;
}

/** Objects that show nearly all fields of their kinds. */
export const WHOLE = 'whole';

const ROOT = new URL('../../', import.meta.url).pathname;

/** The files of a folder, in the order of their names. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => /\.ya?ml$/.test(file)).sort().map(file => join(folder, file));
}

/** The objects of a text; none where it is a template or no YAML. */
function objectsOf(text: string): JsonObject[] {
  const documents = parseAllDocuments(text, { uniqueKeys: false });
  if (!Array.isArray(documents)) {
    return [];
  }
  const objects = documents.flatMap(document => document.errors.length > 0 ? [] : [document.toJS() as JsonObject | null]);
  return objects.filter(object => object !== null && typeof object === 'object' && typeof object.apiVersion === 'string' && typeof object.kind === 'string') as JsonObject[];
}

/** Whether the API server knows the kind, and so do we. */
function isKnown({ json: { apiVersion, kind } }: Given): boolean {
  return isKnownKind(apiVersion as string, kind as string) || servedVersions((apiVersion as string).split('/')[0], kind as string).length > 0;
}

/** All objects, each once. */
export function corpus(istio: string): Given[] {
  const given = [...ofExamples(), ...ofRules(), ...ofFiles(WHOLE, [join(ROOT, 'test/conformance/objects-whole.yaml')]),
    ...ofFiles('samples', filesIn(join(istio, 'samples')), istio), ...ofFiles('analyzers', filesIn(join(istio, 'pkg/config/analysis/analyzers/testdata')), istio),
    ...ofFiles('testdata', filesIn(join(istio, 'tests/testdata/config')), istio)];
  return [...new Map(given.filter(isKnown).map(one => [JSON.stringify(one.json), one])).values()];
}

/** What the compiled library makes of the examples. */
function ofExamples(): Given[] {
  const folder = join(ROOT, 'examples');
  const names = readdirSync(folder, { withFileTypes: true }).filter(entry => entry.isDirectory() && readdirSync(join(folder, entry.name)).includes('cdk8s.yaml')).map(({ name }) => name).sort();
  const outdir = mkdtempSync(join(tmpdir(), 'conformance-'));
  try {
    return names.flatMap(name => synthInto(join(outdir, name), name).flatMap(({ objects }) => objects.map(json => ({ from: `examples/${name}`, json: json as JsonObject }))));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** The examples of the rules, bad and mended. */
function ofRules(): Given[] {
  return RULES.flatMap(({ id, bad, mend }) => {
    const good = Object.entries(mend).reduce((text, [wrong, right]) => text.replace(wrong, () => right), bad);
    return [...objectsOf(bad).map(json => ({ from: `bad example of ${id}`, json })), ...objectsOf(good).map(json => ({ from: `good example of ${id}`, json }))];
  });
}

function ofFiles(what: string, files: readonly string[], base = ROOT): Given[] {
  return files.flatMap(file => objectsOf(readFileSync(file, 'utf8')).map(json => ({ from: `${what}: ${relative(base, file)}`, json })));
}

/** Istio's test data of its CRDs, as it is written but for what the test expects. */
export function crdData(istio: string): Tested[] {
  const documents = filesIn(join(istio, 'pkg/config/validation/testdata/crds')).flatMap(file => readFileSync(file, 'utf8').split(/^---\n/m).map((text, at) => ({ from: `${relative(istio, file)} ${at + 1}`, text })));
  return documents.flatMap(({ from, text }) => objectsOf(text).map(({ _err: refusal, ...json }) =>
    ({ from, json, text: text.replace(/^_err:.*\n/m, ''), refusal: refusal as string | undefined })));
}
