import { DocumentTree } from './document-tree';
import { FileOrigin } from './origin';
import { SourceText } from './source-text';
import { parseYaml } from './yaml-library';

/** A field of an object: keys of mappings and places of lists. */
export type FieldPath = readonly (string | number)[];

/** A place in a file, both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Where a field of an object stands, or the nearest one around it that is there. */
export function locate(origin: FileOrigin, path: FieldPath): Place {
  const { source, from, within = [] } = origin;
  return source.placeOf(path.length === 0 ? startOf(origin) : from + (treeOf(origin)?.offsetOf([...within, ...path]) ?? 0));
}

/** The last document that was asked for, as there may be many findings in one. Only one is kept: it may take a gigabyte. */
let last: { readonly source: SourceText; readonly from: number; readonly tree?: DocumentTree } | undefined;

function treeOf({ source, from, to }: FileOrigin): DocumentTree | undefined {
  if (last?.source !== source || last.from !== from) {
    const documents = parseYaml(source.text.slice(from, to));
    last = { source, from, tree: Array.isArray(documents) && documents.length > 0 ? new DocumentTree(documents[0]) : undefined };
  }
  return last.tree;
}

/** Where the items of lists of objects begin, by their documents and lists: findings name objects of other documents, which would be parsed again for each. */
const STARTS = new WeakMap<SourceText, Map<string, Float64Array>>();

/** Where an object begins. */
function startOf(origin: FileOrigin): number {
  const { source, from, to, within } = origin;
  if (!within) {
    return contentFrom(source.text, from, to);
  }
  const known = STARTS.get(source) ?? new Map<string, Float64Array>();
  STARTS.set(source, known);
  const list = within.slice(0, -1);
  const key = `${from} ${list.join()}`;
  const starts = known.get(key) ?? treeOf(origin)?.itemsOf(list) ?? new Float64Array(0);
  known.set(key, starts);
  return from + (starts[Number(within.at(-1))] ?? 0);
}

/** Where content begins behind blank lines and comments. */
export function contentFrom(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && (text[at] === ' ' || text[at] === '\n' || text[at] === '#')) {
    const newline = text[at] === '#' ? text.indexOf('\n', at) : at;
    at = newline < 0 ? to : newline + 1;
  }
  return at < to ? at : from;
}
