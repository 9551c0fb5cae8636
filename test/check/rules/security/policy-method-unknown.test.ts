import { policyMethodUnknown } from '../../../../src/check/rules/security/policy-method-unknown';
import { authorization, found } from '../../objects/as-json';

const told = (...methods: string[]) => found(policyMethodUnknown, [authorization({ rules: [{ to: [{ operation: { methods } }] }] })]).map(text => text.replace(/^.*?: /, ''));

describe('a method', () => {
  test('is told at its place', () => {
    expect(found(policyMethodUnknown, [authorization({ rules: [{ to: [{ operation: { notMethods: ['GET', 'post'] } }] }] })])).toEqual([
      'AuthorizationPolicy shop/cart spec.rules[0].to[0].operation.notMethods[1]: has \'post\' in notMethods, and requests have \'POST\'',
    ]);
  });

  test.each([
    ['Get', 'and requests have \'GET\''], ['fetch', 'which no request has: methods are in capitals'], ['/shop.Cart/Add', 'which is a path and no method of HTTP'],
    ['get*', 'and requests have \'GET\''], ['DELTE', 'which is no method of HTTP; \'DELETE\' is'], ['PSOT', 'which is no method of HTTP; \'POST\' is'],
  ])('%s is told', (method, problem) => expect(told(method)).toEqual([`has '${method}' in methods, ${problem}`]));

  test('may be one that somebody invented, or begin or end with a star', () => {
    expect(told('GET', 'PURGE', 'PROPFIND', '*', 'P*', '*T', 'DELET*', '')).toEqual([]);
  });
});
