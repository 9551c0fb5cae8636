import { selects } from '../../src/core/labels';

describe('a selector', () => {
  test('chooses what carries all of its labels', () => {
    expect(selects({ app: 'cart' }, { app: 'cart', version: 'v1' })).toBe(true);
    expect(selects({ app: 'cart', version: 'v1' }, { app: 'cart' })).toBe(false);
    expect(selects({ app: 'cart' }, { app: 'reviews' })).toBe(false);
  });

  test('that is empty chooses all', () => {
    expect(selects({}, {})).toBe(true);
    expect(selects({}, { app: 'cart' })).toBe(true);
  });
});
