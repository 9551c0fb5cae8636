import { policyRuleCoversOthers } from '../../../../src/check/rules/security/policy-rule-covers-others';
import { authorization, found } from '../../objects/as-json';

const RULE = { to: [{ operation: { methods: ['GET'] } }] };
const told = (spec: object) => found(policyRuleCoversOthers, [authorization(spec)]);

describe('an empty rule beside others', () => {
  test.each([['ALLOW', 'allows'], ['DENY', 'denies'], ['CUSTOM', 'asks its provider for']])('of %s is told', (action, done) => {
    expect(told({ action, rules: [RULE, {}] })).toEqual([`AuthorizationPolicy shop/cart spec.rules[1]: ${done} every request by an empty rule, whatever its other rules say`]);
  });

  test('is told at its place', () => {
    expect(told({ rules: [{}, RULE] })[0]).toMatch(/spec\.rules\[0\]: allows every/);
  });

  test('is not told alone, or where none is empty', () => {
    expect(told({ rules: [{}] })).toEqual([]);
    expect(told({ rules: [{}, {}] })).toEqual([]);
    expect(told({ rules: [RULE, { from: [{ source: { namespaces: ['web'] } }] }, { when: [{ key: 'source.ip', values: ['192.0.2.1'] }] }] })).toEqual([]);
    expect(told({ action: 'AUDIT', rules: [{}, RULE] })).toEqual([]);
    expect(told({})).toEqual([]);
  });
});
