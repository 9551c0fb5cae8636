import { policyNeverHolds } from '../../../../src/check/rules/security/policy-never-holds';
import { authorization, found } from '../../objects/as-json';

const told = (spec: object) => found(policyNeverHolds, [authorization(spec)]);

describe('a policy without rules', () => {
  test.each(['DENY', 'CUSTOM'])('of %s never holds', action => {
    expect(told({ action })).toEqual([`AuthorizationPolicy shop/cart spec.action: has action '${action}' and no rules, so it never holds`]);
    expect(told({ action, rules: [] })).toHaveLength(1);
    expect(told({ action, rules: [{}] })).toEqual([]);
  });

  test('may allow nobody', () => {
    expect(told({})).toEqual([]);
    expect(told({ action: 'AUDIT' })).toEqual([]);
  });
});
