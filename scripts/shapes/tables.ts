import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CustomShapes, Schema } from './custom-shapes';
import { KubernetesSchemas, KubernetesShapes } from './kubernetes-shapes';
import { renderTable, TableBuilder } from './table';
import { SOURCES, versionsOf } from './versions';
import { alternativeOf, predicateOf } from '../../src/schema/cel-rules';
import { parseCrds } from '../import/crds';
import { crdsPath, readSources, Source } from '../import/sources';

const KUBERNETES = join(__dirname, '..', '..', 'test', 'support', 'schema', 'kubernetes.json');
const OBJECT_META = 'apis.meta.v1.ObjectMeta';

interface Version {
  readonly schema: { readonly openAPIV3Schema: Schema };
}

/** A table, and what puts kinds into it. */
interface CustomTable {
  readonly table: TableBuilder;
  readonly shapes: CustomShapes;
}

/** The generated files, by their names. */
export function makeTables(): [name: string, text: string][] {
  const schemas = readKubernetes();
  return [
    ...readSources().filter(({ name }) => SOURCES.includes(name)).map((source): [string, string] => [source.name, customTable(source, schemas)]),
    ['kubernetes', kubernetesTable(schemas)],
  ];
}

function kubernetesTable(schemas: KubernetesSchemas): string {
  const table = new TableBuilder();
  new KubernetesShapes(table, schemas).kinds();
  return renderTable(`Kubernetes ${schemas.kubernetes}`, table.toJson());
}

function customTable(source: Source, schemas: KubernetesSchemas): string {
  return renderTable(`${source.module} ${source.version}`, customShapes(source, predicateOf, schemas).table.toJson());
}

/** The kinds of a source, and what puts more of them behind. */
export function customShapes(source: Source, ruleOf: (rule: string) => unknown, schemas = readKubernetes()): CustomTable {
  const table = new TableBuilder();
  const metadata = new KubernetesShapes(table, schemas).definition(OBJECT_META);
  const shapes = new CustomShapes(table, metadata, rule => (ruleOf(rule) ?? alternativeOf(rule)) !== undefined);
  const versions = versionsOf(source);
  for (const { spec } of parseCrds(readFileSync(crdsPath(source), 'utf8'), source.name)) {
    const kind = spec.names.kind;
    const [version] = spec.versions as unknown as Version[];
    const shape = shapes.kind(version.schema.openAPIV3Schema, kind);
    table.kind(spec.group, kind, versions[`${spec.group}/${kind}`].map(served => [served, shape] as const));
  }
  return { table, shapes };
}

function readKubernetes(): KubernetesSchemas {
  return JSON.parse(readFileSync(KUBERNETES, 'utf8')) as KubernetesSchemas;
}
