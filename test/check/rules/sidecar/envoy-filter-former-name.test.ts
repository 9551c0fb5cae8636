import { envoyFilterFormerName } from '../../../../src/check/rules/sidecar/envoy-filter-former-name';
import { envoyFilter, finder } from '../../objects/gateways';

const find = finder(envoyFilterFormerName);
const before = (sub: string, filter = 'envoy.filters.network.http_connection_manager') => `{ applyTo: HTTP_FILTER, match: { listener: { filterChain: { filter: { name: ${filter}, subFilter: { name: ${sub} } } } } }, patch: { operation: INSERT_BEFORE, value: { name: mine } } }`;

describe('a name that filters had before', () => {
  test('is found, of filters of HTTP, of their manager and of others', () => {
    expect(find(envoyFilter('a', [before('envoy.router')]))).toEqual([
      'EnvoyFilter shop/a spec.configPatches[0].match.listener.filterChain.filter.subFilter.name: looks for filter \'envoy.router\', which is named \'envoy.filters.http.router\' now',
    ]);
    expect(find(envoyFilter('a', [before('envoy.filters.http.router', 'envoy.http_connection_manager')]))).toEqual([
      expect.stringContaining('match.listener.filterChain.filter.name: looks for filter \'envoy.http_connection_manager\''),
    ]);
    expect(find(envoyFilter('a', ['{ applyTo: NETWORK_FILTER, match: { listener: { filterChain: { filter: { name: envoy.tcp_proxy } } } }, patch: { operation: REMOVE } }']))).toHaveLength(1);
    expect(find(envoyFilter('a', ['{ applyTo: LISTENER_FILTER, match: { listener: { listenerFilter: envoy.listener.tls_inspector } }, patch: { operation: REMOVE } }']))).toHaveLength(1);
  });

  test('is found of filters that are gone', () => {
    expect(find(envoyFilter('a', [before('mixer')]))).toEqual([expect.stringContaining('looks for filter \'mixer\', which is gone: Istio has had no Mixer since 1.8')]);
    expect(find(envoyFilter('a', [before('istio_authn')]))).toHaveLength(1);
  });

  test('is not a name of today, nor one that somebody gives', () => {
    expect(find(envoyFilter('a', [before('envoy.filters.http.router'), before('istio.stats'), '{}', '{ applyTo: CLUSTER, match: { cluster: { name: envoy.router } } }']))).toEqual([]);
    expect(find(envoyFilter('a', [before('envoy.lua')]), envoyFilter('b', ['{ applyTo: HTTP_FILTER, patch: { operation: ADD, value: { name: envoy.lua } } }']))).toEqual([]);
  });
});
