import { policyDryRunNotBoolean } from '../../../../src/check/rules/security/policy-dry-run-not-boolean';
import { authorization, found } from '../../objects/as-json';

const told = (annotations: object) => found(policyDryRunNotBoolean, [authorization({}, 'cart', 'shop', { annotations })]);

describe('the annotation that tries a policy out', () => {
  test('is told if it is no boolean', () => {
    expect(told({ 'istio.io/dry-run': 'on' })).toEqual([
      'AuthorizationPolicy shop/cart metadata.annotations["istio.io/dry-run"]: has annotation \'istio.io/dry-run\' with \'on\', which is no boolean: the policy is refused, or enforced',
    ]);
    expect(['yes', '', 'tRUE', 'true ', '10'].flatMap(value => told({ 'istio.io/dry-run': value }))).toHaveLength(5);
  });

  test('may be one, or not there', () => {
    expect(['1', 't', 'T', 'TRUE', 'true', 'True', '0', 'f', 'F', 'FALSE', 'false', 'False'].flatMap(value => told({ 'istio.io/dry-run': value }))).toEqual([]);
    expect(told({ other: 'yes' })).toEqual([]);
  });

  test('is of policies that allow or deny', () => {
    const DRY = { annotations: { 'istio.io/dry-run': 'true' } };
    const of = (action: string) => found(policyDryRunNotBoolean, [authorization({ action }, 'cart', 'shop', DRY)]);
    expect(of('CUSTOM')).toEqual([expect.stringContaining('has annotation \'istio.io/dry-run\' and action CUSTOM: only ALLOW and DENY can be tried out')]);
    expect([of('AUDIT').length, of('ALLOW').length, of('DENY').length]).toEqual([1, 0, 0]);
    const other = { apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata: { name: 'a', namespace: 'shop', ...DRY }, spec: {} };
    expect(found(policyDryRunNotBoolean, [other])).toEqual([expect.stringContaining('PeerAuthentication shop/a metadata.annotations["istio.io/dry-run"]: has annotation')]);
  });
});
