import fc from 'fast-check';
import { LabelIndex } from '../../src/core/label-index';
import { selects } from '../../src/core/labels';

describe('an index of what carries labels', () => {
  test('finds what a selector chooses, in a namespace or in all', () => {
    const index = new LabelIndex<string>();
    index.add('shop', { app: 'cart', version: 'v1' }, 'cart');
    index.add('billing', { app: 'cart' }, 'another cart');
    index.add('shop', {}, 'without labels');
    expect(index.chosenBy('shop', { app: 'cart' })).toEqual(['cart']);
    expect(index.chosenBy(undefined, { app: 'cart' })).toEqual(['cart', 'another cart']);
    expect(index.chosenBy('shop', {})).toEqual(['cart', 'without labels']);
    expect(index.chosenBy('nowhere', {})).toEqual([]);
  });

  test('finds what was added after it was asked', () => {
    const index = new LabelIndex<string>();
    index.add('shop', { app: 'cart' }, 'cart');
    expect(index.chosenBy('shop', { app: 'cart' })).toEqual(['cart']);
    index.add('shop', { app: 'cart' }, 'second cart');
    expect(index.chosenBy('shop', { app: 'cart' })).toEqual(['cart', 'second cart']);
    expect(index.chosenBy(undefined, { app: 'cart' })).toEqual(['cart', 'second cart']);
  });

  test('finds what was added after it was asked of many', () => {
    const index = new LabelIndex<number>();
    for (let at = 0; at < 100; at++) {
      index.add('shop', { app: 'cart' }, at);
      expect(index.chosenBy('shop', { app: 'cart' })).toHaveLength(at + 1);
    }
  });

  test('finds just what a look at all of it finds', () => {
    const labels = fc.dictionary(fc.constantFrom('app', 'version', 'tier'), fc.constantFrom('a', 'b'), { maxKeys: 3 });
    const namespace = fc.constantFrom('x', 'y');
    fc.assert(fc.property(fc.array(fc.tuple(namespace, labels)), fc.option(namespace, { nil: undefined }), labels, (all, where, selector) => {
      const index = new LabelIndex<number>();
      all.forEach(([at, carried], item) => index.add(at, carried, item));
      const expected = all.flatMap(([at, carried], item) => (where ?? at) === at && selects(selector, carried) ? [item] : []);
      expect(index.chosenBy(where, selector)).toEqual(expected);
    }));
  });
});
