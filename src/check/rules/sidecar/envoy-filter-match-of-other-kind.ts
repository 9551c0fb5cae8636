import { isObject } from '../../../manifests/manifest';
import { asText } from '../../../model/as-text';
import { fieldAt, patchesOf } from '../../../model/envoy-patches';
import { Rule } from '../../rule';

const LISTENER = ['LISTENER', 'FILTER_CHAIN', 'NETWORK_FILTER', 'HTTP_FILTER'];
const ROUTE = ['ROUTE_CONFIGURATION', 'VIRTUAL_HOST', 'HTTP_ROUTE'];
const MANAGERS = ['envoy.filters.network.http_connection_manager', 'envoy.http_connection_manager'];
const FILTER = ['listener', 'filterChain', 'filter'];

export const envoyFilterMatchOfOtherKind: Rule = {
  id: 'envoy-filter-match-of-other-kind',
  severity: 'error',
  title: 'the match of an EnvoyFilter is for another kind of object than its patch',
  why: 'Istio\'s webhook refuses the object. What is part of a listener is matched by `listener`, routes and virtual hosts by '
    + '`routeConfiguration`, clusters by `cluster`; '
    + 'a `subFilter` is a filter of HTTP inside the connection manager. A filter named for a whole listener or chain is ignored.',
  fix: 'match what applyTo names',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: { name: timeouts, namespace: shop }
spec:
  configPatches:
    - applyTo: CLUSTER
      match:
        context: SIDECAR_OUTBOUND
        listener: { portNumber: 9080 } # of reviews
      patch:
        operation: MERGE
        value: { connect_timeout: 1s }
`,
  mend: { 'listener: { portNumber: 9080 } # of reviews': 'cluster: { portNumber: 9080 }' },

  check(mesh, report) {
    for (const { filter: { manifest }, path, applyTo, match } of patchesOf(mesh)) {
      if (match.context === 'WAYPOINT') {
        continue;
      }
      const wanted = matchOf(applyTo);
      const has = ['listener', 'routeConfiguration', 'cluster'].find(name => isObject(match[name]));
      if (wanted && has && has !== wanted) {
        report(manifest, [...path, 'match', has], `patches ${applyTo} and matches a ${has}; it is matched by ${wanted}`);
        continue;
      }
      const filter = fieldAt(match, FILTER);
      if (!LISTENER.includes(applyTo) || !isObject(filter)) {
        continue;
      }
      const where = [...path, 'match', ...FILTER];
      if (!filter.name) {
        report(manifest, where, 'matches a filter without its name');
      } else if (isObject(filter.subFilter) && applyTo !== 'HTTP_FILTER') {
        report(manifest, [...where, 'subFilter'], `patches ${applyTo} and matches a subFilter, which only HTTP_FILTER has`);
      } else if (isObject(filter.subFilter) && !MANAGERS.includes(asText(filter.name))) {
        report(manifest, [...where, 'name'], `matches a subFilter of '${filter.name}', and filters of HTTP are in '${MANAGERS[0]}'`);
      } else if (isObject(filter.subFilter) && !filter.subFilter.name) {
        report(manifest, [...where, 'subFilter'], 'matches a subFilter without its name');
      } else if (['LISTENER', 'FILTER_CHAIN'].includes(applyTo)) {
        report(manifest, where, `matches filter '${filter.name}' for ${applyTo}, where filters are not looked at`, { severity: 'warning', fix: 'remove the filter from match' });
      }
    }
  },
};

function matchOf(applyTo: string): string | undefined {
  if (LISTENER.includes(applyTo)) {
    return 'listener';
  }
  return ROUTE.includes(applyTo) ? 'routeConfiguration' : applyTo === 'CLUSTER' ? 'cluster' : undefined;
}
