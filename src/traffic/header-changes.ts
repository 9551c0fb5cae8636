import { Construct } from 'constructs';
import { fail, show } from '../core/errors';
import { headerNameProblem } from '../core/values';
import { HeaderEdits } from '../routing/settings';

/**
 * Changes to the headers of requests or responses (`HeaderOperations`).
 */
export interface HeaderChanges {
  /**
   * Headers to write, whatever they held before. A percent sign is written '%%'; '%VAR%' stands for one of Envoy's variables.
   *
   * @default - none
   */
  readonly set?: { [name: string]: string };

  /**
   * Values to add to what the headers hold, written as in `set`.
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

/** Text, '%%', '%VAR%' and '%VAR(arguments)%', without control characters but tabs. */
// eslint-disable-next-line no-control-regex
const VALUE = /^([^%\x00-\x08\x0a-\x1f\x7f]|%%|%[^%(\x00-\x1f\x7f]+(\([^)\x00-\x1f\x7f]*\) *)?%)*$/;

/** Checks that the names are headers and that no header is changed in two ways. */
export function headerEdits(scope: Construct, what: string, changes: HeaderChanges): HeaderEdits {
  for (const [name, value] of [...Object.entries(changes.set ?? {}), ...Object.entries(changes.add ?? {})]) {
    if (!VALUE.test(value)) {
      fail(scope, `${what} writes ${show(value)} to header ${show(name)}: use no control characters, and '%%' for a percent sign, which begins one of Envoy's variables, for example '%DOWNSTREAM_REMOTE_ADDRESS%'`);
    }
  }
  const seen = new Set<string>();
  const names = [...Object.keys(changes.set ?? {}), ...Object.keys(changes.add ?? {}), ...(changes.remove ?? [])];
  for (const name of names) {
    const problem = headerNameProblem(name);
    if (problem !== undefined) {
      fail(scope, `${what}: ${problem}`);
    }
    if (name.toLowerCase() === 'host') {
      fail(scope, `${what} changes header ${show(name)}, which Envoy keeps apart: use rewrite.authority of a ServiceRoute`);
    }
    if (seen.has(name.toLowerCase())) {
      fail(scope, `${what} changes header ${show(name)} twice: use one of set, add and remove for a header`);
    }
    seen.add(name.toLowerCase());
  }
  return changes;
}
