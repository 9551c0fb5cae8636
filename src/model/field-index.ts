import { Entity } from './entity';

/** Objects of one kind by the names of the fields that they have, wherever these stand in the spec. */
export class FieldIndex {
  private readonly places = new Map<string, number[]>();
  private readonly found = new Map<string, readonly Entity<unknown>[]>();

  constructor(private readonly entities: readonly Entity<unknown>[]) {
    entities.forEach(({ spec }, at) => this.note(spec, at));
  }

  /** Objects that have a field of one of these names, in the order in which they were given. */
  public having(names: readonly string[]): readonly Entity<unknown>[] {
    const key = names.join();
    let found = this.found.get(key);
    if (!found) {
      const lists = names.flatMap(name => this.places.get(name) ?? []);
      const places = names.length === 1 ? lists : [...new Set(lists)].sort((a, b) => a - b);
      found = places.map(at => this.entities[at]);
      this.found.set(key, found);
    }
    return found;
  }

  private note(value: unknown, at: number): void {
    if (typeof value !== 'object' || value === null) {
      return;
    }
    if (Array.isArray(value)) {
      for (const item of value) {
        this.note(item, at);
      }
      return;
    }
    for (const name in value) {
      const places = this.places.get(name);
      if (places === undefined) {
        this.places.set(name, [at]);
      } else if (places[places.length - 1] !== at) {
        places.push(at);
      }
      this.note((value as { readonly [name: string]: unknown })[name], at);
    }
  }
}
