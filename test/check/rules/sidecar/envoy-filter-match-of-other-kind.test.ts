import { envoyFilterMatchOfOtherKind } from '../../../../src/check/rules/sidecar/envoy-filter-match-of-other-kind';
import { envoyFilter, finder } from '../../objects/gateways';

const find = finder(envoyFilterMatchOfOtherKind);
const at = (applyTo: string, match: string) => find(envoyFilter('a', [`{ applyTo: ${applyTo}, match: ${match}, patch: { operation: REMOVE } }`])).map(text => text.replace('EnvoyFilter shop/a spec.configPatches[0].match.', ''));
const HCM = 'envoy.filters.network.http_connection_manager';

describe('the match of a patch', () => {
  test.each([
    ['LISTENER', 'cluster', 'listener'], ['FILTER_CHAIN', 'cluster', 'listener'], ['NETWORK_FILTER', 'routeConfiguration', 'listener'], ['HTTP_FILTER', 'cluster', 'listener'],
    ['ROUTE_CONFIGURATION', 'listener', 'routeConfiguration'], ['VIRTUAL_HOST', 'cluster', 'routeConfiguration'], ['HTTP_ROUTE', 'listener', 'routeConfiguration'],
    ['CLUSTER', 'listener', 'cluster'],
  ])('of %s is no %s', (applyTo, has, wanted) => {
    expect(at(applyTo, `{ ${has}: {} }`)).toEqual([`${has}: patches ${applyTo} and matches a ${has}; it is matched by ${wanted}`]);
    expect(at(applyTo, `{ ${wanted}: {} }`)).toEqual([]);
    expect(at(applyTo, '{ context: ANY }')).toEqual([]);
    expect(at(applyTo, `{ context: WAYPOINT, ${has}: {} }`)).toEqual([]);
  });

  test('is not looked at for others', () => {
    expect(at('EXTENSION_CONFIG', '{ cluster: {} }')).toEqual([]);
    expect(at('LISTENER_FILTER', '{ listener: { filterChain: { filter: {} } } }')).toEqual([]);
  });

  test('names filters, and filters of HTTP in their manager', () => {
    const filter = (applyTo: string, json: string) => at(applyTo, `{ listener: { filterChain: { filter: ${json} } } }`).map(text => text.replace('listener.filterChain.', ''));
    expect(filter('NETWORK_FILTER', '{}')).toEqual(['filter: matches a filter without its name']);
    expect(filter('NETWORK_FILTER', `{ name: ${HCM}, subFilter: { name: a } }`)).toEqual(['filter.subFilter: patches NETWORK_FILTER and matches a subFilter, which only HTTP_FILTER has']);
    expect(filter('HTTP_FILTER', '{ name: envoy.filters.network.tcp_proxy, subFilter: { name: a } }')).toEqual([
      `filter.name: matches a subFilter of 'envoy.filters.network.tcp_proxy', and filters of HTTP are in '${HCM}'`,
    ]);
    expect(filter('HTTP_FILTER', `{ name: ${HCM}, subFilter: {} }`)).toEqual(['filter.subFilter: matches a subFilter without its name']);
    expect(filter('LISTENER', '{ name: a }')).toEqual(['filter: matches filter \'a\' for LISTENER, where filters are not looked at']);
    expect(filter('FILTER_CHAIN', '{ name: a }')).toHaveLength(1);
    expect(filter('HTTP_FILTER', `{ name: ${HCM}, subFilter: { name: a } }`)).toEqual([]);
    expect(filter('HTTP_FILTER', '{ name: envoy.http_connection_manager, subFilter: { name: a } }')).toEqual([]);
    expect(filter('NETWORK_FILTER', '{ name: a }')).toEqual([]);
  });
});
