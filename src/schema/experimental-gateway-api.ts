import { predicateOf } from './cel-rules';
import { EXPERIMENTAL_GATEWAY_API_RULES } from './experimental-gateway-api-rules';
import { GATEWAY_API_GROUP, gatewayApiTable } from './kinds';
import { LoadedTable } from './loaded-table';
import { Shape } from './shape';
import { loadBehind, TableBehind } from './table-behind';

/** What the Gateway API's kinds are in its experimental channel, which serves more versions, fields and values than the standard one. */
export interface ExperimentalTable extends TableBehind {
  readonly kinds: { readonly [kind: string]: { readonly [version: string]: number } };
}

let loaded: { readonly kinds: ExperimentalTable['kinds']; readonly shapes: LoadedTable } | undefined;

/** Read when an object is not what the standard channel takes: most are. */
function experimentalTable() {
  if (loaded === undefined) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const table = JSON.parse((require('./generated/experimental-gateway-api') as { TABLE: string }).TABLE) as ExperimentalTable;
    loaded = { kinds: table.kinds, shapes: loadBehind(gatewayApiTable(), table, rule => predicateOf(rule) ?? EXPERIMENTAL_GATEWAY_API_RULES[rule]) };
  }
  return loaded;
}

/** What an object looks like in the experimental channel of the Gateway API; undefined if that has no such kind or version. */
export function experimentalShapeOf(apiVersion: string, kind: string): Shape | undefined {
  const [group, version] = apiVersion.split('/');
  if (group !== GATEWAY_API_GROUP) {
    return undefined;
  }
  const { kinds, shapes } = experimentalTable();
  const versions = Object.hasOwn(kinds, kind) ? kinds[kind] : {};
  return Object.hasOwn(versions, version) ? shapes.shapeAt(versions[version]) : undefined;
}
