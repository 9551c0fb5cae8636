import { kindKey } from './kinds';
import { isObject, JsonObject, Manifest } from '../manifests/manifest';
import { problemsOf } from '../schema/check-shape';
import { experimentalShapeOf } from '../schema/experimental-gateway-api';
import { servedVersions, shapeOf } from '../schema/kinds';
import { hasNull, withoutNulls } from '../schema/nulls';
import { Shape } from '../schema/shape';
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
  /** Objects that the experimental channel of the Gateway API takes, and what the standard one has against them: nothing if it is their version. */
  readonly experimental: readonly BrokenManifest[];
}

/** Looks at the structure of all objects. */
export function soundManifests(manifests: readonly Manifest[]): SoundManifests {
  const sound: Manifest[] = [];
  const broken: BrokenManifest[] = [];
  const unserved: Manifest[] = [];
  const experimental: BrokenManifest[] = [];
  for (const given of manifests) {
    const { json, apiVersion, kind } = given;
    const { shape, problems, refused } = judged(given);
    if (shape === undefined && servedVersionsOf(apiVersion, kind).length > 0) {
      unserved.push(given);
      continue;
    }
    const manifest = problems.length > 0 ? { ...given, json: read(shape, withoutMistyped(json, problems)) }
      : hasNull(json) ? { ...given, json: read(shape, json) } : given;
    sound.push(manifest);
    if (problems.length > 0) {
      broken.push({ manifest, problems });
    }
    if (refused !== undefined) {
      experimental.push({ manifest, problems: refused });
    }
  }
  return { sound, broken, unserved, experimental };
}

interface Judgement {
  /** By which the object is judged; undefined if its kind or version is unknown. */
  readonly shape: Shape | undefined;
  readonly problems: readonly ShapeProblem[];
  /** What the standard channel has against an object of the experimental one. */
  readonly refused?: readonly ShapeProblem[];
}

/** What an object is judged by is what the standard channel of the Gateway API has, unless the experimental one has less against it. */
function judged({ json, apiVersion, kind }: Manifest): Judgement {
  const shape = shapeOf(apiVersion, kind);
  const problems = shape === undefined ? NONE : problemsOf(shape, json);
  if (shape !== undefined && problems.length === 0) {
    return { shape, problems };
  }
  const wider = experimentalShapeOf(apiVersion, kind);
  if (wider === undefined) {
    return { shape, problems };
  }
  const others = problemsOf(wider, json);
  const left = new Set(others.map(placeOf));
  const refused = problems.filter(problem => !left.has(placeOf(problem)));
  return shape === undefined || refused.length > 0 ? { shape: wider, problems: others, refused } : { shape, problems };
}

const NONE: readonly ShapeProblem[] = [];

function placeOf({ kind, path }: ShapeProblem): string {
  return `${kind} ${path.join('/')}`;
}

/** The versions of an object's kind that there are. */
export function servedVersionsOf(apiVersion: string, kind: string): readonly string[] {
  const key = kindKey(apiVersion, kind);
  return servedVersions(key.slice(0, Math.max(0, key.length - kind.length - 1)), kind);
}

/** As the server reads it where the kind is known; what is null then is as good as not there. */
function read(shape: Shape | undefined, json: JsonObject): JsonObject {
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
