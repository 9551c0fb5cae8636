import { envoyFilterNamesNoFilter } from '../../../../src/check/rules/sidecar/envoy-filter-names-no-filter';
import { envoyFilter, finder } from '../../objects/gateways';

const find = finder(envoyFilterNamesNoFilter);
const patch = (applyTo: string, listener: string, operation = 'REMOVE') => envoyFilter('a', [`{ applyTo: ${applyTo}, match: { listener: ${listener} }, patch: { operation: ${operation} } }`]);

describe('a filter that is removed or replaced', () => {
  test('has to be named', () => {
    expect(find(patch('HTTP_FILTER', '{ filterChain: { filter: { name: hcm } } }'))).toEqual([
      'EnvoyFilter shop/a spec.configPatches[0].match: has operation REMOVE for HTTP_FILTER and names no filter in listener.filterChain.filter.subFilter',
    ]);
    expect(find(patch('NETWORK_FILTER', '{ filterChain: {} }', 'REPLACE'))).toEqual([expect.stringContaining('has operation REPLACE for NETWORK_FILTER and names no filter in listener.filterChain.filter')]);
    expect(find(patch('LISTENER_FILTER', '{ listenerFilter: "" }'))).toEqual([expect.stringMatching(/in listener\.listenerFilter$/)]);
    expect(find(envoyFilter('a', ['{ applyTo: NETWORK_FILTER, patch: { operation: REMOVE } }']))).toHaveLength(1);
  });

  test('is named', () => {
    expect(find(patch('HTTP_FILTER', '{ filterChain: { filter: { name: hcm, subFilter: { name: a } } } }'), patch('NETWORK_FILTER', '{ filterChain: { filter: { name: a } } }'),
      patch('LISTENER_FILTER', '{ listenerFilter: a }'))).toEqual([]);
  });

  test('is not asked of other operations and objects', () => {
    expect(find(patch('HTTP_FILTER', '{}', 'INSERT_BEFORE'), patch('HTTP_FILTER', '{}', 'MERGE'), patch('LISTENER', '{}'), patch('CLUSTER', '{}'))).toEqual([]);
  });
});
