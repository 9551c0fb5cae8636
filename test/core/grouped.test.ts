import { grouped } from '../../src/core/grouped';

test('items are put together by what they have in common, in their order', () => {
  expect([...grouped(['ab', 'c', 'de', 'f', 'ghi'], ({ length }) => length)]).toEqual([[2, ['ab', 'de']], [1, ['c', 'f']], [3, ['ghi']]]);
  expect([...grouped([], String)]).toEqual([]);
});
