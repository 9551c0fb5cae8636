import { CompiledRoute } from './compiled-route';
import { Condition } from './condition';
import { Conjunction, PATH } from './conjunction';

/**
 * A service's own routes as they look from outside when the edge serves it under a path prefix that it takes away:
 * the service's '/cart' is '/shop/cart' outside. One route for each rewrite, since Istio has one rewrite a route.
 */
export function underPrefix(prefix: string, route: CompiledRoute): CompiledRoute[] {
  const byRewrite = new Map<string, Conjunction[]>();
  for (const inner of route.match) {
    for (const { path, rewrite } of outerPaths(prefix, inner.get(PATH))) {
      const outer = new Map(inner).set(PATH, path);
      byRewrite.set(rewrite, [...(byRewrite.get(rewrite) ?? []), outer]);
    }
  }
  return [...byRewrite].map(([uri, match]) => ({
    ...route,
    match,
    fields: route.action.kind === 'split' ? withRewrite(route.fields, uri) : route.fields,
  }));
}

function outerPaths(prefix: string, inner: Condition | undefined): { path: Condition; rewrite: string }[] {
  const root: { path: Condition; rewrite: string }[] = [{ path: { kind: 'exact', value: prefix }, rewrite: '/' }];
  if (!inner) {
    return [...root, { path: { kind: 'prefix', value: `${prefix}/` }, rewrite: '/' }];
  }
  if (inner.kind !== 'exact' && inner.kind !== 'prefix') {
    throw new Error(`a path ${inner.kind} cannot be served under the prefix '${prefix}' that is taken away: use an exact path or a prefix in the service's own route`);
  }
  const outer = { path: { kind: inner.kind, value: prefix + inner.value } as Condition, rewrite: inner.value };
  return inner.kind === 'exact' && inner.value === '/' ? [...root, outer] : [outer];
}

/** The service's own rewrite stays: it too replaces what the route matched. */
function withRewrite(fields: ReadonlyMap<string, unknown>, uri: string): ReadonlyMap<string, unknown> {
  return new Map(fields).set('rewrite', { uri, ...(fields.get('rewrite') as object | undefined) });
}
