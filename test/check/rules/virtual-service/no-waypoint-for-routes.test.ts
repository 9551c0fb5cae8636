import { noWaypointForRoutes } from '../../../../src/check/rules/virtual-service/no-waypoint-for-routes';
import { findingsIn } from '../../fixtures';
import { service, virtualService } from '../../objects/virtual-services';

const route = virtualService('hosts: [cart]\n  http: [{}]');
const namespace = (name: string, labels: string) => `
---
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: { ${labels} } }
`;
const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [noWaypointForRoutes]);

describe('routes for a service of ambient mode', () => {
  test('need a waypoint of the Service or of its namespace', () => {
    const cart = service('cart');
    expect(find(route, cart, namespace('shop', 'istio.io/dataplane-mode: ambient'))).toEqual([
      'no-waypoint-for-routes: VirtualService shop/reviews spec.hosts[0]: has routes of HTTP for host \'cart.shop.svc.cluster.local\', which is in ambient mode and has no waypoint',
    ]);
    expect(find(route, cart, namespace('shop', 'istio.io/dataplane-mode: ambient, istio.io/use-waypoint: none'))).toHaveLength(1);
    expect(find(route, cart, namespace('shop', 'istio.io/dataplane-mode: ambient, istio.io/use-waypoint: a'))).toEqual([]);
    expect(find(route, cart.replace('namespace: shop', 'namespace: shop, labels: { istio.io/use-waypoint: a }'), namespace('shop', 'istio.io/dataplane-mode: ambient'))).toEqual([]);
    expect(find(route, cart.replace('namespace: shop', 'namespace: shop, labels: { istio.io/use-waypoint: none }'), namespace('shop', 'istio.io/dataplane-mode: ambient, istio.io/use-waypoint: a'))).toHaveLength(1);
  });

  test('need none where sidecars are, at gateways, and for TCP', () => {
    const cart = service('cart');
    const shop = namespace('shop', 'istio.io/dataplane-mode: ambient');
    expect(find(route, cart, shop, namespace('front', 'istio-injection: enabled'))).toEqual([]);
    expect(find(route, cart, shop, namespace('front', 'a: b'))).toHaveLength(1);
    expect(find(route, cart, namespace('shop', 'a: b'))).toEqual([]);
    expect(find(route, cart)).toEqual([]);
    expect(find(route, shop)).toEqual([]);
    expect(find(route.replace('http:', 'tcp:'), cart, shop)).toEqual([]);
    expect(find(route.replace('http:', 'gateways: [a]\n  http:'), cart, shop)).toEqual([]);
  });
});
