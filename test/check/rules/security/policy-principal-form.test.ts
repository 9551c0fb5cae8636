import { policyPrincipalForm } from '../../../../src/check/rules/security/policy-principal-form';
import { authorization, found } from '../../objects/as-json';

const told = (value: string) => found(policyPrincipalForm, [authorization({ rules: [{ from: [{ source: { principals: [value] } }] }] })]).map(text => text.replace(/^.*?: /, ''));

describe('the form of a principal', () => {
  test.each([
    ['spiffe://cluster.local/ns/a/sa/b', 'and identities are compared without \'spiffe://\''], ['/ns/a/sa/b', 'which has no trust domain before the slash'],
    ['ns/a/sa/b', 'which has no trust domain'], ['cart', 'which is a name and no identity'], ['system:serviceaccount:a:b', 'which is a name and no identity'],
  ])('%s is told', (value, problem) => expect(told(value)).toEqual([`has '${value}' in principals, ${problem}`]));

  test.each(['cluster.local/ns/a/sa/b', '*', '*cart', 'cluster*', 'example.org/any/thing', '', 'a.org/ns/a/sa/b', 'ns/a/b'])(
    '%s may be one', value => expect(told(value)).toEqual([]));

  test('is looked at in conditions too, and not in what is no principal', () => {
    expect(found(policyPrincipalForm, [authorization({ rules: [{ when: [{ key: 'source.principal', notValues: ['cart'] }] }] })])).toEqual([
      'AuthorizationPolicy shop/cart spec.rules[0].when[0].notValues[0]: has \'cart\' in notValues, which is a name and no identity',
    ]);
    expect(found(policyPrincipalForm, [authorization({ rules: [{ from: [{ source: { requestPrincipals: ['cart'] } }] }] })])).toEqual([]);
  });
});
