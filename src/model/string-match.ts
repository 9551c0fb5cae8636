import { StringMatch } from './istio-specs';
import { matchesWhole, regexProblem } from '../core/regex';

/** Regular expressions that every text matches. */
const ANYTHING: ReadonlySet<string> = new Set(['.*', '^.*$', '^.*', '.*$']);

/** Whether a text is there is all that is asked: by nothing at all, or by `*`, which is no regular expression. */
export function asksPresence({ exact, prefix, regex }: StringMatch): boolean {
  return regex === '*' || (exact === undefined && prefix === undefined && regex === undefined);
}

/** Whether every text that is there has what is asked. */
export function takesEveryText({ exact, prefix, regex = '' }: StringMatch): boolean {
  return exact === undefined && (prefix === '' || ANYTHING.has(regex));
}

/** Whether every text that one condition takes is taken by another one too. Where that is not sure, it is not said. */
export function coversText(wide: StringMatch, narrow: StringMatch): boolean {
  if (asksPresence(wide) || takesEveryText(wide)) {
    return true;
  }
  if (wide.exact !== undefined) {
    return narrow.exact === wide.exact;
  }
  if (wide.prefix !== undefined) {
    return (narrow.exact ?? narrow.prefix)?.startsWith(wide.prefix) ?? false;
  }
  const { regex = '' } = wide;
  return narrow.regex === regex || (narrow.exact !== undefined && regexProblem(regex) === undefined && matchesWhole(regex, narrow.exact));
}
