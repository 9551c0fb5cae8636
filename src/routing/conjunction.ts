import { Condition, conditionContains, conditionsDisjoint, intersectConditions } from './condition';

/**
 * The properties of a request that a match may ask for. A key that carries a name ends with it:
 * `header:x-user`, `cookie:session`, `query:page`, `claim:[realm][roles]`, `source-label:app`.
 */
export const PATH = 'path';
export const SCHEME = 'scheme';
export const METHOD = 'method';
export const AUTHORITY = 'authority';
export const SOURCE_NAMESPACE = 'source-namespace';
export const GATEWAY = 'gateway';
/** The public host under which a gateway received the request; decided at synth, never written. */
export const EDGE_HOST = 'edge-host';
export const header = (name: string) => `header:${name.toLowerCase()}`;
export const cookie = (name: string) => `cookie:${name}`;
export const query = (name: string) => `query:${name}`;
/** A claim of the request's token by its path. It may be a list, of which any value meets a condition. */
export const claim = (path: readonly string[]) => `claim:${path.map(name => `[${name}]`).join('')}`;
export const sourceLabel = (name: string) => `source-label:${name}`;

/** Whether a key asks for the calling workload, which a gateway's caller does not have. */
export const isSourceKey = (key: string) => key === SOURCE_NAMESPACE || key.startsWith('source-label:');
/** Whether a key asks for the gateway that the request came through. */
export const isEdgeKey = (key: string) => key === GATEWAY || key === EDGE_HOST;
/** Whether a key asks for a claim, which only gateways know when they route. */
export const isClaimKey = (key: string) => key.startsWith('claim:');
/** Whether a key can be asked of HTTP requests only. */
export const isHttpKey = (key: string) => !isSourceKey(key) && !isEdgeKey(key);

/** Conditions that must all hold; without any it holds always. A match is a list of them, of which one must hold. */
export type Conjunction = ReadonlyMap<string, Condition>;

export const ALWAYS: Conjunction = new Map();

/** Whether everything that `inner` lets through is let through by `outer` too. */
export function contains(outer: Conjunction, inner: Conjunction): boolean {
  for (const [key, condition] of outer) {
    const other = inner.get(key);
    if (!other || !conditionContains(condition, other)) {
      return false;
    }
  }
  return true;
}

/** Whether no request can meet both. A request comes from a workload of the mesh or else through a gateway. */
export function disjoint(a: Conjunction, b: Conjunction): boolean {
  for (const [key, condition] of a) {
    const other = b.get(key);
    if (other && conditionsDisjoint(condition, other, isClaimKey(key))) {
      return true;
    }
  }
  return (asks(a, isSourceKey) && asks(b, isEdgeKey)) || (asks(a, isEdgeKey) && asks(b, isSourceKey));
}

/** Whether one of the conjunction's keys is of a sort. */
export function asks(conjunction: Conjunction, sort: (key: string) => boolean): boolean {
  for (const key of conjunction.keys()) {
    if (sort(key)) {
      return true;
    }
  }
  return false;
}

/** Thrown where two conditions on one property meet that Istio cannot ask for together. */
export class InexpressibleError extends Error {
  constructor(key: string, a: Condition, b: Condition) {
    super(`Istio cannot ask for two conditions on one property, here ${describeCondition(key, a)} and ${describeCondition(key, b)}: use exact or prefix in one of them`);
  }
}

/** Both at once; undefined when no request can meet both. */
export function intersect(a: Conjunction, b: Conjunction): Conjunction | undefined {
  if (disjoint(a, b)) {
    return undefined;
  }
  if (a.size === 0) {
    return b;
  }
  const both = new Map(a);
  for (const [key, condition] of b) {
    const mine = both.get(key);
    const merged = mine ? intersectConditions(mine, condition, isClaimKey(key)) : condition;
    if (merged === 'inexpressible') {
      throw new InexpressibleError(key, mine!, condition);
    }
    both.set(key, merged!);
  }
  const [one, other] = [...both.keys()].filter(key => key.startsWith('cookie:') || key === header('cookie'));
  if (other !== undefined) {
    throw new Error(`Istio cannot ask for two conditions on the one header that holds all cookies, here ${describeCondition(one, both.get(one)!)} and ${describeCondition(other, both.get(other)!)}: use another header for one of them, or one cookie with a regular expression`);
  }
  return both;
}

/** Whether everything that the match `inner` lets through is let through by the match `outer` too. */
export function matchContains(outer: readonly Conjunction[], inner: readonly Conjunction[]): boolean {
  return inner.every(i => outer.some(o => contains(o, i)));
}

/** Whether no request can meet both matches. */
export function matchesDisjoint(a: readonly Conjunction[], b: readonly Conjunction[]): boolean {
  return a.every(x => b.every(y => disjoint(x, y)));
}

function describeCondition(key: string, condition: Condition): string {
  const [sort, ...name] = key.split(':');
  const asked = name.length === 0 ? sort : `${sort} '${name.join(':')}'`;
  return 'value' in condition ? `${asked} ${condition.kind} '${condition.value}'` : `${asked} ${condition.kind}`;
}

/** A match in words, for errors. */
export function describeMatch(match: readonly Conjunction[]): string {
  const words = match.map(one => [...one].map(([key, condition]) => describeCondition(key, condition)).join(' and '));
  return words.some(word => word === '') ? 'every request' : words.join(', or ');
}
