import { routeBackendNotGranted } from '../../../../src/check/rules/gateway/route-backend-not-granted';
import { finder, object, pod, route } from '../../objects/gateways';

const find = finder(routeBackendNotGranted);
const to = (backend: string, parent = '{ name: public }', kind = 'HTTPRoute') => route('shop', `parentRefs: [${parent}], rules: [{ backendRefs: [${backend}] }]`, 'edge', kind);
const grant = (from: string, to_ = '{ group: "", kind: Service }', namespace = 'shop') =>
  object('gateway.networking.k8s.io/v1beta1', 'ReferenceGrant', 'edge', namespace, `spec: { from: [${from}], to: [${to_}] }`);
const ROUTES = '{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: edge }';
const FAR = to('{ name: shop, namespace: shop, port: 80 }');

describe('a backend of another namespace', () => {
  test('needs a grant', () => {
    expect(find(FAR, pod('shop'))).toEqual([
      'HTTPRoute edge/shop spec.rules[0].backendRefs[0].namespace: routes to Service \'shop/shop\', and there is no ReferenceGrant of namespace \'shop\'',
    ]);
    expect(find(FAR, grant(ROUTES.replace('edge', 'front')))).toEqual([expect.stringContaining('and no ReferenceGrant of namespace \'shop\' lets it')]);
    expect(find(FAR, grant(ROUTES, '{ group: "", kind: Service, name: cart }'))).toHaveLength(1);
    expect(find(FAR, grant(ROUTES, '{ group: "", kind: Secret }'))).toHaveLength(1);
    expect(find(to('{ name: shop, namespace: shop, port: 80 }', undefined, 'GRPCRoute'), grant(ROUTES))).toHaveLength(1);
    expect(find(FAR, pod('shop'), grant(ROUTES, undefined, 'other'))).toHaveLength(1);
  });

  test('is granted to all or by its name', () => {
    expect(find(FAR, pod('shop'), grant(ROUTES))).toEqual([]);
    expect(find(FAR, grant(`${ROUTES.replace('edge', 'front')}, ${ROUTES}`, '{ group: "", kind: Service, name: shop }'))).toEqual([]);
  });

  test('is not said within a namespace, within the mesh, of other kinds, or where nothing is known', () => {
    expect(find(FAR)).toEqual([]);
    expect(find(to('{ name: shop, port: 80 }'), pod('shop', 'edge'))).toEqual([]);
    expect(find(to('{ name: shop, namespace: shop, port: 80 }', '{ group: "", kind: Service, name: front }'), pod('shop'))).toEqual([]);
    expect(find(to('{ group: example.com, kind: Service, name: shop, namespace: shop }'), pod('shop'))).toEqual([]);
  });
});
