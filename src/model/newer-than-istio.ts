import { Mesh } from './mesh';
import { NEWEST_ISTIO } from '../core/istio-version';
import { FieldPath } from '../manifests/locate';
import { Manifest } from '../manifests/manifest';
import { problemsOf } from '../schema/check-shape';
import { formerlyServed, formerShapeOf, servedSince } from '../schema/former-kinds';
import { ShapeProblem } from '../schema/shape-problem';

/** What a version of Istio has not yet: a kind, one of its versions, a field or what may be in one. */
export interface NewerPart {
  readonly manifest: Manifest;
  readonly path: FieldPath;
  /** The minor version with which it came. */
  readonly since: number;
  /** What the API server has against it where Istio's resources are of the former version; undefined for the kind or its version itself. */
  readonly problem?: ShapeProblem;
  /** The versions in which the kind is served there; only where that of the object is none of them. */
  readonly served?: readonly string[];
}

/** All that the mesh's version of Istio does not know yet of what the newest does. */
export function newerParts(mesh: Mesh): readonly NewerPart[] {
  return mesh.istioMinor >= NEWEST_ISTIO ? [] : mesh.objects.all.flatMap(manifest => partsOf(manifest, mesh.istioMinor));
}

function partsOf(manifest: Manifest, minor: number): NewerPart[] {
  const { apiVersion, kind, json } = manifest;
  const [group] = apiVersion.split('/');
  const since = group.endsWith('.istio.io') ? servedSince(apiVersion, kind) : undefined;
  if (since === undefined) {
    return [];
  }
  const served = since > minor ? formerlyServed(minor, group, kind) : [apiVersion.slice(group.length + 1)];
  const unserved = since > minor ? [{ manifest, path: ['apiVersion'], since, served }] : [];
  // All versions of a kind have the same fields.
  const problems = served.length === 0 ? [] : problemsOf(formerShapeOf(minor, `${group}/${served[0]}`, kind)!, json);
  return [...unserved, ...problems.length === 0 ? [] : newerAmong(problems, manifest, `${group}/${served[0]}`, minor)];
}

/** Those of the problems of a version that a later one has not. */
function newerAmong(problems: readonly ShapeProblem[], manifest: Manifest, apiVersion: string, minor: number): NewerPart[] {
  const { kind, json } = manifest;
  // What is refused up to the newest version is for the rules of that.
  const later = new Map<number, ReadonlySet<string>>();
  const foundIn = (version: number) => {
    const found = later.get(version) ?? new Set(problemsOf(formerShapeOf(version, apiVersion, kind)!, json).map(keyOf));
    later.set(version, found);
    return found;
  };
  return problems.flatMap(problem => {
    const key = keyOf(problem);
    for (let version = minor + 1; version <= NEWEST_ISTIO; version++) {
      if (!foundIn(version).has(key)) {
        return [{ manifest, path: problem.path, since: version, problem }];
      }
    }
    return [];
  });
}

/** Problems of versions are the same in spite of messages that list what is allowed. */
function keyOf({ kind, path }: ShapeProblem): string {
  return JSON.stringify([kind, path]);
}
