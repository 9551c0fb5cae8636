import { acknowledge, Acknowledgement, ANNOTATION_PREFIX, annotatedAcknowledgements, idleText } from './acknowledgement';
import { AcceptedFinding, Finding } from './finding';
import { Report, Rule } from './rule';
import { idleAcknowledgement } from './rules/acknowledgement/idle-acknowledgement';
import { SEVERITIES, Severity } from './severity';
import { shortened } from './words';
import { Mesh } from '../model/mesh';

/** How a mesh is judged. */
export interface CheckOptions {
  readonly rules: readonly Rule[];
  /** Other severities than those of the rules, by their ids; 'off' leaves a rule out. */
  readonly severities?: { readonly [rule: string]: Severity | 'off' };
  /** Findings that are accepted, beside those that objects accept by annotations. */
  readonly acknowledgements?: readonly Acknowledgement[];
  /** Is told how many of the rules have run. */
  readonly tell?: (done: number, rules: number) => void;
}

/** A rule that threw: a mistake of ours. What it had found until then is told. */
export interface RuleFailure {
  readonly rule: string;
  /** What was thrown. */
  readonly reason: string;
}

/** What was found in a mesh. */
export interface CheckResult {
  /** In the order of the objects, errors of each first. */
  readonly findings: readonly Finding[];
  readonly accepted: readonly AcceptedFinding[];
  /** Acknowledgements of constructs that accept nothing; those of objects are findings. */
  readonly idle: readonly Acknowledgement[];
  readonly failures: readonly RuleFailure[];
}

/** Longer messages, which quote what is no name, are cut. */
const LONGEST_MESSAGE = 2000;
/** More objects are not named: of ten thousand that share a host, each would name all. */
const MOST_OTHERS = 10;

/** Runs rules on a mesh. */
export function checkMesh(mesh: Mesh, { rules, severities = {}, acknowledgements = [], tell = () => {} }: CheckOptions): CheckResult {
  const running = rules.filter(({ id }) => severities[id] !== 'off');
  const reporter = (rule: Rule, findings: Finding[]): Report => (object, path, message, more = {}) => {
    const { fix = rule.fix, severity = rule.severity, others = [] } = more;
    const weighed = severities[rule.id] as Severity | undefined ?? severity;
    findings.push({
      rule: rule.id,
      severity: weighed,
      message: shortened(message, LONGEST_MESSAGE),
      fix,
      object,
      path,
      others: others.slice(0, MOST_OTHERS),
      unnamed: Math.max(0, others.length - MOST_OTHERS),
    });
  };
  const found: Finding[] = [];
  const failures: RuleFailure[] = [];
  for (const [at, rule] of running.entries()) {
    tell(at, running.length);
    try {
      rule.check(mesh, reporter(rule, found));
    } catch (error) {
      // What all others find is worth more than that one fails.
      failures.push({ rule: rule.id, reason: shortened(String(error), LONGEST_MESSAGE) });
    }
  }
  const { open, accepted, idle: unused } = acknowledge(found, [...acknowledgements, ...annotatedAcknowledgements(mesh.objects.all)]);
  const idle = unused.filter(one => !failures.some(({ rule }) => rule === one.rule));
  const ofObjects: Finding[] = [];
  const reportIdle = reporter(idleAcknowledgement, ofObjects);
  for (const one of running.includes(idleAcknowledgement) ? idle : []) {
    if (one.object) {
      reportIdle(one.object, ['metadata', 'annotations', `${ANNOTATION_PREFIX}${one.rule}`], idleText(one));
    }
  }
  return {
    findings: inOrder(mesh, [...open, ...ofObjects]),
    accepted: inOrder(mesh, accepted),
    idle: idle.filter(({ object }) => !object),
    failures,
  };
}

function inOrder<T extends Finding>(mesh: Mesh, findings: readonly T[]): T[] {
  if (findings.length < 2) {
    return [...findings];
  }
  const places = new Map([...mesh.objects.all, ...mesh.unserved].map((object, at) => [object, at]));
  return [...findings]
    .sort((a, b) => places.get(a.object)! - places.get(b.object)! || SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}
