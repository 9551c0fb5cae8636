import { envoyFilterPatchIncomplete } from '../../../../src/check/rules/sidecar/envoy-filter-patch-incomplete';
import { envoyFilter, finder } from '../../objects/gateways';

const find = finder(envoyFilterPatchIncomplete);

describe('a patch', () => {
  test.each([
    ['{}', 'applyTo: has a patch that applies to nothing'], ['{ applyTo: INVALID, patch: { operation: REMOVE } }', 'applyTo: has a patch that applies to nothing'],
    ['{ applyTo: CLUSTER }', ': has an entry for CLUSTER without a patch'], ['{ applyTo: CLUSTER, patch: {} }', 'patch.operation: has a patch for CLUSTER without an operation'],
    ['{ applyTo: CLUSTER, patch: { operation: INVALID, value: {} } }', 'patch.operation: has a patch for CLUSTER without an operation'],
    ['{ applyTo: CLUSTER, patch: { operation: ADD } }', 'patch.value: has a patch for CLUSTER with operation ADD and without a value'],
  ])('%s is not whole', (patch, text) => {
    expect(find(envoyFilter('a', ['{ applyTo: CLUSTER, patch: { operation: REMOVE } }', patch])).map(found => found.replace(/^EnvoyFilter shop\/a spec\.configPatches\[1\]\.?/, ''))).toEqual([text]);
  });

  test('is whole with a value, or if it removes', () => {
    expect(find(envoyFilter('a', ['{ applyTo: CLUSTER, patch: { operation: ADD, value: {} } }', '{ applyTo: CLUSTER, patch: { operation: REMOVE } }', '{ match: { context: WAYPOINT } }']))).toEqual([]);
  });
});
