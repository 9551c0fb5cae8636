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

/** What takes long where there is much. */
export type Step = 'reading' | 'judging';

/** Judges all objects of texts as one mesh. Tells how much of a step is done. */
export function checkTexts(
  sources: readonly SourceText[], options: CheckOptions, meshOptions: MeshOptions, tell: (step: Step, done: number, total: number) => void = () => {},
): CheckedTexts {
  const budget = new AliasBudget(MAX_REPEATED_IN_FILES);
  const total = sources.reduce((sum, { text }) => sum + text.length, 0);
  let before = 0;
  const read = sources.map(source => {
    const one = readManifests(source, budget, at => { tell('reading', before + at, total); });
    before += source.text.length;
    return one;
  });
  const mesh = new Mesh(read.flatMap(({ manifests }) => manifests), meshOptions);
  const { findings, accepted, failures } = checkMesh(mesh, { ...options, tell: (done, rules) => { tell('judging', done, rules); } });
  return {
    unread: [...read.flatMap(({ problems }) => problems).map(unreadable), ...failures.map(ruleFailed)],
    findings: findings.map(located),
    accepted: accepted.map(finding => ({ ...located(finding), reason: finding.reason })),
    objects: mesh.objects.all.length,
  };
}
