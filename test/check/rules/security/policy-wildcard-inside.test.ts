import { policyWildcardInside } from '../../../../src/check/rules/security/policy-wildcard-inside';
import { authorization, found } from '../../objects/as-json';

const told = (rule: object) => found(policyWildcardInside, [authorization({ rules: [rule] })]);
const principals = (value: string) => told({ from: [{ source: { principals: [value] } }] });

describe('a star inside of a value', () => {
  test('is told', () => {
    expect(principals('cluster.local/ns/*/sa/cart')).toEqual([
      'AuthorizationPolicy shop/cart spec.rules[0].from[0].source.principals[0]: has \'cluster.local/ns/*/sa/cart\' in principals, whose star proxies take literally',
    ]);
  });

  test.each(['*cart*', 'a*b', 'a*b*', '**', '*a*b', 'a**'])('%s has one', value => expect(principals(value)).toHaveLength(1));
  test.each(['*', '*cart', 'cluster.local/*', 'cart', ''])('%s has none', value => expect(principals(value)).toEqual([]));

  test('is told of all that is compared so', () => {
    expect(told({ from: [{ source: { notRequestPrincipals: ['*/*'] } }] })).toHaveLength(1);
    expect(told({ to: [{ operation: { hosts: ['a.*.com'], methods: ['G*T'], notPaths: ['/a/*/b'] } }] })).toHaveLength(3);
    expect(told({ when: ['request.auth.audiences', 'request.auth.presenter', 'request.auth.claims[a]', 'connection.sni'].map(key => ({ key, values: ['a*b'] })) })).toHaveLength(4);
  });

  test('means something in namespaces, may stand in headers, and is a template of paths', () => {
    expect(told({ from: [{ source: { namespaces: ['a*b'] } }], when: [{ key: 'request.headers[accept]', values: ['*/*'] }] })).toEqual([]);
    expect(told({ to: [{ operation: { paths: ['/a/{*}/b', '/a/{**}', '/a/{*}/b/*'] } }] })).toEqual([]);
    expect(told({ to: [{ operation: { paths: ['/a/{*}/*/b'] } }] })).toHaveLength(1);
  });
});
