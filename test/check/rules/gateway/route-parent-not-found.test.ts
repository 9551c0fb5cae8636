import { routeParentNotFound } from '../../../../src/check/rules/gateway/route-parent-not-found';
import { finder, k8sGateway, pod, route, service } from '../../objects/gateways';

const find = finder(routeParentNotFound);
const to = (parent: string, namespace = 'edge', kind = 'HTTPRoute') => route('shop', `parentRefs: [${parent}]`, namespace, kind);
const PUBLIC = k8sGateway('public', ['{ name: http, port: 80, protocol: HTTP }']);

describe('the parent of a route', () => {
  test('is found missing where other Gateways or workloads of the namespace are', () => {
    expect(find(to('{ name: other }'), PUBLIC)).toEqual(['HTTPRoute edge/shop spec.parentRefs[0].name: is for Gateway \'edge/other\', which is not there']);
    expect(find(to('{ name: public }', 'shop'), PUBLIC, pod('shop'))).toEqual([
      'HTTPRoute shop/shop spec.parentRefs[0].name: is for Gateway \'shop/public\', which is not there; \'edge/public\' is meant, perhaps',
    ]);
    expect(find(to('{ name: other, namespace: edge }', 'shop', 'GRPCRoute'), PUBLIC)).toEqual([expect.stringMatching(/^GRPCRoute shop\/shop/)]);
  });

  test('is a Gateway that is there, or one of which nothing is known', () => {
    expect(find(to('{ name: public }'), to('{ name: public, namespace: edge }', 'shop'), to('{ name: public, namespace: "" }'), PUBLIC)).toEqual([]);
    expect(find(to('{ name: other, namespace: platform }', 'shop'), PUBLIC, pod('shop'))).toEqual([]);
    expect(find(to('{ kind: ListenerSet, name: other }'), PUBLIC)).toEqual([]);
    expect(find(to('{ name: other }'))).toEqual([]);
  });

  test('is no Gateway of Istio\'s own', () => {
    expect(find(to('{ group: networking.istio.io, kind: Gateway, name: public }'))).toEqual([
      'HTTPRoute edge/shop spec.parentRefs[0].name: is for Gateway \'edge/public\' of networking.istio.io, to which routes cannot be attached',
    ]);
  });

  test('may be a Service', () => {
    const shop = service('shop', 'shop', '{ name: http, port: 80 }');
    expect(find(to('{ group: "", kind: Service, name: shop }', 'shop'), shop)).toEqual([]);
    expect(find(to('{ group: "", kind: Service, name: cart }', 'shop'), shop)).toEqual(['HTTPRoute shop/shop spec.parentRefs[0].name: is for calls of Service \'shop/cart\', which is not there']);
    expect(find(to('{ group: "", kind: Service, name: cart, namespace: elsewhere }', 'shop'), shop)).toEqual([]);
  });
});
