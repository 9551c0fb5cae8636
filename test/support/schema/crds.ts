import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Schema } from './schema';

const DIRECTORY = join(__dirname, '..', '..', '..', 'imports', 'crds');
/** Kinds that the library writes and has no types of. */
const OPERATOR = join(__dirname, 'operator-crds.yaml');

/** One version of one custom kind. */
export interface CustomKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly apiVersion: string;
  readonly schema: Schema;
}

interface Definition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: { readonly name: string; readonly served: boolean; readonly schema: { readonly openAPIV3Schema: Schema } }[];
  };
}

/** The text of every CRD by `group/kind`: parsing them all takes a second, and a test needs a few. */
let texts: Map<string, string> | undefined;
const parsed = new Map<string, CustomKind[]>();

/** The kind, or nothing if no imported CRD serves it in this version. */
export function customKind(apiVersion: string, kind: string): CustomKind | undefined {
  const group = apiVersion.split('/')[0];
  return versionsOf(`${group}/${kind}`).find(version => version.apiVersion === apiVersion);
}

/** Every served version of every imported kind. */
export function customKinds(): CustomKind[] {
  return [...index().keys()].flatMap(versionsOf);
}

/** The API versions under which a kind of this name is known, for messages. */
export function servedVersions(kind: string): string[] {
  return [...index().keys()].filter(key => key.endsWith(`/${kind}`)).flatMap(versionsOf).map(version => version.apiVersion);
}

function index(): Map<string, string> {
  if (!texts) {
    texts = new Map();
    const imported = readdirSync(DIRECTORY).filter(name => /\.ya?ml$/.test(name)).sort().map(name => join(DIRECTORY, name));
    for (const file of [...imported, OPERATOR]) {
      for (const text of readFileSync(file, 'utf8').split(/^---.*$/m)) {
        if (/^kind: CustomResourceDefinition$/m.test(text)) {
          const group = /^ {2}group: "?([\w.-]+)"?$/m.exec(text)?.[1];
          const kind = /^ {4}kind: "?(\w+)"?$/m.exec(text)?.[1];
          if (!group || !kind) {
            throw new Error(`${file}: a CRD without a readable group and kind`);
          }
          texts.set(`${group}/${kind}`, text);
        }
      }
    }
  }
  return texts;
}

function versionsOf(key: string): CustomKind[] {
  const known = parsed.get(key);
  if (known) {
    return known;
  }
  const text = index().get(key);
  const { spec }: Partial<Definition> = text ? parse(text) : {};
  const versions = (spec?.versions ?? []).filter(version => version.served).map(version => ({
    group: spec!.group,
    version: version.name,
    kind: spec!.names.kind,
    apiVersion: `${spec!.group}/${version.name}`,
    schema: version.schema.openAPIV3Schema,
  }));
  parsed.set(key, versions);
  return versions;
}
