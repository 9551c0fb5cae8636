// Objects that are almost as people write them: one that is well, and a few changes at random places.
import type { JsonObject } from '../../src/manifests/manifest.js';
import type { Shape } from '../../src/schema/shape.js';
import { shapeOf } from '../../src/schema/kinds.js';
import { isObject } from '../../src/manifests/manifest.js';
import { DOUBLED, textOf } from './objects-text.js';
import type { Random } from './objects-random.js';
import { listsFor, numbersFor, objectsFor, textsFor, valueOf } from './objects-values.js';

type Path = readonly (string | number)[];

/** A place in an object: what stands there, and in what. */
interface Place {
  readonly path: Path;
  readonly within: any;
  readonly key: string | number;
  readonly value: unknown;
  /** What is known of it. */
  readonly shape: Shape | undefined;
  /** Of the object or list around it. */
  readonly around: Shape | undefined;
}

/** What stands at the same place in other objects of the kind. */
export class Pools {
  private readonly values = new Map<string, Map<string, unknown>>();
  private readonly fields = new Map<string, Map<string, unknown[]>>();

  constructor(objects: readonly JsonObject[]) {
    for (const object of objects) {
      for (const { path, value } of placesOf(object)) {
        const text = JSON.stringify(value);
        if (text.length > 400) {
          continue;
        }
        const at = keyOf(object, path);
        const known = this.values.get(at) ?? new Map<string, unknown>();
        this.values.set(at, known.set(text, value));
        const field = path[path.length - 1];
        if (typeof field === 'string') {
          const around = keyOf(object, path.slice(0, -1));
          const fields = this.fields.get(around) ?? new Map<string, unknown[]>();
          this.fields.set(around, fields.set(field, [...fields.get(field) ?? [], value]));
        }
      }
    }
  }

  public valuesAt(object: JsonObject, path: Path): readonly unknown[] {
    return [...this.values.get(keyOf(object, path))?.values() ?? []];
  }

  /** Fields that others have in this object. */
  public fieldsAt(object: JsonObject, path: Path): readonly (readonly [string, readonly unknown[]])[] {
    return [...this.fields.get(keyOf(object, path)) ?? []];
  }
}

function keyOf({ kind }: JsonObject, path: Path): string {
  return `${kind} ${path.map(step => typeof step === 'number' ? '*' : step).join('.')}`;
}

/** What may be changed, all but what says what the object is. */
function placesOf(object: JsonObject): Place[] {
  const places: Place[] = [];
  const walk = (within: any, path: Path, around: Shape | undefined) => {
    for (const key of Array.isArray(within) ? within.keys() : Object.keys(within)) {
      if (path.length === 0 && (key === 'apiVersion' || key === 'kind' || key === 'status')) {
        continue;
      }
      const value = within[key];
      const shape = typeof key === 'number' ? around?.items : around?.properties.get(key) ?? around?.values;
      places.push({ path: [...path, key], within, key, value, shape, around });
      if (typeof value === 'object' && value !== null) {
        walk(value, [...path, key], shape);
      }
    }
  };
  walk(object, [], shapeOf(object.apiVersion as string, object.kind as string));
  return places;
}

/** A change of one kind; nothing where it does not fit the place. */
type Mutation = (place: Place, random: Random, object: any, pools: Pools) => boolean;

const set = (place: Place, value: unknown): boolean => {
  if (JSON.stringify(value) === JSON.stringify(place.value)) {
    return false;
  }
  place.within[place.key] = copy(value);
  return true;
};

const copy = <T>(value: T): T => value === undefined || typeof value === 'function' ? value : JSON.parse(JSON.stringify(value)) as T;

const MUTATIONS: readonly { readonly name: string; readonly weight: number; readonly mutate: Mutation }[] = [
  { name: 'another value', weight: 5, mutate: (place, random) => {
    const { value } = place;
    return set(place, random.one(typeof value === 'string' ? textsFor(value) : typeof value === 'number' ? numbersFor(value)
      : typeof value === 'boolean' ? [!value] : Array.isArray(value) ? listsFor(value) : value === null ? ['text', 1, {}] : objectsFor(value as object)));
  } },
  { name: 'what others have there', weight: 3, mutate: (place, random, object, pools) => {
    const values = pools.valuesAt(object, place.path);
    return values.length > 1 && set(place, random.one(values));
  } },
  { name: 'another type', weight: 1, mutate: (place, random) => set(place, random.one([null, 'text', '', 7, true, '7', 'true', [], {}, [{}], ['text'], 1.5])) },
  { name: 'dropped', weight: 3, mutate: ({ within, key }) => {
    if (Array.isArray(within)) {
      within.splice(key as number, 1);
    } else {
      delete within[key];
    }
    return true;
  } },
  { name: 'doubled', weight: 1, mutate: ({ within, key, value }) => {
    if (Array.isArray(within)) {
      within.splice(key as number, 0, copy(value));
    } else {
      within[`${key}${DOUBLED}`] = copy(value);
    }
    return true;
  } },
  { name: 'renamed field', weight: 1, mutate: ({ within, key, value }, random) => {
    if (typeof key !== 'string') {
      return false;
    }
    delete within[key];
    within[random.one([`${key}s`, key.slice(1), key.toUpperCase(), `x-${key}`, `${key} `])] = value;
    return true;
  } },
  { name: 'a field that others have', weight: 4, mutate: ({ path, value }, random, object, pools) => {
    const fields = isObject(value) ? pools.fieldsAt(object, path).filter(([name]) => !Object.hasOwn(value, name)) : [];
    if (fields.length === 0) {
      return false;
    }
    const [name, values] = random.one(fields);
    (value as any)[name] = copy(random.one(values));
    return true;
  } },
  { name: 'a field that the kind knows', weight: 3, mutate: ({ value, shape }, random) => {
    const fields = isObject(value) && shape ? [...shape.properties].filter(([name]) => !Object.hasOwn(value, name)) : [];
    if (fields.length === 0) {
      return false;
    }
    const [name, field] = random.one(fields);
    (value as any)[name] = valueOf(field, random);
    return true;
  } },
  { name: 'a field that nobody knows', weight: 1, mutate: ({ value }, random) => {
    if (!isObject(value)) {
      return false;
    }
    (value as any)[random.one(['unknownField', 'enabled', 'spec', 'host', '', 'a.b/c', 'labels'])] = random.one(['text', 1, true, null, {}]);
    return true;
  } },
  { name: 'another version', weight: 0.2, mutate: (_, random, object) => {
    const [group, version] = (object.apiVersion as string).split('/');
    const other = random.one(['v1', 'v1beta1', 'v1alpha3', 'v1alpha1', 'v2', 'v1alpha2']);
    object.apiVersion = version === undefined ? other : `${group}/${other}`;
    return other !== (version ?? group);
  } },
];

const WEIGHTS = MUTATIONS.reduce((sum, { weight }) => sum + weight, 0);

export interface Mutant {
  /** What was done where. */
  readonly changes: readonly string[];
  readonly object: JsonObject;
  readonly text: string;
}

/** Changes a copy of an object, mostly once: what is wrong twice hides what one of the two would show. */
export function mutate(object: JsonObject, random: Random, pools: Pools): Mutant {
  const changed = copy(object);
  const changes: string[] = [];
  const wanted = random.one([1, 1, 1, 1, 1, 1, 2, 2, 3]);
  for (let tries = 0; changes.length < wanted && tries < 100; tries++) {
    const places = placesOf(changed);
    const spec = places.filter(({ path }) => path[0] !== 'metadata');
    const place = random.one(spec.length > 0 && random.below(6) > 0 ? spec : places);
    if (place === undefined || String(place.key).endsWith(DOUBLED)) {
      continue;
    }
    let drawn = random.next() * WEIGHTS;
    const mutation = MUTATIONS.find(({ weight }) => (drawn -= weight) < 0)!;
    if (mutation.mutate(place, random, changed, pools)) {
      changes.push(`${mutation.name} at ${place.path.join('.')}`);
    }
  }
  return { changes, object: changed, text: textOf(changed) };
}
