import { policyPathNeverMatches } from '../../../../src/check/rules/security/policy-path-never-matches';
import { authorization, found } from '../../objects/as-json';

const told = (...paths: string[]) => found(policyPathNeverMatches, [authorization({ rules: [{ to: [{ operation: { paths } }] }] })]).map(text => text.replace(/^.*?: /, ''));

describe('a path that no request has', () => {
  test('is told at its place', () => {
    expect(found(policyPathNeverMatches, [authorization({ rules: [{ to: [{ operation: { notPaths: ['/a', 'a'] } }] }] })])).toEqual([
      'AuthorizationPolicy shop/cart spec.rules[0].to[0].operation.notPaths[1]: has \'a\' in notPaths, which does not begin with a slash',
    ]);
  });

  test.each([['api/*', 'does not begin with a slash'], ['https://example.com/a', 'does not begin with a slash'], ['{*}/a', 'does not begin with a slash'],
    ['/a?x=1', 'has a query'], ['/a#x', 'has a fragment'], ['*#x', 'has a fragment']])('%s is told', (path, problem) => {
    expect(told(path)).toEqual([`has '${path}' in paths, which ${problem}`]);
  });

  test('is none that begins with a slash or a star', () => {
    expect(told('/a', '*/a', '*', '/{**}', '')).toEqual([]);
    expect(found(policyPathNeverMatches, [authorization({ rules: [{ to: [{ operation: { hosts: ['a?'], methods: ['GET'] } }] }] })])).toEqual([]);
  });
});
