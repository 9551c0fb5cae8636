import { own } from '../../../core/own';
import { filterNamedBy, patchesOf } from '../../../model/envoy-patches';
import { Rule } from '../../rule';

const FIELDS: { readonly [applyTo: string]: string } = {
  HTTP_FILTER: 'listener.filterChain.filter.subFilter', NETWORK_FILTER: 'listener.filterChain.filter', LISTENER_FILTER: 'listener.listenerFilter',
};

export const envoyFilterNamesNoFilter: Rule = {
  id: 'envoy-filter-names-no-filter',
  severity: 'error',
  title: 'an EnvoyFilter removes or replaces a filter and does not say which',
  why: 'Istio skips the patch: without a name it would hit every filter. An HTTP filter is named by '
    + '`match.listener.filterChain.filter.subFilter`, inside the filter of the '
    + 'connection manager.',
  fix: 'name the filter in match',
  codes: [],
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
            filter: { name: envoy.filters.network.http_connection_manager }
      patch:
        operation: REMOVE
`,
  mend: { 'http_connection_manager }': 'http_connection_manager, subFilter: { name: envoy.filters.http.fault } }' },

  check(mesh, report) {
    for (const patch of patchesOf(mesh)) {
      const { filter, path, applyTo, operation } = patch;
      const field = own(FIELDS, applyTo);
      if (field && ['REMOVE', 'REPLACE'].includes(operation) && !filterNamedBy(patch)) {
        report(filter.manifest, [...path, 'match'], `has operation ${operation} for ${applyTo} and names no filter in ${field}`);
      }
    }
  },
};
