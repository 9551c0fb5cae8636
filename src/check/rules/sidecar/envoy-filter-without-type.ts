import { isObject } from '../../../manifests/manifest';
import { asText } from '../../../model/as-text';
import { patchesOf } from '../../../model/envoy-patches';
import { Rule } from '../../rule';

const FILTERS = ['HTTP_FILTER', 'NETWORK_FILTER', 'LISTENER_FILTER'];
const ADDING = ['ADD', 'INSERT_BEFORE', 'INSERT_AFTER', 'INSERT_FIRST', 'REPLACE'];

export const envoyFilterWithoutType: Rule = {
  id: 'envoy-filter-without-type',
  severity: 'error',
  title: 'an EnvoyFilter adds a filter without the type of its configuration',
  why: 'Envoy finds filters by the type in `typed_config`, not by their name any more: proxies refuse the listener and keep what they had, or, '
    + 'when they start, have no '
    + 'listener at all. Istio\'s webhook only warns.',
  fix: 'add typed_config with the @type of the filter',
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
              subFilter: { name: envoy.filters.http.router }
      patch:
        operation: INSERT_BEFORE
        value:
          name: envoy.filters.http.grpc_stats
`,
  mend: {
    '          name: envoy.filters.http.grpc_stats\n': `          name: envoy.filters.http.grpc_stats
          typed_config: { "@type": type.googleapis.com/envoy.extensions.filters.http.grpc_stats.v3.FilterConfig }
`,
  },

  check(mesh, report) {
    for (const { filter, path, applyTo, operation, value } of patchesOf(mesh)) {
      if (!FILTERS.includes(applyTo) || !ADDING.includes(operation) || !isObject(value)) {
        continue;
      }
      const typed = value.typed_config ?? value.typedConfig;
      const discovered = value.config_discovery ?? value.configDiscovery;
      const where = [...path, 'patch', 'value'];
      if (discovered === undefined && (!isObject(typed) || typeof typed['@type'] !== 'string')) {
        report(filter.manifest, where, `adds filter '${asText(value.name ?? '')}' without ${isObject(typed) ? 'an @type in its typed_config' : 'a typed_config'}`);
      }
    }
  },
};
