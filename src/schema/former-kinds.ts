import { predicateOf } from './cel-rules';
import { FORMER_ISTIO_RULES } from './former-istio-rules';
import { istioTable, servedVersions } from './kinds';
import { LoadedTable } from './loaded-table';
import { Shape } from './shape';
import { loadBehind, TableBehind } from './table-behind';

/** What Istio's kinds are in all versions; in all numbers of versions, the one behind `1.`. */
export interface FormerTable extends TableBehind {
  readonly kinds: { readonly [group: string]: { readonly [kind: string]: FormerKind } };
}

interface FormerKind {
  /** From which version on it has which shape, oldest first. */
  readonly shapes: readonly (readonly [since: number, shape: number])[];
  /** From which version on it is served as which. */
  readonly served: { readonly [version: string]: number };
}

let loaded: { readonly table: FormerTable; readonly shapes: LoadedTable } | undefined;

/** Read when somebody asks for a former version: most do not. */
function formerTable() {
  if (loaded === undefined) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const table = JSON.parse((require('./generated/former-istio') as { TABLE: string }).TABLE) as FormerTable;
    loaded = { table, shapes: loadBehind(istioTable(), table, rule => predicateOf(rule) ?? FORMER_ISTIO_RULES[rule]) };
  }
  return loaded;
}

/** What an object of one of Istio's kinds looked like in a former version of Istio; undefined if there was none of that kind or version. */
export function formerShapeOf(minor: number, apiVersion: string, kind: string): Shape | undefined {
  const since = servedSince(apiVersion, kind);
  if (since === undefined || since > minor) {
    return undefined;
  }
  const [group] = apiVersion.split('/');
  const { table, shapes } = formerTable();
  const place = table.kinds[group][kind].shapes.filter(([from]) => from <= minor).pop()![1];
  return shapes.shapeAt(place);
}

/** From which version on one of Istio's kinds is served in a version; undefined if it is not. */
export function servedSince(apiVersion: string, kind: string): number | undefined {
  const [group, version] = apiVersion.split('/');
  return servedVersions(group, kind).includes(version) ? formerKind(group, kind)?.served[version] : undefined;
}

/** The versions in which one of Istio's kinds was served in a former version of Istio, newest first. */
export function formerlyServed(minor: number, group: string, kind: string): readonly string[] {
  return servedVersions(group, kind).filter(version => servedSince(`${group}/${version}`, kind)! <= minor);
}

function formerKind(group: string, kind: string): FormerKind | undefined {
  const { kinds } = formerTable().table;
  return Object.hasOwn(kinds, group) && Object.hasOwn(kinds[group], kind) ? kinds[group][kind] : undefined;
}
