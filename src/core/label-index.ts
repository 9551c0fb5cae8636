import { labelKey, Labels, selects } from './labels';

interface Entry<T> {
  readonly item: T;
  readonly labels: Labels;
}

/** What carries labels in a namespace, to be found by a selector without asking all of it. */
export class LabelIndex<T> {
  private readonly entries = new Map<string, Entry<T>[]>();

  /** Adds what stands in a namespace and carries the labels. */
  public add(namespace: string, labels: Labels, item: T): void {
    for (const key of ['', namespace].flatMap(where => [labelKey(where), ...Object.entries(labels).map(label => labelKey(where, label))])) {
      const entries = this.entries.get(key) ?? [];
      this.entries.set(key, entries);
      entries.push({ item, labels });
    }
  }

  /** What a selector chooses in a namespace or, without one, in all, in the order in which it was added. */
  public chosenBy(namespace: string | undefined, selector: Labels): T[] {
    const where = namespace ?? '';
    const asked = Object.entries(selector).map(label => labelKey(where, label));
    // Of the labels that are asked for the rarest: some stand on all pods.
    const lists = (asked.length > 0 ? asked : [labelKey(where)]).map(key => this.entries.get(key) ?? []);
    const rarest = lists.reduce((fewest, list) => list.length < fewest.length ? list : fewest);
    return rarest.filter(({ labels }) => selects(selector, labels)).map(({ item }) => item);
  }
}
