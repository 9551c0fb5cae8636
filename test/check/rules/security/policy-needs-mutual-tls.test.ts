import { policyNeedsMutualTls } from '../../../../src/check/rules/security/policy-needs-mutual-tls';
import { authorization, found, peerAuthentication, pod, selecting, TestObject } from '../../objects/as-json';

const asking = (source: object, more: object = {}) => authorization({ rules: [{ from: [{ source }] }], ...more });
const off = (more: object = {}, name = 'off', namespace = 'shop') => peerAuthentication({ mtls: { mode: 'DISABLE' }, ...more }, name, namespace);
const told = (...objects: TestObject[]) => found(policyNeedsMutualTls, objects);

describe('a policy by identity where mutual TLS is off', () => {
  test('matches nobody, or denies nobody', () => {
    expect(told(asking({ principals: ['*'] }), off())).toEqual([
      'AuthorizationPolicy shop/cart spec.rules[0].from[0].source.principals: asks for principals where PeerAuthentication \'shop/off\' disables mutual TLS, so it matches nobody',
    ]);
    expect(told(asking({ principals: ['*'] }, { action: 'DENY' }), off())[0]).toMatch(/so it denies nobody$/);
    expect(told(asking({ principals: ['*'] }), off({}, 'off', 'istio-system'))).toHaveLength(1);
  });

  test.each(['principals', 'notPrincipals', 'namespaces', 'serviceAccounts', 'trustDomains'])('asks for %s', field => {
    expect(told(asking({ [field]: ['a'] }), off())).toHaveLength(1);
  });

  test('is told if it is so for all of its workloads', () => {
    const policy = asking({ principals: ['*'] }, selecting('cart'));
    expect(told(policy, off(selecting('cart')), pod())).toHaveLength(1);
    expect(told(policy, off(selecting('catalog')), pod(), pod('catalog'))).toEqual([]);
    expect(told(asking({ principals: ['*'] }), off(selecting('catalog')), pod(), pod('catalog'))).toEqual([]);
    expect(told(asking({ principals: ['*'] }), off(selecting('cart')), pod())).toHaveLength(1);
    expect(told(policy, off())).toEqual([]);
  });

  test('is not told where it may be on, or where nothing of it is asked', () => {
    expect(told(asking({ principals: ['*'] }))).toEqual([]);
    expect(told(asking({ principals: ['*'] }), peerAuthentication({ mtls: { mode: 'PERMISSIVE' } }))).toEqual([]);
    expect(told(asking({ ipBlocks: ['192.0.2.1'] }), off())).toEqual([]);
    expect(told(asking({ principals: ['*'] }), off({ ...selecting('cart'), portLevelMtls: { 8080: { mode: 'STRICT' } } }), pod())).toEqual([]);
    expect(told(authorization({ rules: [{ from: [{ source: { principals: ['*'] } }] }] }, 'all', 'istio-system'), off({}, 'off', 'istio-system'))).toEqual([]);
    expect(told(asking({ principals: ['*'] }, { targetRefs: [{ kind: 'Service', name: 'cart' }] }), off())).toEqual([]);
  });
});
