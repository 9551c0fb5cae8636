import { auditPolicyDoesNothing } from '../../../../src/check/rules/security/audit-policy-does-nothing';
import { authorization, found } from '../../objects/as-json';

test('a policy that audits is told, and no other', () => {
  expect(found(auditPolicyDoesNothing, [authorization({ action: 'AUDIT', rules: [{}] }), authorization({}, 'allow'), authorization({ action: 'DENY', rules: [{}] }, 'deny')])).toEqual([
    'AuthorizationPolicy shop/cart spec.action: audits, and Istio has nothing that reads it',
  ]);
});
