import { policyDryRunNotBoolean } from '../../../../src/check/rules/security/policy-dry-run-not-boolean';
import { authorization, found } from '../../objects';

const told = (annotations: object) => found(policyDryRunNotBoolean, [authorization({}, 'cart', 'shop', { annotations })]);

describe('the annotation that tries a policy out', () => {
  test('is told if it is no boolean', () => {
    expect(told({ 'istio.io/dry-run': 'on' })).toEqual([
      'AuthorizationPolicy shop/cart metadata.annotations["istio.io/dry-run"]: has annotation \'istio.io/dry-run\' with \'on\', which is no boolean, so the policy is enforced',
    ]);
    expect(['yes', '', 'tRUE', 'true ', '10'].flatMap(value => told({ 'istio.io/dry-run': value }))).toHaveLength(5);
  });

  test('may be one, or not there', () => {
    expect(['1', 't', 'T', 'TRUE', 'true', 'True', '0', 'f', 'F', 'FALSE', 'false', 'False'].flatMap(value => told({ 'istio.io/dry-run': value }))).toEqual([]);
    expect(told({ other: 'yes' })).toEqual([]);
  });
});
