import { LabelLists } from './label-lists';
import { Labels, selects } from './labels';

interface Entry<T> {
  readonly item: T;
  readonly selector: Labels;
  readonly at: number;
}

/** What selects pods by namespace and labels, to be found by the pods without asking all of it. */
export class SelectorIndex<T> {
  private readonly byNamespace = new Map<string, Part<T>>();
  private count = 0;

  /** Adds what holds for the pods of a namespace that carry the labels; for all of them without any. */
  public add(namespace: string, selector: Labels, item: T): void {
    let part = this.byNamespace.get(namespace);
    if (!part) {
      part = new Part();
      this.byNamespace.set(namespace, part);
    }
    part.add({ item, selector, at: this.count++ });
  }

  /** What holds for pods of the namespaces that carry the labels, in the order in which it was added. */
  public of(namespaces: readonly string[], labels: Labels): T[] {
    const found: Entry<T>[] = [];
    namespaces.forEach((namespace, at) => {
      if (namespaces.indexOf(namespace) === at) {
        this.byNamespace.get(namespace)?.gather(labels, found);
      }
    });
    return found.sort((a, b) => a.at - b.at).map(({ item }) => item);
  }
}

/** What selects pods of one namespace. */
class Part<T> {
  private readonly forAll: Entry<T>[] = [];
  /** By the first label of the selector. */
  private readonly byLabel = new LabelLists<Entry<T>>();

  public add(entry: Entry<T>): void {
    const [name] = Object.keys(entry.selector);
    if (name === undefined) {
      this.forAll.push(entry);
    } else {
      this.byLabel.add(name, entry.selector[name], entry);
    }
  }

  /** Adds to what was found for pods that carry the labels. */
  public gather(labels: Labels, found: Entry<T>[]): void {
    for (const entry of this.forAll) {
      found.push(entry);
    }
    for (const name in labels) {
      for (const entry of this.byLabel.of(name, labels[name]) ?? []) {
        if (selects(entry.selector, labels)) {
          found.push(entry);
        }
      }
    }
  }
}
