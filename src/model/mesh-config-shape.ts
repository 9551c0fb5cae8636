import { MESH_CONFIG_MESSAGES } from './mesh-config-table';
import { FieldPath } from '../manifests/locate';
import { isObject, JsonObject } from '../manifests/manifest';

/** What is wrong with the shape of the mesh's configuration. */
export interface ShapeProblem {
  readonly path: FieldPath;
  /** What Istio does not know is ignored; what has another type makes it refuse all of the text. */
  readonly refused: boolean;
  /** Goes on behind the field's path. */
  readonly message: string;
}

/** What the fields of a message, read from YAML, are not. */
export function shapeProblems(message: string, value: unknown): ShapeProblem[] {
  const found: ShapeProblem[] = [];
  checkMessage(message, value, [], found);
  return found;
}

function checkMessage(message: string, value: unknown, path: FieldPath, found: ShapeProblem[]): void {
  if (!isObject(value)) {
    found.push({ path, refused: true, message: `is ${described(value)}, and must be an object` });
    return;
  }
  const known = MESH_CONFIG_MESSAGES[message];
  for (const [field, inner] of Object.entries(value)) {
    // The fields' names in the protocol are taken too.
    const type = known[field] ?? known[field.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())];
    if (type === undefined) {
      const like = Object.keys(known).find(name => name.toLowerCase() === field.replace(/[_-]/g, '').toLowerCase());
      found.push({ path: [...path, field], refused: false, message: `is no field that Istio knows${like === undefined ? '' : `; '${like}' is meant, perhaps`}` });
    } else if (inner !== null && inner !== undefined) {
      checkValue(type, inner, [...path, field], found);
    }
  }
}

function checkValue(type: string, value: unknown, path: FieldPath, found: ShapeProblem[]): void {
  const tell = (wanted: string) => { found.push({ path, refused: true, message: `is ${described(value)}, and must be ${wanted}` }); };
  if (type.startsWith('list ')) {
    if (Array.isArray(value)) {
      value.forEach((item, at) => checkValue(type.slice(5), item, [...path, at], found));
    } else {
      tell('a list');
    }
  } else if (type.startsWith('map ')) {
    if (isObject(value)) {
      Object.entries(value).forEach(([key, item]) => checkValue(type.slice(4), item, [...path, key], found));
    } else {
      tell('an object');
    }
  } else if (type.startsWith('enum ')) {
    const names = type.slice(5).split('|');
    if (typeof value !== 'number' && !(typeof value === 'string' && names.includes(value))) {
      tell(`one of ${names.map(name => `'${name}'`).join(', ')}`);
    }
  } else if (type === 'any') {
    // Nothing is known of it.
  } else if (SCALARS[type]) {
    const { is, text } = SCALARS[type];
    if (!is(value)) {
      tell(text);
    }
  } else {
    checkMessage(type, value, path, found);
  }
}

const SCALARS: { readonly [type: string]: { readonly text: string; is(value: unknown): boolean } } = {
  string: { text: 'a string', is: value => typeof value === 'string' },
  bool: { text: 'true or false', is: value => typeof value === 'boolean' },
  integer: { text: 'a whole number', is: value => Number.isInteger(value) || (typeof value === 'string' && /^-?\d+$/.test(value)) },
  number: { text: 'a number', is: value => typeof value === 'number' || (typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value))) },
  duration: { text: 'a duration in seconds, as \'10s\'', is: value => typeof value === 'string' && /^-?\d+(\.\d{1,9})?s$/.test(value) },
};

function described(value: unknown): string {
  if (Array.isArray(value)) {
    return 'a list';
  }
  return isObject(value) ? 'an object' : value === undefined ? 'empty' : typeof value === 'string' ? `the text '${value}'` : String(value);
}

/** Fields of an object that may be missing. */
export function fieldOf(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>((found, name) => isObject(found) ? (found as JsonObject)[name] : undefined, value);
}
