import { LoadedTable } from './loaded-table';
import { Shape, ShapeTable } from './shape';

/** Read when a kind of theirs is first asked for: most runs need two of the three. */
/* eslint-disable @typescript-eslint/no-require-imports */
const SOURCES = {
  'istio': (): string => (require('./generated/istio') as { TABLE: string }).TABLE,
  'gateway-api': (): string => (require('./generated/gateway-api') as { TABLE: string }).TABLE,
  'kubernetes': (): string => (require('./generated/kubernetes') as { TABLE: string }).TABLE,
};
/* eslint-enable @typescript-eslint/no-require-imports */

type Source = keyof typeof SOURCES;

/** The group of the Gateway API's kinds. */
export const GATEWAY_API_GROUP = 'gateway.networking.k8s.io';

/** A generated file, and its shapes. */
interface Table {
  readonly read: ShapeTable;
  readonly shapes: LoadedTable;
}

const tables = new Map<Source, Table>();

/** By apiVersion and kind, so that an object costs two look-ups. Kinds that nobody knows are not kept: there may be any number of them. */
const known = new Map<string, Map<string, Shape>>();

/** Whether it is known what an object of this kind looks like. */
export function isKnownKind(apiVersion: string, kind: string): boolean {
  return shapeOf(apiVersion, kind) !== undefined;
}

/** The versions of a kind that an API server serves, newest first; none if the kind is unknown. The group is '' for kinds of `v1`. */
export function servedVersions(group: string, kind: string): readonly string[] {
  return Object.keys(versionsIn(tableOf(group), group, kind));
}

/** What an object of the kind looks like; undefined if the kind is unknown. */
export function shapeOf(apiVersion: string, kind: string): Shape | undefined {
  return known.get(apiVersion)?.get(kind) ?? findShape(apiVersion, kind);
}

function findShape(apiVersion: string, kind: string): Shape | undefined {
  const slash = apiVersion.indexOf('/');
  const group = slash < 0 ? '' : apiVersion.slice(0, slash);
  const version = apiVersion.slice(slash + 1);
  const table = tableOf(group);
  const versions = versionsIn(table, group, kind);
  if (!Object.hasOwn(versions, version)) {
    return undefined;
  }
  const shape = table.shapes.shapeAt(versions[version]);
  const kinds = known.get(apiVersion) ?? new Map<string, Shape>();
  known.set(apiVersion, kinds.set(kind, shape));
  return shape;
}

/** The table of Istio's kinds as it is written. */
export function istioTable(): ShapeTable {
  return tableOf('networking.istio.io').read;
}

/** The table of the Gateway API's kinds as it is written. */
export function gatewayApiTable(): ShapeTable {
  return tableOf(GATEWAY_API_GROUP).read;
}

/** The places of a kind's shapes, by version. */
function versionsIn({ read: { kinds } }: Table, group: string, kind: string): { readonly [version: string]: number } {
  const ofGroup = Object.hasOwn(kinds, group) ? kinds[group] : {};
  return Object.hasOwn(ofGroup, kind) ? ofGroup[kind] : {};
}

function tableOf(group: string): Table {
  const source = group.endsWith('.istio.io') ? 'istio' : group === GATEWAY_API_GROUP ? 'gateway-api' : 'kubernetes';
  let table = tables.get(source);
  if (table === undefined) {
    const read = JSON.parse(SOURCES[source]()) as ShapeTable;
    table = { read, shapes: new LoadedTable(read) };
    tables.set(source, table);
  }
  return table;
}
