/** Things by the names of the fields that they have, wherever these stand in what they say. */
export class FieldIndex<Item> {
  private readonly places = new Map<string, number[]>();
  /** Only of fields that are lists of several items. */
  private readonly placesOfSeveral = new Map<string, number[]>();
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
    return this.find(names.join(), this.places, names);
  }

  /** Those that have a list of several items in a field of one of these names, in the order in which they were given. */
  public havingSeveral(names: readonly string[]): readonly Item[] {
    return this.find(`several ${names.join()}`, this.placesOfSeveral, names);
  }

  private find(key: string, placesOf: ReadonlyMap<string, readonly number[]>, names: readonly string[]): readonly Item[] {
    let found = this.found.get(key);
    if (!found) {
      const has = new Uint8Array(this.items.length);
      for (const name of names) {
        placesOf.get(name)?.forEach(at => has[at] = 1);
      }
      found = this.items.filter((_, at) => has[at] === 1);
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
      addPlace(this.places, name, at);
      const value = fields[name];
      if (typeof value === 'object') {
        if (Array.isArray(value) && value.length > 1) {
          addPlace(this.placesOfSeveral, name, at);
        }
        this.noteAny(value, at);
      }
    }
  }
}

function addPlace(placesOf: Map<string, number[]>, name: string, at: number): void {
  const places = placesOf.get(name);
  if (places === undefined) {
    placesOf.set(name, [at]);
  } else if (places[places.length - 1] !== at) {
    places.push(at);
  }
}
