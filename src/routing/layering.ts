import { Conjunction, contains, describeMatch, intersect, matchContains, matchesDisjoint } from './conjunction';
import { ConjunctionIndex } from './conjunction-index';
import { PolicyContribution, portsContain, RouteProblem } from './contribution';
import { describeField, settingFields } from './settings';
import { addTo } from '../core/grouped';

/** Overlapping policies multiply; beyond this the table would be unreadable and slow in the proxy. */
const MAX_LAYERS = 64;

/** A policy in a context, which may have narrowed its match. */
export interface LaidPolicy extends PolicyContribution {
  /** The match as it was given, by which policies are compared. */
  readonly whole: readonly Conjunction[];
}

/** One route's share of the requests: those that meet just these policies. */
export interface Layer {
  readonly match: readonly Conjunction[];
  /** Every policy that holds for the layer. */
  readonly policies: readonly LaidPolicy[];
  /** Those of them that set the layer apart from the destination's other layers. */
  readonly distinctive: readonly LaidPolicy[];
}

/**
 * Lays policies over the requests of one destination. The layers with more policies come first, so that the first that
 * matches is the one that meets all policies which hold for the request.
 */
export function layersOf(match: readonly Conjunction[], policies: readonly LaidPolicy[]): Layer[] {
  const always = policies.filter(policy => matchContains(policy.match, match));
  const sometimes = policies.filter(policy => !always.includes(policy) && !matchesDisjoint(policy.match, match));
  let layers: Layer[] = [{ match, policies: always, distinctive: [] }];
  for (const policy of sometimes) {
    const narrowed = layers.flatMap(layer => {
      const both = product(layer.match, policy.match);
      return both.length === 0 ? [] : [{ match: both, policies: [...layer.policies, policy], distinctive: [...layer.distinctive, policy] }];
    });
    layers = [...layers, ...narrowed];
    if (layers.length > MAX_LAYERS) {
      throw new Error(`its ${sometimes.length} policies overlap in more than ${MAX_LAYERS} ways: make their matches exclude each other`);
    }
  }
  return layers.map((layer, index) => ({ layer, index }))
    .sort((a, b) => b.layer.distinctive.length - a.layer.distinctive.length || a.index - b.index)
    .map(({ layer }) => layer);
}

/** Both matches at once: the pairs that some request can meet, without those that another pair covers. */
export function product(a: readonly Conjunction[], b: readonly Conjunction[]): Conjunction[] {
  return withoutCovered(a.flatMap(x => b.map(y => intersect(x, y))).filter(pair => pair !== undefined));
}

/** The conjunctions that no other of them covers; of equal ones the first. */
export function withoutCovered(match: readonly Conjunction[]): Conjunction[] {
  const index = new ConjunctionIndex<number>();
  match.forEach((one, at) => index.add(one, at));
  const covered = (one: Conjunction, at: number) => {
    for (const other of index.around(one)) {
      if (other !== at && contains(match[other], one) && (other < at || !contains(one, match[other]))) {
        return true;
      }
    }
    return false;
  };
  return match.filter((one, at) => !covered(one, at));
}

/**
 * The fields of a layer. Where several policies set one field the lower order wins, then the more specific match, wherever
 * they hold; otherwise it is a problem that names both.
 */
export function mergeFields(policies: readonly LaidPolicy[], problems: RouteProblem[]): Map<string, unknown> {
  const claims = new Map<string, Claim[]>();
  for (const policy of policies) {
    for (const [field, value] of settingFields(policy.settings)) {
      addTo(claims, field, { policy, value });
    }
  }
  return new Map([...claims].map(([field, all]) => [field, winner(field, all, problems).value]));
}

interface Claim {
  readonly policy: LaidPolicy;
  readonly value: unknown;
}

function winner(field: string, claims: readonly Claim[], problems: RouteProblem[]): Claim {
  const least = Math.min(...claims.map(({ policy }) => policy.order));
  const first = claims.filter(({ policy }) => policy.order === least);
  const most = first.find(one => first.every(other => one === other || (wider(other.policy, one.policy) && !wider(one.policy, other.policy))));
  if (!most) {
    const [one, other] = first.filter(({ policy }) => !first.some(rival => wider(policy, rival.policy) && !wider(rival.policy, policy)));
    problems.push({
      owner: other.policy.owner,
      message: `sets ${describeField(field)} for ${describeMatch(other.policy.whole)}, and '${one.policy.owner.node.path}' sets it for ${describeMatch(one.policy.whole)}: give the one that wins a lower order, or make the matches exclude each other`,
    });
  }
  const won = most ?? first[0];
  for (const { policy } of claims) {
    if (policy.order !== least && wider(won.policy, policy)) {
      problems.push({
        owner: policy.owner,
        message: `sets ${describeField(field)} for ${describeMatch(policy.whole)} in vain: '${won.policy.owner.node.path}' has a lower order and sets it for ${describeMatch(won.policy.whole)}; give this one the lower order`,
      });
    }
  }
  return won;
}

/** Whether the one holds wherever the other does. */
function wider(one: LaidPolicy, other: LaidPolicy): boolean {
  return portsContain(one.ports, other.ports) && matchContains(one.whole, other.whole);
}
