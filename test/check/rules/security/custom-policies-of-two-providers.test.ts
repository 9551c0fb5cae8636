import { customPoliciesOfTwoProviders } from '../../../../src/check/rules/security/custom-policies-of-two-providers';
import { authorization, found, pod, selecting, TestObject } from '../../objects/as-json';

const asking = (provider: string, name = provider, more: object = {}, namespace = 'shop') =>
  authorization({ action: 'CUSTOM', provider: { name: provider }, rules: [{}], ...more }, name, namespace);
const told = (...objects: TestObject[]) => found(customPoliciesOfTwoProviders, objects);

describe('policies of one workload that ask providers', () => {
  test('are told if these are unlike, once for each two', () => {
    expect(told(asking('a'), asking('b'), pod(), pod('catalog'))).toEqual([
      'AuthorizationPolicy shop/b spec.provider.name: asks provider \'b\' for Pod \'cart\', and AuthorizationPolicy \'shop/a\' asks \'a\'',
    ]);
    expect(told(asking('a', 'a', {}, 'istio-system'), asking('b'), pod())).toHaveLength(1);
  });

  test('are not told if they are the same, or of unlike workloads', () => {
    expect(told(asking('a'), asking('a', 'b'), pod())).toEqual([]);
    expect(told(asking('a', 'a', selecting('cart')), asking('b', 'b', selecting('catalog')), pod(), pod('catalog'))).toEqual([]);
    expect(told(asking('a'), asking('b'))).toEqual([]);
    expect(told(asking('a'), asking('b', 'b', { action: 'DENY' }), asking('', 'c'), pod())).toEqual([]);
  });
});
