import { Alias, Document, isAlias, isMap, isSeq, Node, Pair, visit, YAMLMap } from 'yaml';
import { isMergeKey, keyText } from './node-value';
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
  const tree = treeOf(origin);
  let offset = 0;
  let node: Node | undefined = tree?.root;
  if (tree && node) {
    offset = node.range![0];
    for (const step of [...within, ...path]) {
      const found: Child | undefined = tree.child(node, step);
      if (!found) {
        break;
      }
      offset = found.at;
      node = found.value;
    }
  }
  return source.placeOf(from + offset);
}

/** The last document of a text that was asked for, as there may be many findings in one list of objects. */
const LAST = new WeakMap<SourceText, { readonly from: number; readonly to: number; readonly tree?: Tree }>();

function treeOf({ source, from, to }: FileOrigin): Tree | undefined {
  const last = LAST.get(source);
  if (last?.from === from && last.to === to) {
    return last.tree;
  }
  const documents = parseYaml(source.text.slice(from, to));
  const tree = Array.isArray(documents) && documents.length > 0 ? new Tree(documents[0]) : undefined;
  LAST.set(source, { from, to, tree });
  return tree;
}

interface Child {
  readonly at: number;
  readonly value?: Node;
}

/** A document and what its aliases stand for. */
class Tree {
  public readonly root?: Node;
  private readonly targets = new Map<Alias, Node>();

  constructor(document: Document.Parsed) {
    this.root = document.contents ?? undefined;
    const anchors = new Map<string, Node>();
    visit(document, {
      Alias: (_, alias) => {
        const target = anchors.get(alias.source);
        if (target) {
          this.targets.set(alias, target);
        }
      },
      Value: (_, node) => {
        if (node.anchor !== undefined) {
          anchors.set(node.anchor, node);
        }
      },
    });
  }

  /** A field's key, or an item of a list. */
  public child(around: Node | undefined, step: string | number): Child | undefined {
    const node = this.resolved(around);
    if (isMap(node)) {
      return this.field(node, String(step), new Set());
    }
    const item = isSeq(node) ? node.items[Number(step)] as Node | undefined : undefined;
    return item && { at: item.range![0], value: item };
  }

  /** A field of a mapping, or of what is merged into it; of several the last one holds. */
  private field(map: YAMLMap, name: string, seen: Set<YAMLMap>): Child | undefined {
    seen.add(map);
    for (const { key, value } of [...map.items].reverse() as Pair<Node, Node | null>[]) {
      const found = isMergeKey(key) ? this.merged(value, name, seen)
        : keyText(this.resolved(key)) === name ? { at: key.range![0], value: value ?? undefined } : undefined;
      if (found) {
        return found;
      }
    }
    return undefined;
  }

  private merged(value: Node | null, name: string, seen: Set<YAMLMap>): Child | undefined {
    for (const source of isSeq(value) ? value.items as Node[] : [value]) {
      const map = this.resolved(source ?? undefined);
      const found = isMap(map) && !seen.has(map) ? this.field(map, name, seen) : undefined;
      if (found) {
        return found;
      }
    }
    return undefined;
  }

  private resolved(node: Node | undefined): Node | undefined {
    return isAlias(node) ? this.targets.get(node) : node;
  }
}
