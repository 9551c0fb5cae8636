import { LabelLists } from './label-lists';
import { Labels, selects } from './labels';
import { SharedAnswers } from './shared-answers';

interface Entry<T> {
  readonly item: T;
  readonly selector: Labels;
  readonly at: number;
}

/** What selects pods by namespace and labels, to be found by the pods without asking all of it. */
export class SelectorIndex<T> {
  private readonly byNamespace = new Map<string, Part<T>>();
  private readonly shared = new SharedAnswers<T>();
  private count = 0;

  /** Adds what holds for the pods of a namespace that carry the labels; for all of them without any. */
  public add(namespace: string, selector: Labels, item: T): void {
    let part = this.byNamespace.get(namespace);
    if (!part) {
      part = new Part();
      this.byNamespace.set(namespace, part);
    }
    part.add({ item, selector, at: this.count++ });
    this.shared.clear();
  }

  /** What holds for pods of the namespaces that carry the labels, in the order in which it was added. */
  public of(namespaces: readonly string[], labels: Labels): readonly T[] {
    const lists = [...new Set(namespaces)].flatMap(namespace => this.byNamespace.get(namespace)?.listsFor(labels) ?? []);
    return this.shared.of(lists.reduce((sum, list) => sum + list.length, 0), [namespaces, labels], () =>
      lists.flatMap(list => list.filter(({ selector }) => selects(selector, labels))).sort((a, b) => a.at - b.at).map(({ item }) => item));
  }
}

/** What selects pods of one namespace. */
class Part<T> {
  private readonly forAll: Entry<T>[] = [];
  /** By the first label of the selector. */
  private readonly byLabel = new LabelLists<Entry<T>>();

  public add(entry: Entry<T>): void {
    const name = Object.keys(entry.selector)[0] as string | undefined;
    if (name === undefined) {
      this.forAll.push(entry);
    } else {
      this.byLabel.add(name, entry.selector[name], entry);
    }
  }

  /** Lists of all that may hold for pods that carry the labels. */
  public listsFor(labels: Labels): (readonly Entry<T>[])[] {
    const lists: (readonly Entry<T>[])[] = this.forAll.length > 0 ? [this.forAll] : [];
    for (const name in labels) {
      const list = this.byLabel.of(name, labels[name]);
      if (list) {
        lists.push(list);
      }
    }
    return lists;
  }
}
