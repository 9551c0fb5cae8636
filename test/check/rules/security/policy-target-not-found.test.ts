import { policyTargetNotFound } from '../../../../src/check/rules/security/policy-target-not-found';
import { authorization, found, k8sGateway, object, pod, service, TestObject } from '../../objects/as-json';

const GATEWAY = 'gateway.networking.k8s.io';
const attached = (kind: string, name: string, group = '') => authorization({ targetRefs: [{ group, kind, name }] });
const told = (...objects: TestObject[]) => found(policyTargetNotFound, objects);

describe('the target of a policy', () => {
  test('is told if others of its kind are there', () => {
    expect(told(attached('Gateway', 'edge', GATEWAY), k8sGateway({}, 'public'))).toEqual([
      'AuthorizationPolicy shop/cart spec.targetRefs[0].name: is attached to Gateway \'edge\', and namespace \'shop\' has \'public\'',
    ]);
    expect(told(authorization({ targetRef: { group: GATEWAY, kind: 'Gateway', name: 'edge' } }), k8sGateway({}, 'public'))[0]).toMatch(/spec\.targetRef\.name: /);
    expect(told(attached('ServiceEntry', 'db', 'networking.istio.io'), object('networking.istio.io/v1', 'ServiceEntry', 'api'))).toHaveLength(1);
    const many = ['a', 'b', 'c', 'd', 'e', 'f'].map(name => k8sGateway({}, name));
    expect(told(attached('Gateway', 'edge', GATEWAY), ...many)[0]).toMatch(/has 'a', 'b', 'c', 'd', 'e' and others$/);
    expect(told(attached('Gateway', 'edge', GATEWAY), ...many.slice(1))[0]).toMatch(/has 'b', 'c', 'd', 'e', 'f'$/);
  });

  test('is told if it is a Service and workloads of the namespace were given', () => {
    expect(told(attached('Service', 'carts'), pod())[0]).toMatch(/is attached to Service 'carts', and namespace 'shop' has none$/);
    expect(told(attached('Service', 'carts', 'core'), service({}))).toHaveLength(1);
  });

  test('may be there, or of a namespace or kind of which nothing was given', () => {
    expect(told(attached('Gateway', 'edge', GATEWAY), k8sGateway({}, 'edge'))).toEqual([]);
    expect(told(attached('Service', 'cart'), service({}))).toEqual([]);
    expect(told(attached('Gateway', 'edge', GATEWAY), k8sGateway({}, 'public', 'edge'), pod())).toEqual([]);
    expect(told(attached('Service', 'cart'), pod('cart', 'store'))).toEqual([]);
    expect(told(attached('GatewayClass', 'istio-waypoint', GATEWAY), k8sGateway({}, 'public'))).toEqual([]);
    expect(told(authorization({ targetRefs: [{ kind: 'Service' }] }), pod())).toEqual([]);
  });
});
