import { checkMesh, CheckOptions } from './check-mesh';
import { located, LocatedFinding, unreadable } from './located-finding';
import { readManifests } from '../manifests/read-manifests';
import { SourceText } from '../manifests/source-text';
import { Mesh } from '../model/mesh';
import { MeshOptions } from '../model/options';

/** What was found in texts. */
export interface CheckedTexts {
  /** What could not be read. */
  readonly unread: readonly LocatedFinding[];
  readonly findings: readonly LocatedFinding[];
  readonly accepted: readonly (LocatedFinding & { readonly reason: string })[];
  /** How many objects there were. */
  readonly objects: number;
}

/** Judges all objects of texts as one mesh. */
export function checkTexts(sources: readonly SourceText[], options: CheckOptions, meshOptions: MeshOptions): CheckedTexts {
  const read = sources.map(readManifests);
  const mesh = new Mesh(read.flatMap(({ manifests }) => manifests), meshOptions);
  const { findings, accepted } = checkMesh(mesh, options);
  return {
    unread: read.flatMap(({ problems }) => problems).map(unreadable),
    findings: findings.map(located),
    accepted: accepted.map(finding => ({ ...located(finding), reason: finding.reason })),
    objects: mesh.objects.all.length,
  };
}
