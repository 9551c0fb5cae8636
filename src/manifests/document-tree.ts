import { Alias, Document, isAlias, isMap, isSeq, Node, Pair, visit, YAMLMap } from 'yaml';
import { isMergeKey, keyText } from './node-value';

interface Child {
  readonly at: number;
  readonly value?: Node;
}

type Fields = ReadonlyMap<string, Child>;

const NONE: Fields = new Map();

/** Where the fields of a document stand, and what its aliases stand for. */
export class DocumentTree {
  private readonly root?: Node;
  private readonly targets = new Map<Alias, Node>();
  /** The fields of mappings that were asked for; none while they are looked for. */
  private readonly known = new Map<YAMLMap, Fields>();

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

  /** The offset of a field's key or an item of a list, or of the nearest one around it that is there. */
  public offsetOf(path: readonly (string | number)[]): number {
    return this.child(path).at;
  }

  /** The offsets of a list's items. */
  public itemsOf(path: readonly (string | number)[]): Float64Array {
    const list = this.resolved(this.child(path).value);
    return Float64Array.from(isSeq(list) ? list.items as (Node | null)[] : [], item => item?.range?.[0] ?? 0);
  }

  private child(path: readonly (string | number)[]): Child {
    let found: Child = { at: this.root?.range![0] ?? 0, value: this.root };
    for (const step of path) {
      const node = this.resolved(found.value);
      const item = isSeq(node) ? node.items[Number(step)] as Node | undefined : undefined;
      const next = isMap(node) ? this.fieldsOf(node).get(String(step)) : item && { at: item.range![0], value: item };
      if (!next) {
        return found;
      }
      found = next;
    }
    return found;
  }

  /** The fields of a mapping, with what is merged into it; of several of one name the last one holds. */
  private fieldsOf(map: YAMLMap): Fields {
    let fields = this.known.get(map);
    if (!fields) {
      this.known.set(map, NONE);
      const found = new Map<string, Child>();
      for (const { key, value } of map.items as Pair<Node, Node | null>[]) {
        const name = keyText(this.resolved(key));
        if (isMergeKey(key)) {
          this.merge(value, found);
        } else if (name !== undefined) {
          found.set(name, { at: key.range![0], value: value ?? undefined });
        }
      }
      fields = found;
      this.known.set(map, fields);
    }
    return fields;
  }

  /** Of several mappings the first one holds. */
  private merge(value: Node | null, found: Map<string, Child>): void {
    for (const source of isSeq(value) ? [...value.items as Node[]].reverse() : [value]) {
      const map = this.resolved(source ?? undefined);
      if (isMap(map)) {
        this.fieldsOf(map).forEach((child, name) => found.set(name, child));
      }
    }
  }

  private resolved(node: Node | undefined): Node | undefined {
    return isAlias(node) ? this.targets.get(node) : node;
  }
}
