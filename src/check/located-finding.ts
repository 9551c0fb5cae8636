import { Finding, objectText, pathText } from './finding';
import { Severity } from './severity';
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
  /** The line's text. */
  readonly excerpt?: string;
  /** Other objects that have a part in it, each with where it is. */
  readonly others: readonly string[];
}

/** The rule of what cannot be read. */
export const UNREADABLE = 'unreadable';

/** Where a finding stands. */
export function located(finding: Finding): LocatedFinding {
  const { rule, severity, message, fix, object, path, others } = finding;
  const said = { rule, severity, message, fix, object: objectText(object), field: pathText(path), others: others.map(other => `${objectText(other)} (${whereIs(other)})`) };
  if (!isOfFile(object.origin)) {
    return { ...said, construct: object.origin.construct };
  }
  const { source } = object.origin;
  const { line, column } = locate(object.origin, path);
  return { ...said, file: source.file, line, column, excerpt: source.line(line) };
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

/** Where an object is: a construct's path, or file and line. */
export function whereIs({ origin }: Manifest): string {
  return isOfFile(origin) ? `${origin.source.file}:${locate(origin, []).line}` : origin.construct;
}
