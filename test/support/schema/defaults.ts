import { isObject, propertySchema, Schema } from './schema';

/**
 * The value as the API server sees it before it validates: defaults filled in, and a null dropped where the
 * schema does not take it. The manifest itself is left alone.
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
    if (child === null && childSchema !== undefined && !childSchema.nullable) {
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

/** To Kubernetes' own kinds every null is as good as nothing. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutNulls);
  }
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).filter(([, child]) => child !== null).map(([key, child]) => [key, withoutNulls(child)]))
    : value;
}
