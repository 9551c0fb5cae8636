import { matchesWhole } from '../core/regex';

/**
 * What is asked of one property of a request (its path, a header, a query parameter ...).
 */
export type Condition =
  | { readonly kind: 'exact'; readonly value: string }
  | { readonly kind: 'prefix'; readonly value: string }
  | { readonly kind: 'regex'; readonly value: string }
  | { readonly kind: 'present' }
  | { readonly kind: 'absent' };

/** Whether everything that `inner` lets through is let through by `outer` too. Undecidable regular expressions answer no. */
export function conditionContains(outer: Condition, inner: Condition): boolean {
  if (outer.kind === 'absent' || inner.kind === 'absent') {
    return outer.kind === inner.kind;
  }
  switch (outer.kind) {
    case 'present': return true;
    case 'exact': return inner.kind === 'exact' && inner.value === outer.value;
    case 'prefix': return (inner.kind === 'exact' || inner.kind === 'prefix') && inner.value.startsWith(outer.value);
    case 'regex':
      return inner.kind === 'exact' ? matchesWhole(outer.value, inner.value) : inner.kind === 'regex' && inner.value === outer.value;
  }
}

/**
 * Whether no request can meet both. Two different regular expressions count as overlapping. Of a property that may have several values at once any of
 * them meets a condition, so that a request can meet two that no one value meets.
 */
export function conditionsDisjoint(a: Condition, b: Condition, several = false): boolean {
  if (a.kind === 'absent' || b.kind === 'absent') {
    return a.kind !== b.kind;
  }
  if (several) {
    return false;
  }
  if (a.kind === 'present' || b.kind === 'present') {
    return false;
  }
  if (a.kind === 'exact' || b.kind === 'exact') {
    return !conditionContains(a, b) && !conditionContains(b, a);
  }
  if (a.kind === 'prefix' && b.kind === 'prefix') {
    return !a.value.startsWith(b.value) && !b.value.startsWith(a.value);
  }
  return false;
}

/** Both at once, undefined when no request can meet both, 'inexpressible' when Istio has no way to write it. */
export function intersectConditions(a: Condition, b: Condition, several = false): Condition | undefined | 'inexpressible' {
  if (conditionsDisjoint(a, b, several)) {
    return undefined;
  }
  if (conditionContains(a, b)) {
    return b;
  }
  return conditionContains(b, a) ? a : 'inexpressible';
}
