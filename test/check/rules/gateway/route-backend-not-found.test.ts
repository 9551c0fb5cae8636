import { routeBackendNotFound } from '../../../../src/check/rules/gateway/route-backend-not-found';
import { finder, route, service } from '../../objects/gateways';

const find = finder(routeBackendNotFound);
const to = (backend: string) => route('cart', `parentRefs: [{ name: public }], rules: [{ backendRefs: [${backend}] }]`, 'shop');
const shop = service('shop', 'shop', '{ name: http, port: 80 }');

describe('the backend of a route', () => {
  test('is a Service that is there', () => {
    expect(find(to('{ name: shop, port: 80 }, { name: cart, port: 80 }'), shop)).toEqual([
      'HTTPRoute shop/cart spec.rules[0].backendRefs[1].name: routes to Service \'shop/cart\', which is not there',
    ]);
    expect(find(to('{ name: shop, namespace: elsewhere, port: 80 }'), shop)).toEqual([]);
    expect(find(to('{ name: cart, port: 80 }'))).toEqual([]);
  });

  test('is no host', () => {
    expect(find(to('{ name: shop.shop, port: 80 }'))).toEqual([expect.stringContaining('routes to \'shop.shop\', which is a host and not the name of a Service')]);
  });

  test('may be a host of its own kind', () => {
    expect(find(to('{ group: networking.istio.io, kind: Hostname, name: a.example.com, port: 80 }'))).toEqual([
      expect.stringContaining('routes to host \'a.example.com\', which no Service and no ServiceEntry has'),
    ]);
    expect(find(to('{ group: networking.istio.io, kind: Hostname, name: shop.shop.svc.cluster.local, port: 80 }'), shop)).toEqual([]);
  });

  test('may be what takes copies', () => {
    const mirrors = (name: string) => route('cart', `rules: [{ filters: [{ type: RequestMirror, requestMirror: { backendRef: { name: ${name}, port: 80 } } }, { type: CORS }] }]`, 'shop');
    expect(find(mirrors('cart'), shop)).toEqual([expect.stringContaining('spec.rules[0].filters[0].requestMirror.backendRef.name: ')]);
    expect(find(mirrors('shop'), shop)).toEqual([]);
  });

  test('is not judged if it is of another kind', () => {
    expect(find(to('{ group: inference.networking.k8s.io, kind: InferencePool, name: cart }, {}'), shop)).toEqual([]);
  });
});
