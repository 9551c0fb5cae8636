import { asText } from '../../src/model/as-text';

test('any value can be text', () => {
  expect(['a', 5, null, undefined, ['a'], { toString: 1, valueOf: 1 }].map(asText)).toEqual(['a', '5', 'null', '', '["a"]', '{"toString":1,"valueOf":1}']);
});
