import { Condition, conditionContains, conditionsDisjoint } from './condition';
import { Json } from '../core/mesh-object';
import { escapeRegex } from '../core/regex';

/** How a route changes the path of its requests: a prefix of it, or the whole, gives place to another text. */
export interface PathRewrite {
  /** The prefix that is replaced; the whole path when not given. */
  readonly from?: string;
  readonly to: string;
}

/** What asks for no path takes all, and all begin with '/'. */
const ROOT: Condition = { kind: 'prefix', value: '/' };

/** The rewrite to `uri` of the requests that meet a condition on their path: Envoy replaces what the condition names. */
export function rewriteOf(path: Condition = ROOT, uri: string): PathRewrite {
  if (path.kind === 'exact' && uri.endsWith('/')) {
    // Nothing follows an exact path, so it can share the rule of the prefix below it.
    return { from: `${path.value}/`, to: uri };
  }
  if (path.kind !== 'prefix') {
    return { to: uri };
  }
  // Without the slash '/cart/items' would become '/basketitems'.
  return { from: path.value, to: path.value.endsWith('/') && !uri.endsWith('/') ? `${uri}/` : uri };
}

/** One rewrite after another, for requests to which both apply. */
export function inTurn(first: PathRewrite, second: PathRewrite | undefined): PathRewrite {
  if (!second) {
    return first;
  }
  if (second.from === undefined) {
    return second;
  }
  if (first.to.startsWith(second.from)) {
    return { from: first.from, to: second.to + first.to.slice(second.from.length) };
  }
  return { from: first.from === undefined ? undefined : first.from + second.from.slice(first.to.length), to: second.to };
}

/**
 * The requests that meet `path` and, once rewritten, `inner`: what to ask of their path as the client sent it. 'never' when
 * there are none.
 */
export function askedBefore(path: Condition | undefined, rewrite: PathRewrite, inner: Condition | undefined): Condition | undefined | 'never' {
  const seen = afterwards(path ?? ROOT, rewrite);
  if (!inner || conditionContains(inner, seen)) {
    return path;
  }
  if (conditionsDisjoint(inner, seen)) {
    return 'never';
  }
  const outer = path ?? ROOT;
  if (outer.kind !== 'prefix' || (inner.kind !== 'exact' && inner.kind !== 'prefix') || seen.kind !== 'prefix') {
    throw new Error(`a path ${inner.kind} cannot be asked of a path that is rewritten on the way: use an exact path or a prefix in the service's own route`);
  }
  return { kind: inner.kind, value: outer.value + inner.value.slice(seen.value.length) };
}

/** The rewrite in Istio's words, for a route that asks for this path: it may be narrower than the one that the rewrite was made for. */
export function rewriteJson(path: Condition = ROOT, { from, to }: PathRewrite): Json {
  if (from === undefined) {
    return { uri: to };
  }
  // Where a regular expression is asked for, Envoy's prefix rewrite would replace the whole path.
  return path.kind === 'exact' || path.kind === 'prefix'
    ? { uri: to + path.value.slice(from.length) }
    : { uriRegexRewrite: { match: `^${escapeRegex(from)}`, rewrite: to.replace(/\\/g, '\\\\') } };
}

/** What is known of the paths after a rewrite. */
function afterwards(path: Condition, { from, to }: PathRewrite): Condition {
  if (from === undefined) {
    return { kind: 'exact', value: to };
  }
  return path.kind === 'exact' || path.kind === 'prefix' ? { kind: path.kind, value: to + path.value.slice(from.length) } : { kind: 'prefix', value: to };
}
