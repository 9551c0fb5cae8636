import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { behind, stateOf } from './behind';
import { Schema } from './custom-shapes';
import { rulesInNewestWords } from './former-rules';
import { customShapes } from './tables';
import { predicateOf } from '../../src/schema/cel-rules';
import { FORMER_ISTIO_RULES } from '../../src/schema/former-istio-rules';
import { FormerTable } from '../../src/schema/former-kinds';
import { parseCrds } from '../import/crds';
import { downloadModule, listFiles } from '../import/modules';
import { Source } from '../import/sources';

/** The former versions, newest first, and their checksums. */
export interface FormerVersions {
  readonly module: string;
  readonly versions: { readonly [version: string]: string };
}

interface ServedVersion {
  readonly name: string;
  readonly served: boolean;
  readonly schema: { readonly openAPIV3Schema: Schema };
}

export function readFormerVersions(): FormerVersions {
  return JSON.parse(readFileSync(join(__dirname, 'former.json'), 'utf8')) as FormerVersions;
}

/** The minor number of a version such as v1.26.3. */
export function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}

/** The directory of each former version's module by its minor number, oldest first. */
export function formerModules({ module, versions }: FormerVersions): [minor: number, directory: string][] {
  return Object.entries(versions).map(([version, pinned]): [number, string] => {
    const { directory, sum } = downloadModule({ module, version });
    if (sum !== pinned) {
      throw new Error(`the sum of ${module} ${version} is '${sum}', but scripts/shapes/former.json pins '${pinned}'`);
    }
    return [minorOf(version), directory];
  }).reverse();
}

/** The kinds of a source in all versions, oldest first, and those shapes that the newest has not, whose places are behind the newest's. */
export function formerTable(source: Source, modules: readonly (readonly [minor: number, directory: string])[]): FormerTable {
  const { table, shapes } = customShapes(source, rule => predicateOf(rule) ?? FORMER_ISTIO_RULES[rule]);
  const newest = stateOf(table);
  const kinds: { [group: string]: { [kind: string]: { shapes: [since: number, shape: number][]; served: { [version: string]: number } } } } = {};
  for (const [minor, directory] of modules) {
    for (const { spec } of listFiles(source, directory).flatMap(file => parseCrds(readFileSync(file, 'utf8'), basename(file)))) {
      const versions = (spec.versions as readonly ServedVersion[]).filter(({ served }) => served);
      const places = [...new Set(versions.map(({ schema }) => shapes.kind(rulesInNewestWords(schema.openAPIV3Schema), spec.names.kind)))];
      if (places.length > 1) {
        throw new Error(`${spec.names.kind} is not the same in its versions in Istio 1.${minor}: teach the difference to scripts/shapes`);
      }
      const known = (kinds[spec.group] ??= {})[spec.names.kind] ??= { shapes: [], served: {} };
      if (known.shapes[known.shapes.length - 1]?.[1] !== places[0]) {
        known.shapes.push([minor, places[0]]);
      }
      versions.forEach(({ name }) => { known.served[name] ??= minor; });
    }
  }
  const { rules, shapes: more, ...head } = behind(table, newest);
  return { ...head, kinds, rules, shapes: more };
}
