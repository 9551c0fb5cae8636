import { routeNamespaceNotAllowed } from '../../../../src/check/rules/gateway/route-namespace-not-allowed';
import { finder, k8sGateway, object, route } from '../../objects/gateways';

const find = finder(routeNamespaceNotAllowed);
const gatewayOf = (...listeners: string[]) => k8sGateway('public', listeners);
const to = (parent = '{ name: public }', more = '', namespace = 'edge', kind = 'HTTPRoute') => route('shop', `parentRefs: [${parent}]${more}`, namespace, kind);
const HTTP = '{ name: http, port: 80, protocol: HTTP }';

const allows = (namespaces: string) => gatewayOf(`{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: ${namespaces} } }`);
const FAR = to('{ name: public, namespace: edge }', '', 'shop');
const shop = (labels: string) => object('v1', 'Namespace', 'shop', undefined, '').replace(' }', `, labels: ${labels} }`);

describe('the namespace of a route', () => {
  test('is not taken unless the listener says so', () => {
    expect(find(FAR, gatewayOf(HTTP))).toEqual([
      'HTTPRoute shop/shop spec.parentRefs[0].namespace: is of namespace \'shop\', and of Gateway \'edge/public\' listener \'http\' takes routes of its own namespace',
    ]);
    expect(find(FAR, allows('{ from: Same }'))).toHaveLength(1);
    expect(find(FAR, allows('{}'))).toHaveLength(1);
    expect(find(FAR, allows('{ from: All }'))).toEqual([]);
    expect(find(to(), gatewayOf(HTTP), shop('{}'))).toEqual([]);
  });

  test('is selected by its labels', () => {
    const selects = (selector: string) => allows(`{ from: Selector, selector: ${selector} }`);
    expect(find(FAR, selects('{ matchLabels: { public: "yes" } }'), shop('{ public: "no" }'))).toEqual([
      expect.stringContaining('listener \'http\' selects namespaces with other labels'),
    ]);
    expect(find(FAR, selects('{ matchLabels: { public: "yes" } }'), shop('{ public: "yes" }'))).toEqual([]);
    expect(find(FAR, selects('{ matchLabels: { kubernetes.io/metadata.name: shop } }'), shop('{}'))).toEqual([]);
    expect(find(FAR, selects('{ matchLabels: { public: "yes" } }'))).toEqual([]);
    expect(find(FAR, allows('{ from: Selector }'), shop('{}'))).toEqual([]);
  });

  test.each([
    ['{ key: a, operator: In, values: [x, y] }', '{ a: x }', '{ a: z }'], ['{ key: a, operator: In, values: [x] }', '{ a: x }', '{}'],
    ['{ key: a, operator: NotIn, values: [x] }', '{ a: y }', '{ a: x }'], ['{ key: a, operator: NotIn, values: [x] }', '{}', '{ a: x }'],
    ['{ key: a, operator: Exists }', '{ a: "" }', '{ b: "" }'], ['{ key: a, operator: DoesNotExist }', '{ b: x }', '{ a: x }'],
  ])('is selected by %s', (expression, taken, refused) => {
    const selects = allows(`{ from: Selector, selector: { matchExpressions: [${expression}] } }`);
    expect(find(FAR, selects, shop(taken))).toEqual([]);
    expect(find(FAR, selects, shop(refused))).toHaveLength(1);
  });

  test('is not looked at with an operator that nobody knows', () => {
    expect(find(FAR, allows('{ from: Selector, selector: { matchExpressions: [{ key: a, operator: Other }] } }'), shop('{}'))).toEqual([]);
  });
});
