import { GATEWAY_API_RULES } from './gateway-api-rules';
import { ISTIO_RULES } from './istio-rules';
import { Predicate } from './shape';

const ALL: { readonly [rule: string]: Predicate } = { ...ISTIO_RULES, ...GATEWAY_API_RULES };

/**
 * What a rule of CEL says, by its text as the CRDs have it; undefined if nobody has written it yet. An evaluator would be larger than all that we check by, and
 * slower by far, and there are few rules. As on the server, a rule that would stop with an error does not hold.
 */
export function predicateOf(rule: string): Predicate | undefined {
  return Object.hasOwn(ALL, rule) ? ALL[rule] : undefined;
}

/** The texts of all rules. */
export function knownRules(): readonly string[] {
  return Object.keys(ALL);
}
