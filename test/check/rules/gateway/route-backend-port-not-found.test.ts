import { routeBackendPortNotFound } from '../../../../src/check/rules/gateway/route-backend-port-not-found';
import { finder, route, service } from '../../objects/gateways';

const find = finder(routeBackendPortNotFound);
const to = (backend: string, namespace = 'shop') => route('cart', `rules: [{ backendRefs: [${backend}] }]`, namespace);
const shop = service('shop', 'shop', '{ name: http, port: 80, targetPort: 8080 }, { name: admin, port: 81 }');

describe('the port of a backend', () => {
  test('is one of the Service', () => {
    expect(find(to('{ name: shop, port: 8080 }'), shop)).toEqual([
      'HTTPRoute shop/cart spec.rules[0].backendRefs[0].port: routes to port 8080 of Service \'shop/shop\', which has 80 (to port 8080 of its pods), 81',
    ]);
    expect(find(to('{ name: shop, namespace: shop, port: 82 }', 'edge'), shop)).toEqual([expect.stringMatching(/which has 80, 81$/)]);
    expect(find(to('{ name: shop, port: 80 }, { name: shop, port: 81 }'), shop)).toEqual([]);
    expect(find(to('{ name: shop, port: 80 }'), service('shop', 'shop', ''))).toEqual([expect.stringContaining('which has none')]);
  });

  test('is not said of others, nor where there is none', () => {
    expect(find(to('{ name: shop, port: 82 }', 'edge'), to('{ kind: Other, group: example.com, name: shop, port: 82 }'), to('{ name: shop }'), shop)).toEqual([]);
    expect(find(to('{ name: shop, port: 82 }'), shop.replace('spec: {', 'spec: { type: ExternalName,'))).toEqual([]);
  });
});
