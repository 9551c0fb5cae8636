import { Conjunction, PATH } from './conjunction';

/**
 * Finds the conjunctions that can overlap a given one without looking at all of them: a table of a gateway may
 * hold thousands of paths, of which few are related. Paths are the property that tells routes apart.
 */
export class ConjunctionIndex<T> {
  private readonly exact = new Map<string, T[]>();
  private readonly prefix = new Map<string, T[]>();
  private readonly prefixLengths = new Set<number>();
  private readonly anyPath: T[] = [];

  public add(conjunction: Conjunction, item: T): void {
    const path = conjunction.get(PATH);
    if (path?.kind === 'exact') {
      push(this.exact, path.value, item);
    } else if (path?.kind === 'prefix') {
      push(this.prefix, path.value, item);
      this.prefixLengths.add(path.value.length);
    } else {
      this.anyPath.push(item);
    }
  }

  /**
   * The items whose path may hold the given one's path. Of two overlapping items at least one finds the other,
   * the one with the longer path.
   */
  public * around(conjunction: Conjunction): Iterable<T> {
    yield* this.anyPath;
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
