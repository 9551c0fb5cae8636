import { meshOf } from '../check/fixtures';

const rule = (name: string, namespace: string, host: string, exportTo = '') => `
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: ${name}, namespace: ${namespace} }
spec: { host: '${host}'${exportTo ? `, exportTo: ['${exportTo}']` : ''} }
`;
const CART = 'cart.shop.svc.cluster.local';

describe('the DestinationRules of a host', () => {
  const find = (yaml: string, from: string, of = 'shop' as string | undefined) => meshOf(yaml).destinationRules.of(CART, of, from).map(({ rule: { namespace, name } }) => `${namespace}/${name}`);

  test('are those of the client\'s namespace, else of the host\'s, else of the root\'s', () => {
    const root = rule('a', 'istio-system', CART);
    const own = rule('b', 'shop', 'cart');
    const client = rule('c', 'front', CART);
    expect(find(root + own + client, 'front')).toEqual(['front/c']);
    expect(find(root + own, 'front')).toEqual(['shop/b']);
    expect(find(root, 'front')).toEqual(['istio-system/a']);
    expect(find(rule('d', 'elsewhere', CART), 'front')).toEqual([]);
    expect(find(root, 'front', undefined)).toEqual(['istio-system/a']);
  });

  test('of the root namespace do not go before those of the host\'s for its own proxies', () => {
    expect(find(rule('a', 'istio-system', '*.local') + rule('b', 'shop', 'cart'), 'istio-system')).toEqual(['shop/b']);
    expect(find(rule('a', 'istio-system', '*.local'), 'istio-system')).toEqual(['istio-system/a']);
  });

  test('have the most specific host', () => {
    expect(find(rule('a', 'shop', '*.shop.svc.cluster.local') + rule('b', 'shop', CART) + rule('c', 'shop', '*'), 'shop')).toEqual(['shop/b']);
    expect(find(rule('a', 'shop', '*.shop.svc.cluster.local') + rule('c', 'shop', '*'), 'shop')).toEqual(['shop/a']);
    expect(find(rule('a', 'shop', CART) + rule('b', 'shop', CART), 'shop')).toEqual(['shop/a', 'shop/b']);
  });

  test('are seen from where they are exported to', () => {
    expect(find(rule('a', 'shop', CART, '.'), 'front')).toEqual([]);
    expect(find(rule('a', 'shop', CART, '.'), 'shop')).toEqual(['shop/a']);
    expect(find(rule('a', 'shop', CART, 'front'), 'front')).toEqual(['shop/a']);
    expect(meshOf(rule('a', 'shop', CART), { meshConfig: { defaultDestinationRuleExportTo: ['.'] } }).destinationRules.of(CART, 'shop', 'front')).toEqual([]);
  });

  test('can be asked for wherever they are', () => {
    const all = meshOf(rule('a', 'shop', CART) + rule('b', 'front', CART, '.') + rule('c', 'shop', '*')).destinationRules.for(CART);
    expect(all.map(({ rule: { name } }) => name)).toEqual(['a', 'b']);
  });

  test('may be several, wherever they are', () => {
    const { sharing } = meshOf([
      rule('a', 'shop', '*'), rule('b', 'shop', CART), rule('c', 'front', CART), rule('d', 'shop', 'cart', '.'), rule('e', 'shop', '*'), rule('f', 'shop', 'other'),
    ].join('')).destinationRules;
    expect(sharing.map(({ name }) => name)).toEqual(['a', 'e', 'b', 'c', 'd']);
  });
});
