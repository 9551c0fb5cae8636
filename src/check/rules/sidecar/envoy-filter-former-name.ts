import { own } from '../../../core/own';
import { FORMER_NAMES, REMOVED } from '../../../model/envoy-filter-names';
import { fieldAt, filterNamedBy, patchesOf } from '../../../model/envoy-patches';
import { Rule } from '../../rule';

const MANAGER = ['listener', 'filterChain', 'filter', 'name'];

export const envoyFilterFormerName: Rule = {
  id: 'envoy-filter-former-name',
  severity: 'error',
  title: 'an EnvoyFilter looks for a filter by a name that proxies do not have any more',
  why: 'Names are compared as they are, so that the patch hits nothing and is never applied; Istio\'s webhook only warns. Envoy\'s filters got '
    + 'longer names '
    + '(`envoy.filters.http.router`), and some of Istio\'s own are gone.',
  fix: 'use the name that the filter has now',
  codes: ['IST0133'],
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
              subFilter: { name: envoy.router }
      patch:
        operation: INSERT_BEFORE
        value:
          name: lua
          typed_config:
            "@type": type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua
            default_source_code: { inline_string: 'function envoy_on_request(handle) end' }
`,
  mend: { 'name: envoy.router': 'name: envoy.filters.http.router' },

  check(mesh, report) {
    const patches = patchesOf(mesh);
    // Another EnvoyFilter may put a filter there under any name.
    const added = new Set(patches.map(({ value }) => value?.name));
    for (const patch of patches) {
      const manager = fieldAt(patch.match, MANAGER);
      const names = [
        filterNamedBy(patch),
        patch.applyTo === 'HTTP_FILTER' && typeof manager === 'string' ? { name: manager, path: [...patch.path, 'match', ...MANAGER] } : undefined,
      ];
      for (const named of names) {
        const now = named && !added.has(named.name) ? own(FORMER_NAMES, named.name) : undefined;
        const gone = named && !added.has(named.name) ? own(REMOVED, named.name) : undefined;
        if (now ?? gone) {
          report(patch.filter.manifest, named!.path, `looks for filter '${named!.name}', ${now ? `which is named '${now}' now` : `which is gone: ${gone}`}`);
        }
      }
    }
  },
};
