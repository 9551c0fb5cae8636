import { Shape } from './shape';
import { isObject } from '../manifests/manifest';

/**
 * The value as the server reads it: a field that is null is as good as not there, unless its schema takes null, or nobody knows the field. Of a custom kind, one that has a
 * default gets it in the place of null (withDefaults); of Kubernetes' own, Go's types have no null. An item of a list that is null stays: it is there. What has no null in it
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

function without(shape: Shape | undefined, value: unknown): unknown {
  if (shape === undefined) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(item => without(shape.items, item));
  }
  if (!isObject(value)) {
    return value;
  }
  const left: { [key: string]: unknown } = {};
  for (const key in value) {
    const child = shape.properties.get(key) ?? shape.values;
    if (value[key] !== null || child === undefined || child.nullable || child.fallback !== undefined) {
      left[key] = without(child, value[key]);
    }
  }
  return left;
}
