import { Conjunction, PATH } from './conjunction';

/**
 * Finds the conjunctions that can overlap a given one without looking at all of them: a table of a gateway may
 * hold thousands of paths, that of a sharded service thousands of tenants, of which few are related. An item lies under
 * its path or else under the first property of which it asks for one value.
 */
export class ConjunctionIndex<T> {
  private readonly exact = new Map<string, T[]>();
  private readonly prefix = new Map<string, T[]>();
  private readonly prefixLengths = new Set<number>();
  private readonly valued = new Map<string, Map<string, T[]>>();
  private readonly others: T[] = [];

  public add(conjunction: Conjunction, item: T): void {
    const path = conjunction.get(PATH);
    if (path?.kind === 'exact') {
      push(this.exact, path.value, item);
      return;
    }
    if (path?.kind === 'prefix') {
      push(this.prefix, path.value, item);
      this.prefixLengths.add(path.value.length);
      return;
    }
    for (const [key, condition] of conjunction) {
      if (condition.kind === 'exact') {
        const values = this.valued.get(key) ?? new Map<string, T[]>();
        this.valued.set(key, values);
        push(values, condition.value, item);
        return;
      }
    }
    this.others.push(item);
  }

  /**
   * The items that may hold the given one, and more. Of two overlapping items at least one finds the other, the one with
   * the longer path.
   */
  public * around(conjunction: Conjunction): Iterable<T> {
    yield* this.others;
    for (const [key, values] of this.valued) {
      const condition = conjunction.get(key);
      if (condition?.kind === 'exact') {
        yield* values.get(condition.value) ?? [];
      } else {
        for (const items of values.values()) {
          yield* items;
        }
      }
    }
    const path = conjunction.get(PATH);
    if (path?.kind === 'exact' || path?.kind === 'prefix') {
      yield* this.exact.get(path.value) ?? [];
      for (const length of this.prefixLengths) {
        if (length <= path.value.length) {
          yield* this.prefix.get(path.value.slice(0, length)) ?? [];
        }
      }
    }
  }
}

function push<T>(map: Map<string, T[]>, key: string, item: T): void {
  const items = map.get(key);
  if (items) {
    items.push(item);
  } else {
    map.set(key, [item]);
  }
}
