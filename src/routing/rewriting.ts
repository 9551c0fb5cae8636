import { CompiledRoute } from './compiled-route';
import { Condition, conditionContains } from './condition';
import { Conjunction, intersect, METHOD, PATH } from './conjunction';
import { product, withoutCovered } from './layering';
import { askedBefore, inTurn, PathRewrite, rewriteJson, rewriteOf } from './path-rewrite';
import { ofForwarding, RetriesByMethod } from './settings';
import { Json } from '../core/mesh-object';

/** The parts of a match for which one rewrite does: 'under /cart' is a path and a prefix, which Envoy replaces each in its way. */
export function byRewrite(match: readonly Conjunction[], uri: string | undefined): { match: readonly Conjunction[]; path?: PathRewrite }[] {
  if (uri === undefined) {
    return [{ match }];
  }
  return grouped(match, one => rewriteOf(one.get(PATH), uri)).map(([path, part]) => ({ match: part, path }));
}

/**
 * Another table's route as it looks from this one, for the requests that `match` sends there: what it asks of the path is asked
 * of the rewritten one. Fields that both set are the other's.
 */
export function through(
  match: readonly Conjunction[], path: PathRewrite | undefined, fields: ReadonlyMap<string, unknown>, route: CompiledRoute,
): CompiledRoute[] {
  const rewrite = path ? inTurn(path, route.path) : route.path;
  const both = path ? rewrittenProduct(match, path, route.match) : product(match, route.match);
  if (both.length === 0) {
    return [];
  }
  const rewriteField = { authority: authorityOf(route.fields) ?? authorityOf(fields) };
  return [{ ...route, match: both, path: rewrite, fields: new Map([...fields, ...route.fields, ['rewrite', rewriteField]]) }];
}

function rewrittenProduct(match: readonly Conjunction[], rewrite: PathRewrite, inner: readonly Conjunction[]): Conjunction[] {
  return withoutCovered(match.flatMap(x => inner.flatMap(y => {
    const path = askedBefore(x.get(PATH), rewrite, y.get(PATH));
    const rest = path === 'never' ? undefined : intersect(withoutPath(x), withoutPath(y));
    if (rest === undefined) {
      return [];
    }
    return [path === undefined ? rest : new Map(rest).set(PATH, path as Exclude<typeof path, 'never'>)];
  })));
}

function withoutPath(conjunction: Conjunction): Conjunction {
  const rest = new Map(conjunction);
  rest.delete(PATH);
  return rest;
}

/** The route with its rewrite spelled out, as several where Istio needs a rewrite each. Only who forwards a request rewrites it. */
export function written({ path, ...route }: CompiledRoute): CompiledRoute[] {
  const authority = authorityOf(route.fields);
  const fields = new Map(route.fields);
  ['rewrite', 'authority'].forEach(field => fields.delete(field));
  if (route.action.kind !== 'split') {
    [...fields.keys()].filter(ofForwarding).forEach(field => fields.delete(field));
    return [{ ...route, fields }];
  }
  return grouped(route.match, one => path && rewriteJson(one.get(PATH), path)).flatMap(([json, match]) => {
    return byMethod({ ...route, match, fields: json || authority !== undefined ? new Map(fields).set('rewrite', { ...json, authority }) : fields });
  });
}

/** The route as two where its retries depend on the method of the request. */
function byMethod(route: CompiledRoute): CompiledRoute[] {
  const retries = route.fields.get('retries');
  if (!(retries instanceof RetriesByMethod)) {
    return [route];
  }
  const known = (one: Conjunction) => one.get(METHOD);
  const harmless = route.match.filter(one => !known(one) || conditionContains(IDEMPOTENT, known(one)!));
  const others = route.match.filter(one => !known(one) || !conditionContains(IDEMPOTENT, known(one)!));
  const withRetries = (name: string, match: readonly Conjunction[], json: Json) => match.length === 0 ? [] : [{ ...route, name, match, fields: new Map(route.fields).set('retries', json) }];
  return [
    ...withRetries(others.length > 0 ? `${route.name}-idempotent` : route.name, harmless.map(one => known(one) ? one : new Map(one).set(METHOD, IDEMPOTENT)), retries.idempotent),
    ...withRetries(route.name, others, retries.others),
  ];
}

/** The methods whose requests may be repeated without harm (RFC 9110, 9.2.2). */
const IDEMPOTENT: Condition = { kind: 'regex', value: 'GET|HEAD|OPTIONS|TRACE|PUT|DELETE' };

function authorityOf(fields: ReadonlyMap<string, unknown>): string | undefined {
  return (fields.get('rewrite') as { authority?: string } | undefined)?.authority ?? fields.get('authority') as string | undefined;
}

function grouped<T>(match: readonly Conjunction[], key: (one: Conjunction) => T): [T, Conjunction[]][] {
  const groups = new Map<string, [T, Conjunction[]]>();
  for (const one of match) {
    const value = key(one);
    const name = JSON.stringify(value) ?? '';
    const group = groups.get(name);
    if (group) {
      group[1].push(one);
    } else {
      groups.set(name, [value, [one]]);
    }
  }
  return [...groups.values()];
}
