import { policySelectorEmpty } from '../../../../src/check/rules/security/policy-selector-empty';
import { authorization, found, proxyConfig, selecting } from '../../objects/as-json';

describe('a selector without labels', () => {
  test('is told with what the policy holds for', () => {
    expect(found(policySelectorEmpty, [
      authorization({ selector: {} }), authorization({ selector: { matchLabels: {} } }, 'all', 'istio-system'), proxyConfig({ selector: {} }),
    ])).toEqual([
      'AuthorizationPolicy shop/cart spec.selector: has a selector without labels, so it holds for all of namespace \'shop\'',
      'AuthorizationPolicy istio-system/all spec.selector: has a selector without labels, so it holds for the whole mesh',
      'ProxyConfig shop/cart spec.selector: has a selector without labels, so it is ignored',
    ]);
  });

  test('is none where there is no selector, or one with labels', () => {
    expect(found(policySelectorEmpty, [authorization({}), authorization(selecting('cart'))])).toEqual([]);
  });
});
