/**
 * Writes src/schema/generated/experimental-gateway-api.ts: what the Gateway API's kinds are in its experimental channel, from the module of imports/sources.json.
 *
 *   npx projen schemas:experimental          (with --check: fails if the file is not what the module says)
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { behind, stateOf, writeBehind } from './behind';
import { Schema } from './custom-shapes';
import { customShapes } from './tables';
import { predicateOf } from '../../src/schema/cel-rules';
import { ExperimentalTable } from '../../src/schema/experimental-gateway-api';
import { EXPERIMENTAL_GATEWAY_API_RULES } from '../../src/schema/experimental-gateway-api-rules';
import { GATEWAY_API_GROUP } from '../../src/schema/kinds';
import { parseCrds } from '../import/crds';
import { downloadModule, listFiles } from '../import/modules';
import { readSources } from '../import/sources';

interface ServedVersion {
  readonly name: string;
  readonly served: boolean;
  readonly schema: { readonly openAPIV3Schema: Schema };
}

const source = readSources().find(({ name }) => name === 'gateway-api')!;
const { directory, sum } = downloadModule(source);
if (sum !== source.sum) {
  throw new Error(`the sum of ${source.module} ${source.version} is '${sum}', but imports/sources.json pins '${source.sum}'`);
}
const { table, shapes } = customShapes(source, rule => predicateOf(rule) ?? EXPERIMENTAL_GATEWAY_API_RULES[rule]);
const standard = stateOf(table);
const kinds: { [kind: string]: { [version: string]: number } } = {};
const files = listFiles({ ...source, files: source.files.replace('/standard/', '/experimental/') }, directory);
for (const { spec } of files.flatMap(file => parseCrds(readFileSync(file, 'utf8'), basename(file)))) {
  if (spec.group === GATEWAY_API_GROUP) {
    const served = (spec.versions as readonly ServedVersion[]).filter(version => version.served);
    kinds[spec.names.kind] = Object.fromEntries(served.map(({ name, schema }) => [name, shapes.kind(schema.openAPIV3Schema, spec.names.kind)]));
  }
}
const { rules, shapes: more, ...head } = behind(table, standard);
const experimental: ExperimentalTable = { ...head, kinds, rules, shapes: more };
writeBehind('experimental-gateway-api', `${source.module} ${source.version}, experimental channel`, 'schemas:experimental', experimental);
