import { Conjunction, isClaimKey, PATH } from './conjunction';

/**
 * Finds the conjunctions that can overlap a given one without looking at all of them: a table of a gateway may
 * hold thousands of paths, that of a sharded service thousands of tenants, of which few are related. An item lies under
 * its path, and there under the first property of which it asks for one value.
 */
export class ConjunctionIndex<T> {
  private readonly exact = new Map<string, ByValue<T>>();
  private readonly prefix = new Map<string, ByValue<T>>();
  private readonly prefixLengths = new Set<number>();
  private readonly anyPath = new ByValue<T>();

  public add(conjunction: Conjunction, item: T): void {
    const path = conjunction.get(PATH);
    if (path?.kind === 'exact') {
      made(this.exact, path.value, () => new ByValue<T>()).add(conjunction, item);
    } else if (path?.kind === 'prefix') {
      made(this.prefix, path.value, () => new ByValue<T>()).add(conjunction, item);
      this.prefixLengths.add(path.value.length);
    } else {
      this.anyPath.add(conjunction, item);
    }
  }

  /**
   * The items that may hold the given one, and more. Of two overlapping items at least one finds the other, the one with
   * the longer path.
   */
  public * around(conjunction: Conjunction): Iterable<T> {
    yield* this.anyPath.around(conjunction);
    const path = conjunction.get(PATH);
    if (path?.kind === 'exact' || path?.kind === 'prefix') {
      yield* this.exact.get(path.value)?.around(conjunction) ?? [];
      for (const length of this.prefixLengths) {
        if (length <= path.value.length) {
          yield* this.prefix.get(path.value.slice(0, length))?.around(conjunction) ?? [];
        }
      }
    }
  }
}

/** Items by the first property, other than the path, of which they ask for one value. */
class ByValue<T> {
  private readonly valued = new Map<string, Map<string, T[]>>();
  private readonly others: T[] = [];

  public add(conjunction: Conjunction, item: T): void {
    for (const [key, condition] of conjunction) {
      // Of a claim a request may have several values.
      if (key !== PATH && !isClaimKey(key) && condition.kind === 'exact') {
        made(made(this.valued, key, () => new Map<string, T[]>()), condition.value, () => []).push(item);
        return;
      }
    }
    this.others.push(item);
  }

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
  }
}

function made<V>(map: Map<string, V>, key: string, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}
