import { peerAuthenticationIgnoredInRoot } from '../../../../src/check/rules/security/peer-authentication-ignored-in-root';
import { found, peerAuthentication, selecting } from '../../objects/as-json';

test('a PeerAuthentication that selects pods is told in the root namespace alone', () => {
  const objects = [peerAuthentication(selecting('cart'), 'cart', 'istio-system'), peerAuthentication({}, 'default', 'istio-system'), peerAuthentication(selecting('cart'))];
  expect(found(peerAuthenticationIgnoredInRoot, objects)).toEqual([
    'PeerAuthentication istio-system/cart spec.selector: selects pods, and in the root namespace \'istio-system\' a PeerAuthentication that does is ignored',
  ]);
  expect(found(peerAuthenticationIgnoredInRoot, objects, { rootNamespace: 'shop' })).toHaveLength(1);
});
