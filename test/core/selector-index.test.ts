import fc from 'fast-check';
import { selects } from '../../src/core/labels';
import { SelectorIndex } from '../../src/core/selector-index';

describe('an index of selectors', () => {
  test('finds what holds for pods, in the order in which it was added', () => {
    const index = new SelectorIndex<string>();
    index.add('shop', { app: 'cart', version: 'v1' }, 'one version');
    index.add('shop', {}, 'the namespace');
    index.add('shop', { app: 'cart' }, 'the service');
    index.add('billing', {}, 'another namespace');
    index.add('root', {}, 'the mesh');
    expect(index.of(['shop', 'root'], { app: 'cart', version: 'v1' })).toEqual(['one version', 'the namespace', 'the service', 'the mesh']);
    expect(index.of(['shop'], { app: 'cart', version: 'v2' })).toEqual(['the namespace', 'the service']);
    expect(index.of(['root', 'root'], {})).toEqual(['the mesh']);
    expect(index.of(['nowhere'], { app: 'cart' })).toEqual([]);
  });

  test('finds what was added after it was asked, of few and of many', () => {
    const index = new SelectorIndex<number>();
    for (let at = 0; at < 100; at++) {
      index.add('shop', { app: 'cart' }, at);
      expect(index.of(['shop'], { app: 'cart' })).toHaveLength(at + 1);
    }
  });

  test('finds just what a look at all of it finds', () => {
    const labels = fc.dictionary(fc.constantFrom('app', 'version', 'tier'), fc.constantFrom('a', 'b'), { maxKeys: 3 });
    const namespace = fc.constantFrom('x', 'y');
    fc.assert(fc.property(fc.array(fc.tuple(namespace, labels)), fc.uniqueArray(namespace), labels, (all, namespaces, pod) => {
      const index = new SelectorIndex<number>();
      all.forEach(([where, selector], at) => index.add(where, selector, at));
      const expected = all.flatMap(([where, selector], at) => namespaces.includes(where) && selects(selector, pod) ? [at] : []);
      expect(index.of(namespaces, pod)).toEqual(expected);
    }));
  });
});
