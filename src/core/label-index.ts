import { LabelLists } from './label-lists';
import { Labels, selects } from './labels';
import { SharedAnswers } from './shared-answers';

interface Entry<T> {
  readonly item: T;
  readonly labels: Labels;
}

/** What carries labels in a namespace, to be found by a selector without asking all of it. */
export class LabelIndex<T> {
  private readonly all = new Part<T>();
  private readonly byNamespace = new Map<string, Part<T>>();

  /** Adds what stands in a namespace and carries the labels. */
  public add(namespace: string, labels: Labels, item: T): void {
    let part = this.byNamespace.get(namespace);
    if (!part) {
      part = new Part();
      this.byNamespace.set(namespace, part);
    }
    const entry = { item, labels };
    this.all.add(entry);
    part.add(entry);
  }

  /** What a selector chooses in a namespace or, without one, in all, in the order in which it was added. */
  public chosenBy(namespace: string | undefined, selector: Labels): readonly T[] {
    return (namespace === undefined ? this.all : this.byNamespace.get(namespace))?.chosenBy(selector) ?? [];
  }
}

/** What carries labels in one namespace, or in all. */
class Part<T> {
  private readonly entries: Entry<T>[] = [];
  private readonly lists = new LabelLists<Entry<T>>();
  private readonly shared = new SharedAnswers<T>();
  /** Many parts are asked for nothing, so entries are listed when a part is asked first. */
  private listed = 0;

  public add(entry: Entry<T>): void {
    this.entries.push(entry);
    this.shared.clear();
  }

  public chosenBy(selector: Labels): readonly T[] {
    // Of the labels that are asked for the rarest: some stand on all pods.
    let rarest: readonly Entry<T>[] = this.entries;
    for (const name in selector) {
      const list = this.listOf(name, selector[name]);
      if (list === undefined) {
        return [];
      }
      rarest = list.length < rarest.length ? list : rarest;
    }
    return this.shared.of(rarest.length, [selector], () => {
      const found: T[] = [];
      for (const { item, labels } of rarest) {
        if (selects(selector, labels)) {
          found.push(item);
        }
      }
      return found;
    });
  }

  private listOf(name: string, value: string): readonly Entry<T>[] | undefined {
    for (; this.listed < this.entries.length; this.listed++) {
      const entry = this.entries[this.listed];
      for (const label in entry.labels) {
        this.lists.add(label, entry.labels[label], entry);
      }
    }
    return this.lists.of(name, value);
  }
}
