import { IConstruct } from 'constructs';
import { ALWAYS } from './conjunction';
import { Action, DestinationContribution, RouteProblem, SplitDestination } from './contribution';

/**
 * What is taken out of traffic: a host, or one subset of it. It is no destination among others, which an order could put behind another: it is laid over
 * the destinations when these have their order.
 */
export interface Suspension {
  readonly owner: IConstruct;
  readonly name: string;
  /** The subset; the whole host without it. */
  readonly subset?: string;
  /** What happens to requests that nobody else is to take. */
  readonly instead: Action;
  /** Whether nobody said what happens instead. */
  readonly unsaid?: boolean;
}

/**
 * Destinations without what is suspended. A suspended host has one destination for all requests. A suspended subset's share of a split goes to the others of
 * that split; where these have no share, or there are none, something else happens to the requests, unless the split is a preference alone.
 */
export function withoutSuspended(ordered: readonly DestinationContribution[], suspensions: readonly Suspension[]): DestinationContribution[] {
  const ofHost = suspensions.find(({ subset }) => subset === undefined);
  const all = ofHost ? [{ owner: ofHost.owner, name: ofHost.name, match: [ALWAYS], order: -Infinity, action: ofHost.instead }, ...ordered] : ordered;
  const bySubset = new Map(suspensions.filter(({ subset }) => subset !== undefined).map(one => [one.subset, one]));
  return bySubset.size === 0 ? [...all] : all.map(contribution => ({ ...contribution, action: actionWithout(contribution.action, bySubset) }));
}

/** What is suspended twice, or sent to what is suspended itself. */
export function suspensionProblems(suspensions: readonly Suspension[]): RouteProblem[] {
  const problems: RouteProblem[] = [];
  const what = ({ subset }: Suspension) => subset === undefined ? 'it all' : `version '${subset}'`;
  for (const [at, one] of suspensions.entries()) {
    const twin = suspensions.slice(0, at).find(other => other.subset === one.subset);
    if (twin) {
      problems.push({ owner: one.owner, message: `suspends ${what(one)}, and so does '${twin.owner.node.path}': say it once` });
    }
    const subsets = one.instead.kind === 'split' ? one.instead.destinations.map(({ subset }) => subset) : [];
    const target = suspensions.find(other => other.subset !== undefined && subsets.includes(other.subset));
    if (target) {
      problems.push({ owner: one.owner, message: `suspends ${what(one)} and sends its requests to version '${target.subset}', which ${target === one ? 'is the same' : `'${target.owner.node.path}' suspends`}: send them elsewhere` });
    }
  }
  return problems;
}

function actionWithout(action: Action, suspended: ReadonlyMap<string | undefined, Suspension>): Action {
  if (action.kind !== 'split') {
    return action;
  }
  const share = ({ weight = 100 }: SplitDestination) => weight;
  const out = action.destinations.filter(one => share(one) > 0 && suspended.has(one.subset));
  if (out.length === 0) {
    return action;
  }
  const among = (weight: (one: SplitDestination) => number) => action.destinations.map(one => suspended.has(one.subset) ? 0 : weight(one));
  const kept = [among(share), action.preference ? among(() => 1) : []].find(weights => weights.some(weight => weight > 0));
  if (!kept) {
    return suspended.get(out[0].subset)!.instead;
  }
  const weights = toHundred(kept);
  return { ...action, destinations: action.destinations.map((one, at) => ({ ...one, weight: weights[at] })) };
}

/** The same proportions in whole numbers that add up to 100. What rounding leaves over goes to those that it took most from. */
function toHundred(shares: readonly number[]): number[] {
  const total = shares.reduce((sum, share) => sum + share, 0);
  const exact = shares.map(share => 100 * share / total);
  const whole = exact.map(Math.floor);
  const left = 100 - whole.reduce((sum, share) => sum + share, 0);
  const next = exact.map((share, at) => ({ at, lost: share - whole[at] })).sort((a, b) => b.lost - a.lost || a.at - b.at).slice(0, left);
  next.forEach(({ at }) => whole[at]++);
  return whole;
}
