import { LocatedFinding } from '../check/located-finding';
import { Rule } from '../check/rule';

/** What a run of the command found, ready to be written. */
export interface RunReport {
  readonly findings: readonly LocatedFinding[];
  readonly accepted: readonly (LocatedFinding & { readonly reason: string })[];
  readonly rules: readonly Rule[];
  /** How many objects were judged, and how many files they came from. */
  readonly objects: number;
  readonly files: number;
}

/** A way to write a report: its text, part by part, since the whole may be more than a string can hold. */
export type Reporter = (report: RunReport, options: ReporterOptions) => Iterable<string>;

export interface ReporterOptions {
  /** Whether colours are understood. */
  readonly colours: boolean;
  readonly quiet: boolean;
  readonly version: string;
}

/** A number of things in words: `1 error`, `12 errors`. */
export function counted(count: number, thing: string): string {
  return `${count.toLocaleString('en')} ${thing}${count === 1 ? '' : 's'}`;
}
