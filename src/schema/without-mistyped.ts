import { ShapeProblem } from './shape-problem';
import { isObject, JsonObject } from '../manifests/manifest';

/**
 * The object without the fields whose type is wrong, so that who reads it can trust the types of those that are there; a mistyped item is taken out of its list.
 * It is the same object if there are none. What may be null stays null.
 *
 * @param problems what checkShape has against it.
 */
export function withoutMistyped(json: JsonObject, problems: readonly ShapeProblem[]): JsonObject {
  const mistyped: Mistyped = new Map();
  for (const { kind, path } of problems) {
    if (kind === 'type') {
      let at = mistyped;
      path.slice(0, -1).forEach(step => at = child(at, step));
      at.set(path[path.length - 1], GONE);
    }
  }
  return mistyped.size === 0 ? json : without(json, mistyped) as JsonObject;
}

/** Where the mistyped fields are; an empty one stands for the field itself. */
type Mistyped = Map<string | number, Mistyped>;

const GONE: Mistyped = new Map();

function child(parent: Mistyped, step: string | number): Mistyped {
  const known = parent.get(step) ?? new Map();
  parent.set(step, known);
  return known;
}

function without(value: unknown, mistyped: Mistyped): unknown {
  if (Array.isArray(value)) {
    return value.flatMap((item, at) => mistyped.has(at) ? remaining(item, mistyped.get(at)!) : [item]);
  }
  return Object.fromEntries(Object.entries(value as JsonObject).flatMap(([key, field]): [string, unknown][] =>
    mistyped.has(key) ? remaining(field, mistyped.get(key)!).map(left => [key, left]) : [[key, field]]));
}

/** What is left of a value: one, or none. */
function remaining(value: unknown, mistyped: Mistyped): [] | [unknown] {
  return mistyped === GONE || !(isObject(value) || Array.isArray(value)) ? [] : [without(value, mistyped)];
}
