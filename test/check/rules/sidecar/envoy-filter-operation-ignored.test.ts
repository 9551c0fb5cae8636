import { envoyFilterOperationIgnored } from '../../../../src/check/rules/sidecar/envoy-filter-operation-ignored';
import { envoyFilter, finder } from '../../objects/gateways';

const find = finder(envoyFilterOperationIgnored);
const ALL = ['MERGE', 'MERGE_AND_REPLACE_LIST', 'ADD', 'REMOVE', 'INSERT_BEFORE', 'INSERT_AFTER', 'INSERT_FIRST', 'REPLACE'];
const ignored = (applyTo: string) => ALL.filter(operation => find(envoyFilter('a', [`{ applyTo: ${applyTo}, patch: { operation: ${operation} } }`])).length > 0);

describe('an operation', () => {
  test('is found where it does nothing, with what would', () => {
    expect(find(envoyFilter('a', ['{ applyTo: CLUSTER, patch: { operation: MERGE } }', '{ applyTo: CLUSTER, patch: { operation: REPLACE } }']))).toEqual([
      'EnvoyFilter shop/a spec.configPatches[1].patch.operation: has operation REPLACE for CLUSTER, which has \'ADD\', \'REMOVE\', \'MERGE\', \'MERGE_AND_REPLACE_LIST\'',
    ]);
    expect(find(envoyFilter('a', ['{ applyTo: HTTP_FILTER, patch: { operation: MERGE_AND_REPLACE_LIST } }']))).toEqual([
      expect.stringContaining('which has \'ADD\', \'INSERT_BEFORE\', \'INSERT_AFTER\', \'INSERT_FIRST\', \'REPLACE\', \'REMOVE\', \'MERGE\''),
    ]);
  });

  test.each([
    ['LISTENER', ['REPLACE']], ['FILTER_CHAIN', ['REPLACE']], ['CLUSTER', ['REPLACE']], ['HTTP_ROUTE', ['REPLACE']], ['VIRTUAL_HOST', []],
    ['NETWORK_FILTER', ['MERGE_AND_REPLACE_LIST']], ['HTTP_FILTER', ['MERGE_AND_REPLACE_LIST']], ['LISTENER_FILTER', ['MERGE_AND_REPLACE_LIST']],
    ['ROUTE_CONFIGURATION', ['ADD', 'REMOVE', 'INSERT_BEFORE', 'INSERT_AFTER', 'INSERT_FIRST', 'REPLACE']],
    ['EXTENSION_CONFIG', ['MERGE', 'MERGE_AND_REPLACE_LIST', 'REMOVE', 'REPLACE']], ['BOOTSTRAP', []],
  ])('for %s', (applyTo, operations) => {
    expect(ignored(applyTo)).toEqual(operations);
  });

  test('is not judged if there is none', () => {
    expect(find(envoyFilter('a', ['{ applyTo: CLUSTER, patch: {} }', '{ applyTo: CLUSTER, patch: { operation: INVALID } }', '{}']))).toEqual([]);
  });
});
