import { kindKey } from './kinds';
import { isObject, JsonObject, Manifest } from '../manifests/manifest';
import { checkShape } from '../schema/check-shape';
import { isKnownKind, servedVersions, shapeOf } from '../schema/kinds';
import { hasNull, withoutNulls } from '../schema/nulls';
import { ShapeProblem } from '../schema/shape-problem';
import { withoutMistyped } from '../schema/without-mistyped';

/** An object whose structure is not what its kind has. */
export interface BrokenManifest {
  readonly manifest: Manifest;
  readonly problems: readonly ShapeProblem[];
}

/** Objects by what can be relied on. */
export interface SoundManifests {
  /** Their fields have the right types: those that had not are left out, and so is null. */
  readonly sound: readonly Manifest[];
  /** Of these, the ones that something is wrong with. */
  readonly broken: readonly BrokenManifest[];
  /** Objects of a kind that is known, in a version that no API server has. */
  readonly unserved: readonly Manifest[];
}

/** Looks at the structure of all objects. */
export function soundManifests(manifests: readonly Manifest[]): SoundManifests {
  const sound: Manifest[] = [];
  const broken: BrokenManifest[] = [];
  const unserved: Manifest[] = [];
  for (const given of manifests) {
    const { json, apiVersion, kind } = given;
    const problems = checkShape(json, apiVersion, kind);
    if (problems.length === 0) {
      if (isKnownKind(apiVersion, kind) || servedVersionsOf(apiVersion, kind).length === 0) {
        sound.push(hasNull(json) ? { ...given, json: read(given, json) } : given);
      } else {
        unserved.push(given);
      }
    } else {
      const manifest = { ...given, json: read(given, withoutMistyped(json, problems)) };
      sound.push(manifest);
      broken.push({ manifest, problems });
    }
  }
  return { sound, broken, unserved };
}

/** The versions of an object's kind that there are. */
export function servedVersionsOf(apiVersion: string, kind: string): readonly string[] {
  const key = kindKey(apiVersion, kind);
  return servedVersions(key.slice(0, Math.max(0, key.length - kind.length - 1)), kind);
}

/** As the server reads it where the kind is known; what is null then is as good as not there. */
function read({ apiVersion, kind }: Manifest, json: JsonObject): JsonObject {
  const shape = shapeOf(apiVersion, kind);
  return withoutNull(shape === undefined ? json : withoutNulls(shape, json) as JsonObject);
}

/** A field that is null is one that is not there. */
function withoutNull<T>(value: T): T {
  if (Array.isArray(value)) {
    return value.filter(item => item !== null).map(withoutNull) as T;
  }
  if (!isObject(value)) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null).map(([key, field]) => [key, withoutNull(field)])) as T;
}
