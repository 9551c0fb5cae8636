/** Things by the names of the fields that they have, wherever these stand in what they say. */
export class FieldIndex<Item> {
  private readonly places = new Map<string, number[]>();
  private readonly found = new Map<string, readonly Item[]>();

  constructor(private readonly items: readonly Item[], said: (item: Item) => unknown) {
    items.forEach((item, at) => this.noteAny(said(item), at));
  }

  /** Names of all fields that there are. */
  public get names(): readonly string[] {
    return [...this.places.keys()];
  }

  /** Those that have a field of one of these names, in the order in which they were given. */
  public having(names: readonly string[]): readonly Item[] {
    const key = names.join();
    let found = this.found.get(key);
    if (!found) {
      const lists = names.flatMap(name => this.places.get(name) ?? []);
      const places = names.length === 1 ? lists : [...new Set(lists)].sort((a, b) => a - b);
      found = places.map(at => this.items[at]);
      this.found.set(key, found);
    }
    return found;
  }

  private noteAny(value: unknown, at: number): void {
    if (Array.isArray(value)) {
      for (const item of value) {
        this.noteAny(item, at);
      }
    } else if (typeof value === 'object' && value !== null) {
      this.note(value as { readonly [name: string]: unknown }, at);
    }
  }

  private note(fields: { readonly [name: string]: unknown }, at: number): void {
    for (const name in fields) {
      const places = this.places.get(name);
      if (places === undefined) {
        this.places.set(name, [at]);
      } else if (places[places.length - 1] !== at) {
        places.push(at);
      }
      const value = fields[name];
      if (typeof value === 'object') {
        this.noteAny(value, at);
      }
    }
  }
}
