/**
 * Writes scripts/shapes/served.json: the served versions of Istio's kinds and the Gateway API's, of which imports/crds keeps the newest alone.
 *
 *   npx projen schemas:versions
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseCrds } from '../import/crds';
import { downloadModule, listFiles } from '../import/modules';
import { readSources, Source } from '../import/sources';
import { comparePriority } from '../import/versions';

const FILE = join(__dirname, 'served.json');

/** The sources whose kinds src/schema knows. */
export const SOURCES = ['istio', 'gateway-api'];

/** The versions of each kind that are served, newest first. */
export interface Versions {
  readonly [kind: string]: readonly string[];
}

/** What the file holds, by source. */
interface SourceVersions {
  readonly [source: string]: { readonly version: string; readonly kinds: Versions };
}

interface FullVersion {
  readonly name: string;
  readonly served: boolean;
  readonly schema: { readonly openAPIV3Schema: unknown };
}

/** The versions of the kinds of a source. */
export function versionsOf({ name, version }: Source): Versions {
  const known = (JSON.parse(readFileSync(FILE, 'utf8')) as SourceVersions)[name];
  if (known.version !== version) {
    throw new Error(`scripts/shapes/served.json is of ${name} ${known.version}, imports/sources.json of ${version}: run \`npx projen schemas:versions\``);
  }
  return known.kinds;
}

function fetchVersions(source: Source): Versions {
  const { directory } = downloadModule(source);
  const kinds: { [kind: string]: readonly string[] } = {};
  for (const { spec } of listFiles(source, directory).flatMap(file => parseCrds(readFileSync(file, 'utf8'), basename(file)))) {
    const kind = `${spec.group}/${spec.names.kind}`;
    const served = (spec.versions as FullVersion[]).filter(version => version.served).sort((a, b) => comparePriority(b.name, a.name));
    const other = served.find(version => schemaText(version) !== schemaText(served[0]));
    if (other) {
      throw new Error(`${kind} is not the same in ${other.name} and ${served[0].name}: imports/crds has the newest alone; teach the difference to scripts/shapes`);
    }
    kinds[kind] = served.map(version => version.name);
  }
  return Object.fromEntries(Object.entries(kinds).sort(([a], [b]) => a < b ? -1 : 1));
}

/** A schema without what makes no difference. */
function schemaText({ schema }: FullVersion): string {
  return JSON.stringify(schema.openAPIV3Schema, (key, value) => key === 'description' && typeof value === 'string' ? undefined : value);
}

function main(): void {
  const all = readSources().filter(({ name }) => SOURCES.includes(name))
    .map(source => [source.name, { version: source.version, kinds: fetchVersions(source) }]);
  const text = JSON.stringify(Object.fromEntries(all), undefined, 2);
  // A kind a line.
  writeFileSync(FILE, `${text.replace(/\[([^\]]*)\]/g, (_, list: string) => `[${list.trim().replace(/,\s+/g, ', ')}]`)}\n`);
}

if (require.main === module) {
  main();
}
