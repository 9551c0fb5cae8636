import { isMistyped, labelText, meantBy, quoted, shortened } from '../../src/check/words';

test('names and labels are written out', () => {
  expect(quoted(Array.from({ length: 22 }, (_, at) => at))).toMatch(/^'0', '1', .*, '19' and 2 more$/);
  expect(quoted(Array.from({ length: 20 }, (_, at) => at))).toMatch(/'19'$/);
  expect([quoted(['a', 'b']), quoted(new Set([80, 'x'])), quoted([]), labelText({ app: 'cart', version: 'v1' })]).toEqual(['\'a\', \'b\'', '\'80\', \'x\'', '', 'app=cart,version=v1']);
});

describe('a mistyped word', () => {
  test.each([['frontned', 'frontend'], ['fronted', 'frontend'], ['frontendd', 'frontend'], ['sfrontend', 'frontend'], ['frontendx', 'frontend'], ['catr', 'cart']])(
    '%s may be %s', (word, meant) => {
      expect(isMistyped(word, meant)).toBe(true);
      expect(isMistyped(meant, word)).toBe(true);
    });

  test.each([['team-a', 'team-b'], ['cart', 'cart'], ['prod', 'prod1'], ['car', 'cart'], ['abc', 'acb'], ['front', 'frontend'], ['frontdne', 'frontend'], ['shop-dev', 'shop-prd']])(
    '%s is not %s', (word, meant) => expect(isMistyped(word, meant)).toBe(false));

  test('is the first that is meant', () => {
    expect([meantBy('frontned', ['backend', 'frontend']), meantBy('billing', ['backend']), meantBy('a', [])]).toEqual(['frontend', undefined, undefined]);
  });
});

test('a long text is its beginning', () => {
  expect([shortened('abc', 3), shortened('abcd', 3), shortened('', 3)]).toEqual(['abc', 'abc…', '']);
});
