import { isAlias, isCollection, isMap, isScalar, isSeq, Node } from 'yaml';
import { FileOrigin } from './origin';
import { parseYaml } from './yaml-library';

/** A field of an object: keys of mappings and places of lists. */
export type FieldPath = readonly (string | number)[];

/** A place in a file, both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Where a field of an object stands, or the nearest one around it that is there. */
export function locate({ source, from, to, within = [] }: FileOrigin, path: FieldPath): Place {
  const documents = parseYaml(source.text.slice(from, to));
  const document = Array.isArray(documents) ? documents.find(({ contents }) => contents !== null) : undefined;
  let offset = 0;
  let node: Node | null | undefined = document?.contents;
  if (node) {
    offset = node.range![0];
    for (const step of [...within, ...path]) {
      const found: { at: number; value: Node | null } | undefined = child(node, step);
      if (!found) {
        break;
      }
      offset = found.at;
      node = found.value && isAlias(found.value) ? found.value.resolve(document!) ?? null : found.value;
    }
  }
  return source.placeOf(from + offset);
}

/** A field's key, or an item of a list. */
function child(node: Node | null | undefined, step: string | number): { at: number; value: Node | null } | undefined {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.source ?? key.value) === String(step));
    return pair && { at: (pair.key as Node).range![0], value: pair.value as Node | null };
  }
  const item = isSeq(node) ? node.items[Number(step)] as Node | undefined : undefined;
  return item && !isCollection(step) ? { at: item.range![0], value: item } : undefined;
}
