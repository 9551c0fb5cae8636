import { ambientPolicyWithoutTarget } from '../../../../src/check/rules/security/ambient-policy-without-target';
import { authorization, found, namespace, peerAuthentication, pod, requestAuthentication, selecting, telemetry, TestObject, wasmPlugin } from '../../objects/as-json';

const AMBIENT = namespace('shop', { 'istio.io/dataplane-mode': 'ambient' });
const BY_METHOD = authorization({ rules: [{ to: [{ operation: { methods: ['GET'] } }] }] });
const told = (...objects: TestObject[]) => found(ambientPolicyWithoutTarget, objects);

describe('a policy about requests in ambient mode', () => {
  test('is told', () => {
    expect(told(BY_METHOD, pod(), AMBIENT)).toEqual([
      'AuthorizationPolicy shop/cart spec: is about requests and has no targetRefs, and Pod \'cart\' is in ambient mode',
    ]);
  });

  test.each([
    authorization({ action: 'CUSTOM', rules: [{}] }), requestAuthentication({ jwtRules: [{ issuer: 'a' }] }), wasmPlugin({}), telemetry(selecting('cart')),
  ].map(policy => [policy]))('is %j', policy => expect(told(policy, pod(), AMBIENT)).toHaveLength(1));

  test.each([
    authorization({ rules: [{ from: [{ source: { principals: ['*'] } }] }] }), requestAuthentication({}), telemetry({}), peerAuthentication({}), wasmPlugin(selecting('other')),
    wasmPlugin({}, 'cart', 'istio-system'), wasmPlugin({ targetRefs: [{ kind: 'Service', name: 'cart' }] }),
  ].map(policy => [policy]))('is not %j', policy => expect(told(policy, pod(), AMBIENT)).toEqual([]));

  test('is well where a proxy reads requests, or may', () => {
    const others = [
      { labels: { 'sidecar.istio.io/inject': 'true' } }, { labels: { 'istio.io/dataplane-mode': 'none' } },
      { labels: { 'gateway.networking.k8s.io/gateway-name': 'edge' } }, { annotations: { 'inject.istio.io/templates': 'gateway' } },
      { containers: [{ name: 'istio-proxy' }] }, { containers: [{ name: 'edge', image: 'auto' }] },
    ];
    expect(others.flatMap(spec => told(BY_METHOD, pod('cart', 'shop', spec), AMBIENT))).toEqual([]);
    expect(told(BY_METHOD, pod(), pod('edge', 'shop', others[0]), AMBIENT)).toEqual([]);
    expect(told(BY_METHOD, pod())).toEqual([]);
    expect(told(BY_METHOD, pod(), namespace('shop'))).toEqual([]);
    expect(told(BY_METHOD, AMBIENT)).toEqual([]);
  });
});
