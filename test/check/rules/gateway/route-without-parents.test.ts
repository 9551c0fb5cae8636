import { routeWithoutParents } from '../../../../src/check/rules/gateway/route-without-parents';
import { finder, route } from '../../objects/gateways';

const find = finder(routeWithoutParents);

describe('a route without parents', () => {
  test('is found', () => {
    expect(find(route('shop', 'parentRefs: []'), route('cart', 'hostnames: [a.example.com]', 'edge', 'GRPCRoute'))).toEqual([
      'HTTPRoute edge/shop spec.parentRefs: names no parent', 'GRPCRoute edge/cart spec.parentRefs: names no parent',
    ]);
    expect(find(route('shop', 'parentRefs: [{ name: public }]'))).toEqual([]);
  });
});
