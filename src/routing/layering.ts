import { Conjunction, contains, describeMatch, intersect, matchContains, matchesDisjoint } from './conjunction';
import { PolicyContribution, RouteProblem } from './contribution';
import { describeField, settingFields } from './settings';

/** Overlapping policies multiply; beyond this the table would be unreadable and slow in the proxy. */
const MAX_LAYERS = 64;

/** One route's share of the requests: those that meet just these policies. */
export interface Layer {
  readonly match: readonly Conjunction[];
  /** Every policy that holds for the layer. */
  readonly policies: readonly PolicyContribution[];
  /** Those of them that set the layer apart from the destination's other layers. */
  readonly distinctive: readonly PolicyContribution[];
}

/**
 * Lays policies over the requests of one destination. The layers with more policies come first, so that the first that
 * matches is the one that meets all policies which hold for the request.
 */
export function layersOf(match: readonly Conjunction[], policies: readonly PolicyContribution[]): Layer[] {
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
  const pairs = a.flatMap(x => b.map(y => intersect(x, y))).filter(pair => pair !== undefined);
  return pairs.filter((pair, at) => !pairs.some((other, index) => index !== at && contains(other, pair) && (index < at || !contains(pair, other))));
}

/**
 * The fields of a layer. Where several policies set one field the lower order wins, then the more specific match; otherwise
 * it is a problem that names both.
 */
export function mergeFields(policies: readonly PolicyContribution[], problems: RouteProblem[]): Map<string, unknown> {
  const winners = new Map<string, PolicyContribution>();
  const fields = new Map<string, unknown>();
  for (const policy of policies) {
    for (const [field, value] of settingFields(policy.settings)) {
      const holder = winners.get(field);
      if (!holder || wins(policy, holder, field, problems)) {
        winners.set(field, policy);
        fields.set(field, value);
      }
    }
  }
  return fields;
}

function wins(candidate: PolicyContribution, holder: PolicyContribution, field: string, problems: RouteProblem[]): boolean {
  if (candidate.order !== holder.order) {
    const [winner, loser] = candidate.order < holder.order ? [candidate, holder] : [holder, candidate];
    if (matchContains(winner.match, loser.match)) {
      problems.push({
        owner: loser.owner,
        message: `sets ${describeField(field)} for ${describeMatch(loser.match)} in vain: '${winner.owner.node.path}' has a lower order and sets it for ${describeMatch(winner.match)}; give this one the lower order`,
      });
    }
    return winner === candidate;
  }
  const narrower = matchContains(holder.match, candidate.match);
  const wider = matchContains(candidate.match, holder.match);
  if (narrower === wider) {
    problems.push({
      owner: candidate.owner,
      message: `sets ${describeField(field)} for ${describeMatch(candidate.match)}, and '${holder.owner.node.path}' sets it for ${describeMatch(holder.match)}: give the one that wins a lower order, or make the matches exclude each other`,
    });
  }
  return narrower && !wider;
}
