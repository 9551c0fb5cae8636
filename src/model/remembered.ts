/**
 * A function that looks at each object once. What it finds is forgotten with the object; what it is told beside the object must be the same each time.
 */
export function remembered<Key extends object, More extends readonly unknown[], Value>(
  find: (key: Key, ...more: More) => Value,
): (key: Key, ...more: More) => Value {
  const known = new WeakMap<Key, Value>();
  return (key, ...more) => {
    let value = known.get(key);
    if (value === undefined) {
      value = find(key, ...more);
      known.set(key, value);
    }
    return value;
  };
}
