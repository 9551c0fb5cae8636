import { MESH_CONFIG_MESSAGES } from './mesh-config-table';
import { MESH_CONFIG_SINCE } from './mesh-config-versions';
import { NEWEST_ISTIO } from '../core/istio-version';
import { own } from '../core/own';
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

/** What the fields of a message, read from YAML, are not in a minor version of Istio. */
export function shapeProblems(message: string, value: unknown, istioMinor = NEWEST_ISTIO): ShapeProblem[] {
  const found = new Found(istioMinor);
  checkMessage(message, value, [], found);
  return found.problems;
}

class Found {
  public readonly problems: ShapeProblem[] = [];

  constructor(private readonly istioMinor: number) {}

  public push(problem: ShapeProblem): void {
    this.problems.push(problem);
  }

  /** Says so if a field, or a value of one, came after this version of Istio. */
  public isNewer(name: string, path: FieldPath, refused: boolean, what: string): boolean {
    const since = MESH_CONFIG_SINCE[name];
    if (since === undefined || since <= this.istioMinor) {
      return false;
    }
    this.push({ path, refused, message: `is ${what} Istio 1.${this.istioMinor} ${refused ? 'refuses' : 'ignores'}: it came with 1.${since}` });
    return true;
  }
}

function checkMessage(message: string, value: unknown, path: FieldPath, found: Found): void {
  if (!isObject(value)) {
    found.push({ path, refused: true, message: `is ${described(value)}, and must be an object` });
    return;
  }
  const known = MESH_CONFIG_MESSAGES[message];
  for (const [field, inner] of Object.entries(value)) {
    // The fields' names in the protocol are taken too.
    const name = Object.hasOwn(known, field) ? field : field.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
    const type = own(known, name);
    if (type === undefined) {
      const like = Object.keys(known).find(each => each.toLowerCase() === field.replace(/[_-]/g, '').toLowerCase());
      found.push({ path: [...path, field], refused: false, message: `is no field that Istio knows${like === undefined ? '' : `; '${like}' is meant, perhaps`}` });
    } else if (inner !== null && inner !== undefined && !found.isNewer(`${message}.${name}`, [...path, field], false, 'a field that')) {
      checkValue(type, inner, [...path, field], found, `${message}.${name}`);
    }
  }
}

function checkValue(type: string, value: unknown, path: FieldPath, found: Found, name: string): void {
  const tell = (wanted: string) => { found.push({ path, refused: true, message: `is ${described(value)}, and must be ${wanted}` }); };
  if (type.startsWith('list ')) {
    if (Array.isArray(value)) {
      value.forEach((item, at) => checkValue(type.slice(5), item, [...path, at], found, name));
    } else {
      tell('a list');
    }
  } else if (type.startsWith('map ')) {
    if (isObject(value)) {
      Object.entries(value).forEach(([key, item]) => checkValue(type.slice(4), item, [...path, key], found, name));
    } else {
      tell('an object');
    }
  } else if (type.startsWith('enum ')) {
    const names = type.slice(5).split('|');
    if (typeof value !== 'number' && !(typeof value === 'string' && names.includes(value))) {
      tell(`one of ${names.map(each => `'${each}'`).join(', ')}`);
    } else if (typeof value === 'string') {
      found.isNewer(`${name}=${value}`, path, true, `'${value}', which`);
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
