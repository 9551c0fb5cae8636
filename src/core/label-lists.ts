import { addTo } from './grouped';

/** Lists of what has a label, by its name and its value. */
export class LabelLists<T> {
  private readonly byName = new Map<string, Map<string, T[]>>();

  /** Adds to the list of a label. */
  public add(name: string, value: string, item: T): void {
    let byValue = this.byName.get(name);
    if (!byValue) {
      byValue = new Map();
      this.byName.set(name, byValue);
    }
    addTo(byValue, value, item);
  }

  /** The list of a label, if anything has it. */
  public of(name: string, value: string): readonly T[] | undefined {
    return this.byName.get(name)?.get(value);
  }
}
