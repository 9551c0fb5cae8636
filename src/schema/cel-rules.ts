import { GATEWAY_API_ALTERNATIVES, GATEWAY_API_RULES } from './gateway-api-rules';
import { ISTIO_RULES } from './istio-rules';
import { Predicate, ShapeRule } from './shape';

const ALL: { readonly [rule: string]: Predicate } = { ...ISTIO_RULES, ...GATEWAY_API_RULES };

/**
 * What a rule of CEL says, by its text as the CRDs have it; undefined if nobody has written it yet. An evaluator would be larger than all that we check by, and
 * slower by far, and there are few rules. As on the server, a rule that would stop with an error does not hold.
 */
export function predicateOf(rule: string): Predicate | undefined {
  return Object.hasOwn(ALL, rule) ? ALL[rule] : undefined;
}

/** What a schema says with oneOf and its like, where that is no choice of one field; undefined if nobody has written it yet. */
export function alternativeOf(text: string): ShapeRule | undefined {
  return Object.hasOwn(GATEWAY_API_ALTERNATIVES, text) ? GATEWAY_API_ALTERNATIVES[text] : undefined;
}

/** The texts of all rules. */
export function knownRules(): readonly string[] {
  return Object.keys(ALL);
}
