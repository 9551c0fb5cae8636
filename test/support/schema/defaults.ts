import { isObject, propertySchema, Schema } from './schema';

/**
 * The value as the API server sees it before it validates: defaults filled in, and a null dropped where the
 * schema has a default for it. The manifest itself is left alone.
 */
export function withDefaults(schema: Schema, value: unknown): unknown {
  if (Array.isArray(value)) {
    return schema.items ? value.map(item => withDefaults(schema.items!, item)) : value;
  }
  if (!isObject(value)) {
    return value;
  }
  const filled: Record<string, unknown> = {};
  for (const [key, child] of Object.entries(value)) {
    const childSchema = propertySchema(schema, key);
    if (child === null && childSchema?.default !== undefined && !childSchema.nullable) {
      continue;
    }
    filled[key] = childSchema ? withDefaults(childSchema, child) : child;
  }
  for (const [key, childSchema] of Object.entries(schema.properties ?? {})) {
    if (childSchema.default !== undefined && !Object.hasOwn(filled, key)) {
      filled[key] = withDefaults(childSchema, childSchema.default);
    }
  }
  return filled;
}

/**
 * To Kubernetes' own kinds a null is as good as nothing, and an item that is null says nothing, unless the list is told by keys. Custom kinds are checked as they are
 * written.
 */
export function withoutNulls(value: unknown, schema?: Schema, resolve: (ref: string) => Schema = () => ({})): unknown {
  const known = schema?.$ref ? resolve(schema.$ref) : schema;
  if (Array.isArray(value)) {
    const items = known?.items?.$ref ? resolve(known.items.$ref) : known?.items;
    const told = ['map', 'set'].includes(String(known?.['x-kubernetes-list-type']));
    return value.map(item => item === null && items !== undefined && !told ? nothingOf(items) : withoutNulls(item, items, resolve));
  }
  if (!isObject(value)) {
    return value;
  }
  const ofMap = (key: string) => {
    const { properties = {}, additionalProperties: values } = known ?? {};
    return typeof values === 'object' && !Object.hasOwn(properties, key) ? values as Schema : undefined;
  };
  const read = Object.entries(value).map(([key, child]): [string, unknown] => {
    if (child !== null) {
      return [key, withoutNulls(child, known && propertySchema(known, key), resolve)];
    }
    const values = ofMap(key);
    return [key, values ? nothingOf(values.$ref ? resolve(values.$ref) : values) : null];
  });
  return Object.fromEntries(read.filter(([, child]) => child !== null));
}

/** What Go has before anything is read. */
function nothingOf({ type }: Schema): unknown {
  return type === 'object' ? {} : type === 'array' ? [] : type === 'string' ? '' : type === 'boolean' ? false : 0;
}
