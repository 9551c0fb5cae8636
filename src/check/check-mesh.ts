import { acknowledge, Acknowledgement, annotatedAcknowledgements } from './acknowledgement';
import { AcceptedFinding, Finding } from './finding';
import { Report, Rule } from './rule';
import { SEVERITIES, Severity } from './severity';
import { Mesh } from '../model/mesh';

/** How a mesh is judged. */
export interface CheckOptions {
  readonly rules: readonly Rule[];
  /** Other severities than those of the rules, by their ids; 'off' leaves a rule out. */
  readonly severities?: { readonly [rule: string]: Severity | 'off' };
  /** Findings that are accepted, beside those that objects accept by annotations. */
  readonly acknowledgements?: readonly Acknowledgement[];
}

/** What was found in a mesh. */
export interface CheckResult {
  /** In the order of the objects, errors of each first. */
  readonly findings: readonly Finding[];
  readonly accepted: readonly AcceptedFinding[];
  /** Acknowledgements of findings that are not there, and of rules that are. */
  readonly idle: readonly Acknowledgement[];
}

/** Runs rules on a mesh. */
export function checkMesh(mesh: Mesh, { rules, severities = {}, acknowledgements = [] }: CheckOptions): CheckResult {
  const found: Finding[] = [];
  const running = rules.filter(({ id }) => severities[id] !== 'off');
  for (const rule of running) {
    const report: Report = (object, path, message, { fix = rule.fix, severity = rule.severity, others = [] } = {}) => {
      const weighed = severities[rule.id] as Severity | undefined ?? severity;
      found.push({ rule: rule.id, severity: weighed, message, fix, object, path, others });
    };
    rule.check(mesh, report);
  }
  const { open, accepted, idle } = acknowledge(found, [...acknowledgements, ...annotatedAcknowledgements(mesh.objects.all)]);
  return { findings: inOrder(mesh, open), accepted: inOrder(mesh, accepted), idle };
}

function inOrder<T extends Finding>(mesh: Mesh, findings: readonly T[]): T[] {
  if (findings.length < 2) {
    return [...findings];
  }
  const places = new Map(mesh.objects.all.map((object, at) => [object, at]));
  return [...findings].sort((a, b) => places.get(a.object)! - places.get(b.object)! || SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}
