/** A value without the fields of objects that are null: the API server drops these as if they were not there. It is the value itself if there are none. */
export function withoutNulls<T>(value: T): T {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    const items = value.map(item => withoutNulls<unknown>(item));
    return items.some((item, at) => item !== value[at]) ? items as T : value;
  }
  let pruned: { [field: string]: unknown } | undefined;
  for (const [field, known] of Object.entries(value)) {
    const kept: unknown = withoutNulls<unknown>(known);
    if (kept === known && kept !== null) {
      continue;
    }
    pruned ??= { ...value };
    if (kept === null) {
      delete pruned[field];
    } else {
      pruned[field] = kept;
    }
  }
  return (pruned ?? value) as T;
}
