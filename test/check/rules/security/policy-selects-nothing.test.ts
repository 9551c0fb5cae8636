import { policySelectsNothing } from '../../../../src/check/rules/security/policy-selects-nothing';
import { authorization, found, k8sGateway, object, peerAuthentication, pod, proxyConfig, requestAuthentication, selecting, service, telemetry, wasmPlugin } from '../../objects/as-json';

describe('a policy that selects nothing', () => {
  test('is told with its labels, and where such pods are', () => {
    expect(found(policySelectsNothing, [authorization(selecting('catalog')), pod(), pod('catalog', 'store')])).toEqual([
      'AuthorizationPolicy shop/cart spec.selector.matchLabels: selects \'app=catalog\', and no pod of namespace \'shop\' has these labels; in namespace \'store\' there is one',
    ]);
    expect(found(policySelectsNothing, [authorization({ selector: { matchLabels: { app: 'cart', version: 'v2' } } }), pod()])[0]).toMatch(
      /selects 'app=cart,version=v2', and no pod of namespace 'shop' has these labels$/);
  });

  test.each([peerAuthentication, requestAuthentication, telemetry, wasmPlugin, proxyConfig].map(make => [make]))('is of any kind', make => {
    expect(found(policySelectsNothing, [make(selecting('catalog')), pod()])).toHaveLength(1);
    expect(found(policySelectsNothing, [make(selecting('cart')), pod()])).toEqual([]);
  });

  test('may select machines, all pods, or targets', () => {
    expect(found(policySelectsNothing, [authorization(selecting('db')), pod(), object('networking.istio.io/v1', 'WorkloadEntry', 'db', 'shop', { labels: { app: 'db' } })])).toEqual([]);
    expect(found(policySelectsNothing, [authorization(selecting('db')), pod(), object('networking.istio.io/v1', 'WorkloadGroup', 'db')])).toEqual([]);
    expect(found(policySelectsNothing, [authorization({}), pod()])).toEqual([]);
  });

  test('is not told where pods may be that were not given', () => {
    expect(found(policySelectsNothing, [authorization(selecting('catalog')), pod('cart', 'store')])).toEqual([]);
    expect(found(policySelectsNothing, [authorization(selecting('catalog')), service({ selector: { app: 'cart' }, ports: [{ port: 80 }] })])).toEqual([]);
    expect(found(policySelectsNothing, [authorization(selecting('catalog'), 'cart', 'istio-system'), pod('istiod', 'istio-system')])).toEqual([]);
    expect(found(policySelectsNothing, [authorization(selecting('catalog')), pod(), k8sGateway({}, 'edge')])).toEqual([]);
    expect(found(policySelectsNothing, [authorization(selecting('catalog')), pod(), object('argoproj.io/v1alpha1', 'Rollout', 'catalog')])).toEqual([]);
  });
});
