import { isObject, Schema, visit } from './schema';

/** Lists that are sets or maps hold no two items of the same key: a rule that JSON schema cannot say. */
export function checkUniqueness(schema: Schema, value: unknown, resolve?: (ref: string) => Schema): string[] {
  const problems: string[] = [];
  visit(schema, value, '', (own, list, path) => {
    const type = own['x-kubernetes-list-type'];
    if (!Array.isArray(list) || (type !== 'map' && type !== 'set')) {
      return;
    }
    const itemSchema = own.items?.$ref && resolve ? resolve(own.items.$ref) : own.items;
    const keys = own['x-kubernetes-list-map-keys'] as string[] | undefined;
    const seen = new Map<string, number>();
    list.forEach((item, index) => {
      const key = JSON.stringify(type === 'map' && isObject(item)
        ? keys!.map(name => item[name] ?? itemSchema?.properties?.[name]?.default ?? null)
        : item);
      const first = seen.get(key);
      if (first !== undefined) {
        problems.push(`${path}[${index}]: the same ${keys?.join(' and ') ?? 'value'} as ${path}[${first}], ${key}`);
      }
      seen.set(key, first ?? index);
    });
  }, resolve);
  return problems;
}
