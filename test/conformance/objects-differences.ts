// Where our rules and the API server do not agree whether an object is to be refused, and which reasons of objects-differences.yaml explain it.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { OurFinding } from './objects-verdict.js';

/** One thing that one side has against an object of which the other has nothing to say. */
export interface Difference {
  readonly kind: string;
  /** Our rule; undefined for what the API server says. */
  readonly rule?: string;
  readonly message: string;
}

/** Why there are differences. */
export interface Reason {
  /** What the API server says and our rules do not: a regular expression. */
  readonly refused?: string;
  /** What that is, for readers. */
  readonly what?: string;
  /** The rule that finds what the API server takes. */
  readonly rule?: string;
  /** What the rule says: a regular expression. */
  readonly says?: string;
  /** The kinds of the objects, where it is not all. */
  readonly kinds?: readonly string[];
  readonly why: string;
}

/** None if both refuse the object, or both take it. */
export function differencesOf(kind: string, causes: readonly string[], findings: readonly OurFinding[]): readonly Difference[] {
  return causes.length > 0 === findings.length > 0 ? []
    : causes.length > 0 ? causes.map(message => ({ kind, message })) : findings.map(({ rule, path, message }) => ({ kind, rule, message: `${path}: ${message}` }));
}

/** The reason that explains a difference, by its place. */
export function reasonOf({ kind, rule, message }: Difference, reasons: readonly Reason[]): number {
  return reasons.findIndex(reason => (reason.kinds?.includes(kind) ?? true)
    && (rule === undefined ? reason.refused !== undefined && new RegExp(reason.refused).test(message) : reason.rule === rule && new RegExp(reason.says ?? '').test(message)));
}

export function readReasons(): readonly Reason[] {
  return parse(readFileSync(new URL('objects-differences.yaml', import.meta.url), 'utf8')) as Reason[];
}
