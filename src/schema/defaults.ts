import { Shape } from './shape';
import { isObject } from '../manifests/manifest';

/**
 * The value as the server sees it before it judges: what is left out has its default, and so has a null that would not be allowed. The value itself is left as
 * it is, and is what comes back if there is nothing to fill in.
 */
export function withDefaults(shape: Shape, value: unknown): unknown {
  if (!shape.hasDefaults) {
    return value;
  }
  if (Array.isArray(value)) {
    return shape.items === undefined ? value : itemsWithDefaults(shape.items, value);
  }
  if (!isObject(value)) {
    return value;
  }
  let filled: { [key: string]: unknown } | undefined;
  for (const key in value) {
    const child = shape.properties.get(key) ?? shape.values;
    if (child?.hasDefaults) {
      const own = withDefaults(child, value[key]);
      if (own !== value[key]) {
        filled ??= { ...value };
        filled[key] = own;
      }
    }
  }
  for (const [name, child] of shape.defaults) {
    const own = value[name];
    if (own === undefined || (own === null && !child.nullable)) {
      filled ??= { ...value };
      filled[name] = child.fallback;
    }
  }
  return filled ?? value;
}

function itemsWithDefaults(shape: Shape, list: readonly unknown[]): readonly unknown[] {
  let filled: unknown[] | undefined;
  for (let at = 0; at < list.length; at++) {
    const own = withDefaults(shape, list[at]);
    if (own !== list[at]) {
      filled ??= [...list];
      filled[at] = own;
    }
  }
  return filled ?? list;
}
