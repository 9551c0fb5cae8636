import { routeHostnameNotOnListener } from '../../../../src/check/rules/gateway/route-hostname-not-on-listener';
import { finder, k8sGateway, route } from '../../objects/gateways';

const find = finder(routeHostnameNotOnListener);
const gatewayOf = (...listeners: string[]) => k8sGateway('public', listeners);
const to = (parent = '{ name: public }', more = '', namespace = 'edge', kind = 'HTTPRoute') => route('shop', `parentRefs: [${parent}]${more}`, namespace, kind);
const HTTP = '{ name: http, port: 80, protocol: HTTP }';

const listener = (hostname: string, name = 'http') => `{ name: ${name}, port: 80, protocol: HTTP, hostname: "${hostname}" }`;
const named = (...hostnames: string[]) => to(undefined, `, hostnames: [${hostnames.map(host => `"${host}"`).join(', ')}]`);

describe('the hostnames of a route', () => {
  test('have none in common with any listener', () => {
    expect(find(named('a.example.com', 'b.example.com'), gatewayOf(listener('*.example.org'), listener('c.example.com', 'c')))).toEqual([
      'HTTPRoute edge/shop spec.hostnames: has \'a.example.com\', \'b.example.com\', and of Gateway \'edge/public\' listener \'http\' has \'*.example.org\', \'c\' has \'c.example.com\'',
    ]);
    expect(find(named('example.com'), gatewayOf(listener('*.example.com')))).toHaveLength(1);
  });

  test('have one in common with a listener, either of them a wildcard', () => {
    expect(find(named('x.org', 'a.example.com'), gatewayOf(listener('*.example.com')))).toEqual([]);
    expect(find(named('*.example.com'), gatewayOf(listener('a.example.com')))).toEqual([]);
    expect(find(named('a.example.com'), gatewayOf(listener('b.example.com'), HTTP))).toEqual([]);
  });

  test('are any if either says nothing', () => {
    expect(find(to(), named(), gatewayOf(listener('a.example.com')))).toEqual([]);
    expect(find(named('a.example.com'), gatewayOf(HTTP))).toEqual([]);
    expect(find(named('a.example.com'), gatewayOf(listener('')))).toEqual([]);
  });
});
