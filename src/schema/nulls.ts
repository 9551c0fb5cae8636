import { Shape, ShapeType } from './shape';
import { isObject } from '../manifests/manifest';

/**
 * The value as the server reads it into its own types, which have no null: a field that is null is as good as not there, and an item of a list or a map is one that says nothing,
 * unless the list is told by keys, which it then has not. In a custom kind a null stays: it is refused, or has a default in its place (withDefaults). What has no null in it
 * comes back as it is.
 */
export function withoutNulls(shape: Shape, value: unknown): unknown {
  return hasNull(value) ? without(shape, value) : value;
}

/** Whether there is a null in a value, at any depth. */
export function hasNull(value: unknown): boolean {
  if (typeof value !== 'object') {
    return false;
  }
  if (value === null) {
    return true;
  }
  for (const key in value) {
    if (hasNull((value as { [key: string]: unknown })[key])) {
      return true;
    }
  }
  return false;
}

/** What Go's types are before anything is read into them. */
const NOTHING: Record<ShapeType, unknown> = { o: {}, a: [], s: '', i: 0, n: 0, b: false, x: 0, q: '0' };

function without(shape: Shape | undefined, value: unknown): unknown {
  if (shape === undefined) {
    return value;
  }
  if (Array.isArray(value)) {
    const { items, keys, isSet } = shape;
    const nothing = items?.nullIsNothing && keys === undefined && !isSet ? NOTHING[items.type!] : null;
    return value.map(item => item === null ? nothing : without(items, item));
  }
  if (!isObject(value)) {
    return value;
  }
  const left: { [key: string]: unknown } = {};
  for (const key in value) {
    const own = shape.properties.get(key);
    const child = own ?? shape.values;
    if (value[key] !== null || !child?.nullIsNothing) {
      left[key] = without(child, value[key]);
    } else if (own === undefined) {
      left[key] = NOTHING[child.type!];
    }
  }
  return left;
}
