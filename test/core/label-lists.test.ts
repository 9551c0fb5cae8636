import { LabelLists } from '../../src/core/label-lists';

describe('lists by labels', () => {
  test('keep what was added by name and value, in that order', () => {
    const lists = new LabelLists<number>();
    lists.add('app', 'cart', 1);
    lists.add('app', 'reviews', 2);
    lists.add('app', 'cart', 3);
    lists.add('version', 'cart', 4);
    expect(lists.of('app', 'cart')).toEqual([1, 3]);
    expect(lists.of('version', 'cart')).toEqual([4]);
  });

  test('have none of a label that nothing has', () => {
    const lists = new LabelLists<number>();
    lists.add('app', 'cart', 1);
    expect(lists.of('app', 'reviews')).toBeUndefined();
    expect(lists.of('constructor', 'cart')).toBeUndefined();
  });
});
