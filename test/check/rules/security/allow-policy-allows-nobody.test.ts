import { allowPolicyAllowsNobody } from '../../../../src/check/rules/security/allow-policy-allows-nobody';
import { authorization, found } from '../../objects/as-json';

const told = (spec: object, name = 'cart') => found(allowPolicyAllowsNobody, [authorization(spec, name)]);

describe('a policy that is there to allow', () => {
  test('is told if it has no rules', () => {
    expect(told({ action: 'ALLOW' })).toEqual([
      'AuthorizationPolicy shop/cart spec: allows nobody, since it has no rules, and so refuses every request that no other policy allows',
    ]);
    expect(told({ rules: [] }, 'allow-all')).toHaveLength(1);
    expect(told({}, 'permit-web')).toHaveLength(1);
  });

  test.each(['deny-all', 'allow-nothing', 'allow-none', 'default-allow', 'allow-nobody', 'denies', 'lockdown', 'block-all', 'forbid', 'refuse', 'reject', 'allow-no-one', 'empty'])(
    'is meant to deny if it is called %s', name => expect(told({ action: 'ALLOW' }, name)).toEqual([]));

  test('is not told if it has rules, another action, or says nothing of allowing', () => {
    expect(told({ action: 'ALLOW', rules: [{}] })).toEqual([]);
    expect(told({ action: 'AUDIT' }, 'allow-all')).toEqual([]);
    expect(told({ provider: { name: 'a' } }, 'allow-all')).toEqual([]);
    expect(told({})).toEqual([]);
  });
});
