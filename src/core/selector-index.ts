import { labelKey, Labels, selects } from './labels';

interface Entry<T> {
  readonly item: T;
  readonly selector: Labels;
  readonly at: number;
}

/** What selects pods by namespace and labels, to be found by the pods without asking all of it. */
export class SelectorIndex<T> {
  private readonly entries = new Map<string, Entry<T>[]>();
  private count = 0;

  /** Adds what holds for the pods of a namespace that carry the labels; for all of them without any. */
  public add(namespace: string, selector: Labels, item: T): void {
    const key = labelKey(namespace, Object.entries(selector)[0]);
    const entries = this.entries.get(key) ?? [];
    this.entries.set(key, entries);
    entries.push({ item, selector, at: this.count++ });
  }

  /** What holds for pods of the namespaces that carry the labels, in the order in which it was added. */
  public of(namespaces: readonly string[], labels: Labels): T[] {
    const keys = [...new Set(namespaces)]
      .flatMap(namespace => [labelKey(namespace), ...Object.entries(labels).map(label => labelKey(namespace, label))]);
    return keys.flatMap(key => this.entries.get(key) ?? []).filter(({ selector }) => selects(selector, labels))
      .sort((a, b) => a.at - b.at).map(({ item }) => item);
  }
}
