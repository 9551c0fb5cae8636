import { withDefaults } from './defaults';
import { describeType, enumerate, Findings, show } from './findings';
import { describeFormat, hasFormat, isQuantity } from './formats';
import { shapeOf } from './kinds';
import { nearestName } from './nearest-name';
import { withoutNulls } from './nulls';
import { Shape } from './shape';
import { ShapeProblem } from './shape-problem';
import { isObject, JsonObject } from '../manifests/manifest';

/**
 * What an API server has against the structure of an object under strict validation, without asking anybody: its schema, and the rules in it. None if the kind
 * is not known (see isKnownKind). The syntax of names and what only an admission webhook knows are not looked at.
 */
export function checkShape(json: JsonObject, apiVersion: string, kind: string): readonly ShapeProblem[] {
  const shape = shapeOf(apiVersion, kind);
  return shape === undefined ? NONE : problemsOf(shape, json);
}

/** The same of a shape that is given. */
export function problemsOf(shape: Shape, json: JsonObject): readonly ShapeProblem[] {
  const found = new Findings();
  check(shape, withDefaults(shape, withoutNulls(shape, json)), found);
  return found.count === 0 ? NONE : found.result();
}

const NONE: readonly ShapeProblem[] = [];

/** This and what it calls is run for every field of every object of a mesh: it makes nothing unless there is a problem. */
function check(shape: Shape, value: unknown, found: Findings): void {
  switch (shape.type) {
    case 's':
      if (typeof value === 'string') {
        return shape.plain ? undefined : checkText(shape, value, found);
      }
      break;
    case 'o':
      if (isObject(value)) {
        return checkObject(shape, value, found);
      }
      break;
    case 'a':
      if (Array.isArray(value)) {
        return checkList(shape, value, found);
      }
      break;
    case 'i':
      if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 2 ** 63) {
        return shape.plain ? undefined : checkNumber(shape, value, found);
      }
      break;
    case 'n':
      if (typeof value === 'number' && Number.isFinite(value)) {
        return shape.plain ? undefined : checkNumber(shape, value, found);
      }
      break;
    case 'b':
      if (typeof value === 'boolean') {
        return undefined;
      }
      break;
    case 'x':
      if (typeof value === 'string' || (typeof value === 'number' && Number.isInteger(value))) {
        return shape.plain ? undefined : checkEither(shape, value, found);
      }
      break;
    case 'q':
      if (typeof value === 'number' && Number.isFinite(value)) {
        return undefined;
      }
      if (typeof value === 'string') {
        return isQuantity(value) ? undefined : found.add('value', `is ${show(value)}, but must be a quantity such as 500m or 1Gi`);
      }
      break;
    case undefined:
      return undefined;
  }
  return value === null && (shape.nullable || shape.nullIsNothing) ? undefined : found.add('type', describeType(shape, value));
}

function checkObject(shape: Shape, value: JsonObject, found: Findings): void {
  const { properties, values, rules } = shape;
  const blocking = found.blocking;
  let size = 0;
  for (const key in value) {
    const child = value[key];
    if (child === undefined) {
      continue;
    }
    size++;
    const known = properties.get(key) ?? values;
    if (known === undefined) {
      if (!shape.open) {
        found.add('unknown', describeUnknown(shape, key), key);
      }
      continue;
    }
    const before = found.count;
    check(known, child, found);
    if (found.count !== before) {
      found.within(key, before);
    }
  }
  for (const name of shape.required) {
    if (value[name] === undefined) {
      found.add('required', 'is required', name);
    }
  }
  for (const choice of shape.choices) {
    checkChoice(choice, value, found);
  }
  for (const { holds, message } of shape.alternatives) {
    if (!holds(value)) {
      found.add('value', message);
    }
  }
  if (size < shape.low) {
    found.add('value', `has ${size} fields, but must have at least ${shape.low}`);
  } else if (size > shape.high) {
    found.addBlocking(`has ${size} fields, but may have at most ${shape.high}`);
  }
  if (rules.length > 0 && found.blocking === blocking) {
    checkRules(shape, value, found);
  }
}

/** Of the fields of a choice one at most may be there; 1 stands for one that must. */
function checkChoice(choice: readonly [0 | 1, ...string[]], value: JsonObject, found: Findings): void {
  let given = 0;
  for (let at = 1; at < choice.length; at++) {
    if (value[choice[at]] !== undefined) {
      given++;
    }
  }
  if (given < choice[0] || given > 1) {
    const names = choice.slice(1) as string[];
    found.add('value', given === 0
      ? `needs one of ${enumerate(names, 'and')}`
      : `has ${enumerate(names.filter(name => value[name] !== undefined), 'and')} together, but may have only one of ${enumerate(names, 'and')}`);
  }
}

function checkList(shape: Shape, list: readonly unknown[], found: Findings): void {
  const { items, rules } = shape;
  const blocking = found.blocking;
  for (let at = 0; at < list.length; at++) {
    const before = found.count;
    const item = list[at];
    // A field that is null may be as good as none; an item is there.
    if ((item === null || item === undefined) && !items!.nullable) {
      found.add('type', describeType(items!, null));
    } else {
      check(items!, item, found);
    }
    if (found.count !== before) {
      found.within(at, before);
    }
  }
  if (list.length < shape.low) {
    found.add('value', `has ${list.length} items, but must have at least ${shape.low}`);
  } else if (list.length > shape.high) {
    found.addBlocking(`has ${list.length} items, but may have at most ${shape.high}`);
  }
  if (list.length > 1 && (shape.keys !== undefined || shape.isSet)) {
    checkUniqueness(shape, list, found);
  }
  if (rules.length > 0 && found.blocking === blocking) {
    checkRules(shape, list, found);
  }
}

function checkUniqueness({ keys, keyDefaults }: Shape, list: readonly unknown[], found: Findings): void {
  const places = new Map<unknown, number>();
  for (let at = 0; at < list.length; at++) {
    const item = list[at];
    if (keys !== undefined && !isObject(item)) {
      continue;
    }
    const key = keys === undefined ? item
      : keys.length === 1 ? (item as JsonObject)[keys[0]] ?? keyDefaults[keys[0]]
        : JSON.stringify(keys.map(name => (item as JsonObject)[name] ?? keyDefaults[name] ?? null));
    const first = places.get(key);
    if (first === undefined) {
      places.set(key, at);
    } else {
      const what = keys === undefined ? `is ${show(key)}` : key === undefined ? `has no ${keys[0]}` : `has the ${enumerate(keys, 'and')} ${keys.length === 1 ? show(key) : String(key)}`;
      found.add('duplicate', `${what}, as has item ${first}: each may be there once`, at);
    }
  }
}

function checkText(shape: Shape, text: string, found: Findings): void {
  const { allowed, format, pattern, low, high } = shape;
  const blocking = found.blocking;
  if (allowed !== undefined && !allowed.includes(text)) {
    found.addBlocking(describeAllowed(allowed, text));
  }
  // Characters as Go counts them, which are never more than those of JavaScript, and never less than half.
  if (text.length > high && lengthOf(text) > high) {
    found.addBlocking(`has ${lengthOf(text)} characters, but may have at most ${high}`);
    return;
  }
  if (text.length < low * 2 && lengthOf(text) < low) {
    found.add('value', text === '' ? 'is empty, but must not be' : `has ${lengthOf(text)} characters, but must have at least ${low}`);
  }
  if (pattern !== undefined && !pattern.test(text)) {
    found.add('value', describePattern(text, shape));
  }
  if (format !== undefined && !hasFormat(format, text)) {
    found.add('value', `is ${show(text)}, but must be ${describeFormat(format)}`);
  }
  if (shape.rules.length > 0 && found.blocking === blocking) {
    checkRules(shape, text, found);
  }
}

function lengthOf(text: string): number {
  let length = 0;
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  for (const _ of text) {
    length++;
  }
  return length;
}

function checkNumber(shape: Shape, value: number, found: Findings): void {
  const { allowed, format, low, high } = shape;
  const blocking = found.blocking;
  if (allowed !== undefined && !allowed.includes(value)) {
    found.addBlocking(describeAllowed(allowed, value));
  }
  if (value < low || (value === low && shape.lowExcluded)) {
    found.add('value', `is ${value}, but must be ${shape.lowExcluded ? 'more than' : 'at least'} ${low}`);
  }
  if (value > high || (value === high && shape.highExcluded)) {
    found.add('value', `is ${value}, but must be ${shape.highExcluded ? 'less than' : 'at most'} ${high}`);
  }
  if (format !== undefined && !hasFormat(format, value)) {
    found.add('value', `is ${value}, but must be ${describeFormat(format)}`);
  }
  if (shape.rules.length > 0 && found.blocking === blocking) {
    checkRules(shape, value, found);
  }
}

/** Of a number or text, bounds are those of the number, and the pattern is that of the text. */
function checkEither(shape: Shape, value: number | string, found: Findings): void {
  if (typeof value === 'number') {
    checkNumber(shape, value, found);
  } else if (shape.pattern !== undefined && !shape.pattern.test(value)) {
    found.add('value', describePattern(value, shape));
  }
}

/** Rules are asked where all that they look at has the right structure: elsewhere they would fail for no reason of their own. */
function checkRules(shape: Shape, value: unknown, found: Findings): void {
  for (const { holds, message } of shape.rules) {
    if (!holds(value)) {
      found.add('rule', typeof value === 'object' ? message : `is ${show(value)}: ${message}`);
    }
  }
}

function describePattern(text: string, { pattern, matching }: Shape): string {
  return `is ${show(text)}, but must ${matching === undefined ? `match ${pattern!.source}` : `be ${matching}`}`;
}

function describeAllowed(allowed: readonly unknown[], value: unknown): string {
  const named = allowed.filter(each => each !== '');
  return `is ${show(value)}, but must be ${named.length === 1 ? '' : 'one of '}${named.map(String).join(', ')}`;
}

function describeUnknown({ properties }: Shape, key: string): string {
  const near = nearestName(key, properties.keys());
  return near !== undefined ? `is unknown; did you mean ${JSON.stringify(near)}?`
    : properties.size === 0 ? 'is unknown: nothing may be here' : `is unknown; known are ${[...properties.keys()].join(', ')}`;
}
