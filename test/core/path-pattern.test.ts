import { checkPathPattern } from '../../src/core/path-pattern';
import { expectFailure } from '../service/fixtures';
import { shopChart } from '../support/shop';

describe('the pattern of a path', () => {
  test.each(['/', '/health', '/docs/*', '/docs*', '*.css', '*', '/users/{*}', '/users/{*}/orders/{**}', '/{**}/end', '/users/{*}/', '/a%20b', '/package.Service/Method', '/a.b/~c'])('may be %s', pattern => {
    expect(checkPathPattern(shopChart(), 'path', pattern)).toBe(pattern);
  });

  test.each([
    ['', 'begins with neither'], ['docs', 'begins with neither'], ['{*}', 'begins with neither'],
    ['/a?b=c', 'has a query'], ['/a#b', 'has a query'],
    ['/a/*/b', "has a '*' that Istio would take for itself"], ['*a*', 'has a \'*\''], ['/**', 'has a \'*\''],
    ['/{**}/{*}', 'is no template'], ['/{**}/{**}', 'is no template'], ['/{*}//a', 'is no template'], ['/a{*}', 'is no template'], ['/a/{id}', 'is no template'], ['/a/x{*}', 'is no template'], ['/a/{*}/b*', 'is no template'], ['*/{*}', 'is no template'],
  ])('fails for %s', (pattern, message) => {
    expectFailure(() => checkPathPattern(shopChart(), 'path', pattern), `[shop] path '${pattern}' ${message}`);
  });
});
