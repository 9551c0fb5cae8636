import { customPolicyCondition } from '../../../../src/check/rules/security/custom-policy-condition';
import { authorization, found } from '../../objects/as-json';

const told = (rule: object, action = 'CUSTOM') => found(customPolicyCondition, [authorization({ action, rules: [rule] })]);

describe('what a policy of a provider asks for', () => {
  test.each(['principals', 'notPrincipals', 'namespaces', 'notNamespaces', 'serviceAccounts', 'notServiceAccounts', 'trustDomains', 'notTrustDomains'])('is told of %s', field => {
    expect(told({ from: [{ source: { [field]: ['a'] } }] })).toEqual([
      `AuthorizationPolicy shop/cart spec.rules[0].from[0].source.${field}: has action 'CUSTOM' and chooses requests by the client's identity, which is not known yet`,
    ]);
  });

  test.each(['request.auth.principal', 'request.auth.audiences', 'request.auth.presenter', 'request.auth.claims[a]'])('is told of %s', key => {
    expect(told({ when: [{ key, values: ['a'] }] })[0]).toMatch(/spec\.rules\[0\]\.when\[0\]\.values: has action 'CUSTOM' and chooses requests by a token, which/);
  });

  test('is not told of what is known, or of other actions', () => {
    expect(told({ from: [{ source: { ipBlocks: ['a'] } }], to: [{ operation: { paths: ['a'] } }], when: [{ key: 'request.headers[a]', values: ['a'] }] })).toEqual([]);
    expect(told({ from: [{ source: { namespaces: ['a'] } }] }, 'DENY')).toEqual([]);
  });
});
