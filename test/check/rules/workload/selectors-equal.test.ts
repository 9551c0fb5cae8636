import { selectorsEqual } from '../../../../src/check/rules/workload/selectors-equal';
import { deployment, finder, object } from '../../objects/workloads';

const find = finder(selectorsEqual);
const chooses = (name: string, selector: object, metadata: object = {}) => object('apps/v1', 'Deployment', name, { spec: { selector, template: {} } }, metadata);
const CART = { matchLabels: { app: 'cart', tier: 'web' } };

describe('the selectors of two Deployments', () => {
  test('are the same', () => {
    expect(find([chooses('a', CART), chooses('b', { matchLabels: { tier: 'web', app: 'cart' } })])).toEqual(['Deployment shop/b spec.selector.matchLabels: has the same selector as Deployment \'a\'']);
  });

  test('differ, or are of one, of other namespaces, of other kinds, or not known', () => {
    expect(find([chooses('a', CART), chooses('b', { matchLabels: { app: 'cart' } })])).toEqual([]);
    expect(find([chooses('a', CART), chooses('a', CART), chooses('b', CART, { namespace: 'front' })])).toEqual([]);
    expect(find([chooses('a', CART), deployment('b', { labels: CART.matchLabels }, 'StatefulSet')])).toEqual([]);
    expect(find([chooses('a', { ...CART, matchExpressions: [] }), chooses('b', CART)])).toEqual([]);
    expect(find([chooses('a', { matchLabels: {} }), chooses('b', { matchLabels: {} }), chooses('c', {}), chooses('d', {})])).toEqual([]);
  });
});
