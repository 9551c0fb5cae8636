import { own } from '../../../core/own';
import { Entity } from '../../../model/entity';
import { EnvoyPatch, filterNamedBy, patchesOf } from '../../../model/envoy-patches';
import { EnvoyFilterSpec } from '../../../model/istio-specs';
import { Mesh } from '../../../model/mesh';
import { Rule } from '../../rule';

const RELATIVE = ['INSERT_BEFORE', 'INSERT_AFTER', 'REPLACE', 'REMOVE', 'MERGE'];
const ADDING = ['ADD', 'INSERT_BEFORE', 'INSERT_AFTER', 'INSERT_FIRST'];

export const envoyFilterOrderUndefined: Rule = {
  id: 'envoy-filter-order-undefined',
  severity: 'warning',
  title: 'an EnvoyFilter builds on a filter that another one adds, and nothing says which comes first',
  why: 'EnvoyFilters are applied by priority, those of the root namespace first, and otherwise by their age. If the one that builds on the other '
    + 'is older, as after the other '
    + 'one was deleted and made again, it finds nothing and is skipped without a word.',
  fix: 'give it a higher priority than the EnvoyFilter that adds the filter',
  codes: ['IST0151', 'IST0155'],
  bad: `
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: { name: lua, namespace: shop }
spec:
  configPatches:
    - applyTo: HTTP_FILTER
      match:
        context: SIDECAR_INBOUND
        listener:
          filterChain:
            filter:
              name: envoy.filters.network.http_connection_manager
              subFilter: { name: envoy.filters.http.router }
      patch:
        operation: INSERT_BEFORE
        value:
          name: lua
          typed_config:
            "@type": type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua
            default_source_code: { inline_string: 'function envoy_on_request(handle) end' }
---
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: { name: no-lua, namespace: shop }
spec:
  priority: 0
  configPatches:
    - applyTo: HTTP_FILTER
      match:
        context: SIDECAR_INBOUND
        listener:
          filterChain:
            filter:
              name: envoy.filters.network.http_connection_manager
              subFilter: { name: lua }
      patch:
        operation: REMOVE
`,
  mend: { 'priority: 0': 'priority: 10' },

  check(mesh, report) {
    const adding = new Map<string, EnvoyPatch[]>();
    for (const patch of patchesOf(mesh)) {
      const name = patch.value?.name;
      if (ADDING.includes(patch.operation) && typeof name === 'string') {
        for (const where of [patch.filter.namespace, '*']) {
          const key = keyOf(patch, name, where);
          const known = adding.get(key) ?? [];
          adding.set(key, known);
          known.push(patch);
        }
      }
    }
    for (const patch of patchesOf(mesh)) {
      const named = RELATIVE.includes(patch.operation) ? filterNamedBy(patch) : undefined;
      // What is of the root namespace meets all, everything else its own namespace and that one.
      const where = patch.filter.namespace === mesh.rootNamespace ? ['*'] : [patch.filter.namespace, mesh.rootNamespace];
      const sources = named ? where.flatMap(namespace => adding.get(keyOf(patch, named.name, namespace)) ?? []) : [];
      const others = sources.filter(({ filter }) => meet(filter, patch.filter));
      // One that surely comes before is enough.
      const [first] = others;
      if (first && !others.some(({ filter }) => filter === patch.filter || comesFirst(mesh, filter, patch.filter))) {
        report(patch.filter.manifest, ['spec', 'priority'],
          `builds on filter '${named!.name}', which EnvoyFilter '${first.filter.namespace}/${first.filter.name}' adds with priority ${priorityOf(first.filter)}, and its own is ${priorityOf(patch.filter)}`,
          { others: [first.filter.manifest] });
      }
    }
  },
};

function keyOf({ applyTo }: EnvoyPatch, name: string, namespace: string): string {
  return `${applyTo} ${namespace} ${name}`;
}

function priorityOf({ spec }: Entity<EnvoyFilterSpec>): number {
  return spec.priority ?? 0;
}

/** Whether the selectors of both may choose the same proxy. */
function meet(a: Entity<EnvoyFilterSpec>, b: Entity<EnvoyFilterSpec>): boolean {
  const [one, other] = [a, b].map(({ spec }) => spec.workloadSelector?.labels ?? {});
  return Object.entries(one).every(([name, value]) => (own(other, name) ?? value) === value);
}

function comesFirst(mesh: Mesh, a: Entity<EnvoyFilterSpec>, b: Entity<EnvoyFilterSpec>): boolean {
  const [one, other] = [a, b].map(priorityOf);
  // Before 1.22 filters of the root namespace came first whatever their priority.
  if (mesh.istioMinor < 22 && a.namespace !== b.namespace) {
    return a.namespace === mesh.rootNamespace;
  }
  return one < other || (one === other && a.namespace === mesh.rootNamespace && b.namespace !== mesh.rootNamespace);
}
