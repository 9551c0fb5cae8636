import { envoyFilterOrderUndefined } from '../../../../src/check/rules/sidecar/envoy-filter-order-undefined';
import { envoyFilter, finder } from '../../objects/gateways';

const find = finder(envoyFilterOrderUndefined);
const adds = (name: string, operation = 'INSERT_FIRST') => `{ applyTo: HTTP_FILTER, patch: { operation: ${operation}, value: { name: ${name} } } }`;
const on = (name: string, operation = 'REMOVE', applyTo = 'HTTP_FILTER') =>
  `{ applyTo: ${applyTo}, match: { listener: { filterChain: { filter: { name: hcm, subFilter: { name: ${name} } } } } }, patch: { operation: ${operation}, value: { name: other } } }`;

describe('an EnvoyFilter that builds on another one', () => {
  test('is found without a higher priority', () => {
    expect(find(envoyFilter('a', [adds('lua')]), envoyFilter('b', [on('lua')]))).toEqual([
      'EnvoyFilter shop/b spec.priority: builds on filter \'lua\', which EnvoyFilter \'shop/a\' adds with priority 0, and its own is 0',
    ]);
    for (const operation of ['INSERT_BEFORE', 'INSERT_AFTER', 'REPLACE', 'MERGE']) {
      expect(find(envoyFilter('a', [adds('lua')]), envoyFilter('b', [on('lua', operation)]))).toHaveLength(1);
    }
    for (const operation of ['ADD', 'INSERT_BEFORE', 'INSERT_AFTER']) {
      expect(find(envoyFilter('a', [adds('lua', operation)]), envoyFilter('b', [on('lua')]))).toHaveLength(1);
    }
    expect(find(envoyFilter('a', [adds('lua')], 'priority: 10'), envoyFilter('b', [on('lua')], 'priority: 10'))).toHaveLength(1);
    expect(find(envoyFilter('a', [adds('lua')], 'priority: -10'), envoyFilter('b', [on('lua')], 'priority: -20'))).toHaveLength(1);
  });

  test('comes later by its priority, by the root namespace or in the same object', () => {
    expect(find(envoyFilter('a', [adds('lua')]), envoyFilter('b', [on('lua')], 'priority: 1'))).toEqual([]);
    expect(find(envoyFilter('a', [adds('lua')], 'priority: -1'), envoyFilter('b', [on('lua')]))).toEqual([]);
    expect(find(envoyFilter('a', [adds('lua')], '', 'istio-system'), envoyFilter('b', [on('lua')]))).toEqual([]);
    expect(find(envoyFilter('a', [adds('lua')]), envoyFilter('b', [on('lua')], '', 'istio-system'))).toHaveLength(1);
    expect(find(envoyFilter('a', [adds('lua')], '', 'istio-system'), envoyFilter('b', [on('lua')], '', 'istio-system'))).toHaveLength(1);
    expect(find(envoyFilter('a', [adds('lua')], 'priority: 5', 'istio-system'), envoyFilter('b', [on('lua')]))).toHaveLength(1);
    expect(find(envoyFilter('a', [adds('lua'), on('lua')]))).toEqual([]);
    expect(find(envoyFilter('a', [adds('lua')]), envoyFilter('b', [on('lua')]), envoyFilter('c', [adds('lua')], 'priority: -1'))).toEqual([]);
  });

  test('does not build on Istio\'s own filters, on other objects or in other proxies', () => {
    expect(find(envoyFilter('a', [adds('lua')]), envoyFilter('b', [on('envoy.filters.http.router', 'INSERT_BEFORE')]))).toEqual([]);
    expect(find(envoyFilter('a', [adds('hcm')]), envoyFilter('b', [on('lua', 'REMOVE', 'NETWORK_FILTER')]))).toEqual([]);
    expect(find(envoyFilter('a', [adds('lua')]), envoyFilter('b', [on('lua')], '', 'front'))).toEqual([]);
    const ofApp = (app: string) => `workloadSelector: { labels: { app: ${app} } }`;
    expect(find(envoyFilter('a', [adds('lua')], ofApp('a')), envoyFilter('b', [on('lua')], ofApp('b')))).toEqual([]);
    expect(find(envoyFilter('a', [adds('lua')], ofApp('a')), envoyFilter('b', [on('lua')], ofApp('a')))).toHaveLength(1);
    expect(find(envoyFilter('a', [adds('lua')], ofApp('a')), envoyFilter('b', [on('lua')]))).toHaveLength(1);
    expect(find(envoyFilter('a', [adds('lua', 'REMOVE')]), envoyFilter('b', [on('lua', 'ADD')]))).toEqual([]);
  });
});
