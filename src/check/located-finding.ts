import { RuleFailure } from './check-mesh';
import { Finding, objectText, pathText } from './finding';
import { Severity } from './severity';
import { shortened } from './words';
import { locate } from '../manifests/locate';
import { Manifest, ReadProblem } from '../manifests/manifest';
import { isOfFile } from '../manifests/origin';

/** A finding as reports show it: with all in words, and where it stands. */
export interface LocatedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly fix: string;
  /** `VirtualService shop/cart`; undefined where no object could be read. */
  readonly object?: string;
  /** `spec.http[0].route`. */
  readonly field?: string;
  /** The path of the construct, for objects of an app. */
  readonly construct?: string;
  /** File, line and column, from 1, for objects of files. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** The line's text, or its beginning. */
  readonly excerpt?: string;
  /** Other objects that have a part in it, each with where it is. */
  readonly others: readonly string[];
}

/** The rule of what cannot be read. */
export const UNREADABLE = 'unreadable';

/** The rule of rules that fail. */
export const RULE_FAILED = 'rule-failed';

/** Longer lines are cut: a file of JSON may be one line. */
const LONGEST_LINE = 400;

/** Where a finding stands. */
export function located(finding: Finding): LocatedFinding {
  const { rule, severity, message, fix, object, path } = finding;
  const said = { rule, severity, message, fix, object: objectText(object), field: pathText(path), others: othersOf(finding, other => `${objectText(other)} (${whereIs(other)})`) };
  if (!isOfFile(object.origin)) {
    return { ...said, construct: object.origin.construct };
  }
  const { source } = object.origin;
  const { line, column } = locate(object.origin, path);
  return { ...said, file: source.file, line, column, excerpt: shortened(source.line(line), LONGEST_LINE) };
}

/** Other objects that have a part in a finding, and how many more there are. */
export function othersOf({ others, unnamed }: Finding, textOf: (other: Manifest) => string): string[] {
  return [...others.map(textOf), ...unnamed === 0 ? [] : [`and ${unnamed} more`]];
}

/** What is wrong as a sentence: `VirtualService shop/cart routes to ...`. */
export function sentenceOf({ object, message }: LocatedFinding): string {
  return object ? `${object} ${message}` : message;
}

/** What could not be read, as a finding. */
export function unreadable({ message, file, line, column }: ReadProblem): LocatedFinding {
  return {
    rule: UNREADABLE, severity: 'error', message, fix: 'correct the text, or leave the file out', file, line, column, others: [],
  };
}

/** A rule that failed, as a finding: what it would have found is missing. */
export function ruleFailed({ rule, reason }: RuleFailure): LocatedFinding {
  return {
    rule: RULE_FAILED,
    severity: 'error',
    message: `rule '${rule}' failed with '${reason}', so what else it finds is not told`,
    fix: `report it to cdk8s-istio with these manifests; until it is mended, the severity off leaves '${rule}' out`,
    others: [],
  };
}

/** Where an object is: a construct's path, or file and line. */
export function whereIs({ origin }: Manifest): string {
  return isOfFile(origin) ? `${origin.source.file}:${locate(origin, []).line}` : origin.construct;
}
