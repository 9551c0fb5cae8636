/** Adds an item to the list of a key, which may be its first. */
export function addTo<Key, Item>(lists: { get(key: Key): Item[] | undefined; set(key: Key, list: Item[]): unknown }, key: Key, item: Item): void {
  const known = lists.get(key);
  if (known) {
    known.push(item);
  } else {
    lists.set(key, [item]);
  }
}

/** Items by what they have in common, in the order in which they come. */
export function grouped<Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    addTo(groups, keyOf(item), item);
  }
  return groups;
}
