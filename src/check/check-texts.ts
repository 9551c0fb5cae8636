import { checkMesh, CheckOptions } from './check-mesh';
import { located, LocatedFinding, ruleFailed, unreadable } from './located-finding';
import { AliasBudget } from '../manifests/node-value';
import { MAX_REPEATED_IN_FILES, readManifests } from '../manifests/read-manifests';
import { SourceText } from '../manifests/source-text';
import { Mesh } from '../model/mesh';
import { MeshOptions } from '../model/options';

/** What was found in texts. */
export interface CheckedTexts {
  /** What could not be read, and rules that failed: there may be more to find. */
  readonly unread: readonly LocatedFinding[];
  readonly findings: readonly LocatedFinding[];
  readonly accepted: readonly (LocatedFinding & { readonly reason: string })[];
  /** How many objects there were. */
  readonly objects: number;
}

/** Judges all objects of texts as one mesh. */
export function checkTexts(sources: readonly SourceText[], options: CheckOptions, meshOptions: MeshOptions): CheckedTexts {
  const budget = new AliasBudget(MAX_REPEATED_IN_FILES);
  const read = sources.map(source => readManifests(source, budget));
  const mesh = new Mesh(read.flatMap(({ manifests }) => manifests), meshOptions);
  const { findings, accepted, failures } = checkMesh(mesh, options);
  return {
    unread: [...read.flatMap(({ problems }) => problems).map(unreadable), ...failures.map(ruleFailed)],
    findings: findings.map(located),
    accepted: accepted.map(finding => ({ ...located(finding), reason: finding.reason })),
    objects: mesh.objects.all.length,
  };
}
