import { ShapeProblemKind } from '../../../schema/shape-problem';
import { Rule } from '../../rule';

/** A rule of what is wrong with the structure of objects in one way. */
export function shapeRule(kind: ShapeProblemKind, rule: Omit<Rule, 'check' | 'severity' | 'codes'>): Rule {
  return {
    ...rule,
    severity: 'error',
    codes: ['IST0106'],
    check(mesh, report) {
      for (const { manifest, problems } of mesh.broken) {
        for (const problem of problems) {
          if (problem.kind === kind) {
            report(manifest, problem.path, `${fieldText(problem.path)} ${problem.message}`.trimStart());
          }
        }
      }
    },
  };
}

/** The last name on a path, for messages that go on with what is wrong with it. */
export function fieldText(path: readonly (string | number)[]): string {
  const named = path.filter(step => typeof step === 'string');
  return named.length === 0 ? '' : String(named[named.length - 1]);
}
