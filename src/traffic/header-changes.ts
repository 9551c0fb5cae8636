import { Construct } from 'constructs';
import { fail, show } from '../core/errors';
import { headerNameProblem } from '../core/values';
import { HeaderEdits } from '../routing/settings';

/**
 * Changes to the headers of requests or responses (`HeaderOperations`).
 */
export interface HeaderChanges {
  /**
   * Headers to write, whatever they held before.
   *
   * @default - none
   */
  readonly set?: { [name: string]: string };

  /**
   * Values to add to what the headers hold.
   *
   * @default - none
   */
  readonly add?: { [name: string]: string };

  /**
   * Headers to take away.
   *
   * @default - none
   */
  readonly remove?: string[];
}

/** Checks that the names are headers and that no header is changed in two ways. */
export function headerEdits(scope: Construct, what: string, changes: HeaderChanges): HeaderEdits {
  const seen = new Set<string>();
  const names = [...Object.keys(changes.set ?? {}), ...Object.keys(changes.add ?? {}), ...(changes.remove ?? [])];
  for (const name of names) {
    const problem = headerNameProblem(name);
    if (problem !== undefined) {
      fail(scope, `${what}: ${problem}`);
    }
    if (seen.has(name.toLowerCase())) {
      fail(scope, `${what} changes header ${show(name)} twice: use one of set, add and remove for a header`);
    }
    seen.add(name.toLowerCase());
  }
  return changes;
}
