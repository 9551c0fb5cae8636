import { fieldAt, filterNamedBy, patchesOf } from '../../src/model/envoy-patches';
import { meshOf } from '../check/fixtures';
import { envoyFilter } from '../check/objects/gateways';

describe('patches of EnvoyFilters', () => {
  test('are found with their places, whatever they lack', () => {
    const found = patchesOf(meshOf(envoyFilter('a', ['{}', '{ applyTo: CLUSTER, match: { cluster: {} }, patch: { operation: ADD, value: { name: a } } }'])));
    expect(found.map(({ path, applyTo, operation, match, value }) => ({ path, applyTo, operation, match, value }))).toEqual([
      { path: ['spec', 'configPatches', 0], applyTo: '', operation: '', match: {}, value: undefined },
      { path: ['spec', 'configPatches', 1], applyTo: 'CLUSTER', operation: 'ADD', match: { cluster: {} }, value: { name: 'a' } },
    ]);
  });

  test('name a filter, each kind at its place', () => {
    const match = '{ listener: { listenerFilter: l, filterChain: { filter: { name: net, subFilter: { name: h } } } } }';
    const named = patchesOf(meshOf(envoyFilter('a', ['HTTP_FILTER', 'NETWORK_FILTER', 'LISTENER_FILTER', 'CLUSTER'].map(applyTo => `{ applyTo: ${applyTo}, match: ${match} }`)))).map(filterNamedBy);
    expect(named.map(one => one?.name)).toEqual(['h', 'net', 'l', undefined]);
    expect(named[2]?.path).toEqual(['spec', 'configPatches', 2, 'match', 'listener', 'listenerFilter']);
  });

  test('fields far within', () => {
    expect(fieldAt({ a: { b: 1 } }, ['a', 'b'])).toBe(1);
    expect(fieldAt({ a: [1] }, ['a', 'b'])).toBeUndefined();
    expect(fieldAt(undefined, ['a'])).toBeUndefined();
  });
});
