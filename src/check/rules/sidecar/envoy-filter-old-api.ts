import { FieldPath } from '../../../manifests/locate';
import { isObject } from '../../../manifests/manifest';
import { patchesOf } from '../../../model/envoy-patches';
import { Rule } from '../../rule';

/** Packages of Envoy's API before its third version. */
const OLD = /\benvoy\.(api\.v2\b|config\.filter\.|[a-z0-9_.]+\.v2(alpha\d*)?\.)/;

/** No type has a longer name, and the expression would take its time with one. */
const LONGEST = 1000;

export const envoyFilterOldApi: Rule = {
  id: 'envoy-filter-old-api',
  severity: 'error',
  title: 'an EnvoyFilter uses types of Envoy\'s API v2',
  why: 'Proxies know v3 only. Istio\'s webhook refuses the object, for it cannot tell what the type is.',
  fix: 'use the type of v3 (envoy.extensions.filters.http.lua.v3.Lua), with the fields that it has now',
  codes: ['IST0106'],
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
            "@type": type.googleapis.com/envoy.config.filter.http.lua.v2.Lua
            inline_code: function envoy_on_request(handle) end
`,
  mend: { 'envoy.config.filter.http.lua.v2.Lua': 'envoy.extensions.filters.http.lua.v3.Lua' },

  check(mesh, report) {
    for (const { filter, path, value } of patchesOf(mesh)) {
      for (const [where, type] of typesIn(value, [...path, 'patch', 'value'])) {
        if (type.length <= LONGEST && OLD.test(type)) {
          report(filter.manifest, where, `uses type '${type}' of an API that proxies do not have any more`);
        }
      }
    }
  },
};

function typesIn(value: unknown, path: FieldPath): [FieldPath, string][] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => typesIn(item, [...path, index]));
  }
  return !isObject(value) ? [] : Object.entries(value).flatMap(([name, field]): [FieldPath, string][] => name === '@type' && typeof field === 'string'
    ? [[[...path, name], field]] : typesIn(field, [...path, name]));
}
