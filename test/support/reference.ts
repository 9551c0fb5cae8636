import { ALL_REQUESTS, Asked, meetsAsked } from './asked';
import { Request } from './evaluate';

/** What a construct contributes, in the words of these tests. */
export interface Rule {
  readonly id: string;
  readonly asked: readonly Asked[];
  readonly order: number;
}

export type Place = 'mesh' | 'edge';
const PLACES: readonly Place[] = ['mesh', 'edge'];

/** Whether one rule holds wherever the other does, told by trying all requests. */
export function holdsWherever(wide: Rule, narrow: Rule): boolean {
  return PLACES.every(at => ALL_REQUESTS.every(request => !meetsAsked(narrow.asked, request, at) || meetsAsked(wide.asked, request, at)));
}

/** Whether one rule goes before another where both hold. */
function beats(one: Rule, other: Rule): boolean {
  return one.order !== other.order ? one.order < other.order : holdsWherever(other, one) && !holdsWherever(one, other);
}

/** Of the rules that hold for a request the one that beats all others; undefined when none holds, 'nobody' when none beats all. */
export function strongest<T extends Rule>(rules: readonly T[], request: Request, at: Place): T | undefined | 'nobody' {
  const holding = rules.filter(rule => meetsAsked(rule.asked, request, at));
  const best = holding.find(rule => holding.every(other => other === rule || beats(rule, other)));
  return best ?? (holding.length === 0 ? undefined : 'nobody');
}

/** Whether the rules leave a request open, or a rule without any: what must be told as an error. */
export function isWrong(rules: readonly Rule[]): boolean {
  const pairs = rules.flatMap((one, at) => rules.slice(at + 1).map(other => [one, other]));
  const open = pairs.some(([one, other]) => one.order === other.order && !beats(one, other) && !beats(other, one)
    && PLACES.some(at => ALL_REQUESTS.some(request => meetsAsked(one.asked, request, at) && meetsAsked(other.asked, request, at))));
  return open || rules.some(rule => !PLACES.some(at => ALL_REQUESTS.some(request => strongest(rules, request, at) === rule)));
}
