import { own } from '../../../core/own';
import { patchesOf } from '../../../model/envoy-patches';
import { Rule } from '../../rule';
import { quoted } from '../../words';

const MERGES = ['MERGE', 'MERGE_AND_REPLACE_LIST'];
const INSERTS = ['INSERT_BEFORE', 'INSERT_AFTER', 'INSERT_FIRST'];
const FILTERS = ['ADD', ...INSERTS, 'REPLACE', 'REMOVE', 'MERGE'];
/** Filters of listeners, before 1.27. */
const WITHOUT_MERGE = FILTERS.filter(operation => operation !== 'MERGE');
const OBJECTS = ['ADD', ...INSERTS, 'REMOVE', ...MERGES];

/** Operations that Istio carries out for each kind of object; what is inserted where there is no order is added. */
const OPERATIONS: { readonly [applyTo: string]: readonly string[] } = {
  LISTENER: OBJECTS,
  FILTER_CHAIN: OBJECTS,
  LISTENER_FILTER: FILTERS,
  NETWORK_FILTER: FILTERS,
  HTTP_FILTER: FILTERS,
  ROUTE_CONFIGURATION: MERGES,
  VIRTUAL_HOST: [...OBJECTS, 'REPLACE'],
  HTTP_ROUTE: OBJECTS,
  CLUSTER: OBJECTS,
  EXTENSION_CONFIG: ['ADD', ...INSERTS],
};

export const envoyFilterOperationIgnored: Rule = {
  id: 'envoy-filter-operation-ignored',
  severity: 'error',
  title: 'an EnvoyFilter patches an object with an operation that does nothing to it',
  why: 'Istio takes the object and skips the patch: a configuration of routes can only be merged into, clusters, listeners and routes cannot be '
    + 'replaced, an extension '
    + 'config can only be added, and lists of filters cannot be merged as a whole. Of what `istioctl analyze` says, routes can be added and '
    + 'removed nowadays.',
  fix: 'use an operation that the object has',
  codes: ['IST0152', 'IST0153', 'IST0154'],
  bad: `
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: { name: limits, namespace: shop }
spec:
  configPatches:
    - applyTo: ROUTE_CONFIGURATION
      match:
        context: SIDECAR_INBOUND
      patch:
        operation: REPLACE
        value: { max_direct_response_body_size_bytes: 8192 }
`,
  mend: { 'operation: REPLACE': 'operation: MERGE' },

  check(mesh, report) {
    for (const { filter, path, applyTo, operation } of patchesOf(mesh)) {
      const known = applyTo === 'LISTENER_FILTER' && mesh.istioMinor < 27 ? WITHOUT_MERGE : own(OPERATIONS, applyTo);
      if (known && operation !== '' && operation !== 'INVALID' && !known.includes(operation)) {
        report(filter.manifest, [...path, 'patch', 'operation'], `has operation ${operation} for ${applyTo}, which has ${quoted(known.filter(one => !INSERTS.includes(one) || known === FILTERS || known === WITHOUT_MERGE))}`);
      }
    }
  },
};
