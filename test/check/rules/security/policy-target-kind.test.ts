import { policyTargetKind } from '../../../../src/check/rules/security/policy-target-kind';
import { authorization, found } from '../../objects/as-json';

const told = (ref: object, namespace = 'shop') => found(policyTargetKind, [authorization({ targetRefs: [ref] }, 'cart', namespace)]);

describe('the kind of a target', () => {
  test('is told if it takes no policies', () => {
    expect(told({ group: 'apps', kind: 'Deployment', name: 'cart' })).toEqual([
      'AuthorizationPolicy shop/cart spec.targetRefs[0]: is attached to Deployment of group \'apps\', which takes no policies',
    ]);
    expect(told({ kind: 'Gateway', name: 'edge' })[0]).toMatch(/is attached to Gateway of group '', which/);
  });

  test.each([['', 'Service'], ['core', 'Service'], ['networking.istio.io', 'ServiceEntry'], ['gateway.networking.k8s.io', 'Gateway']])(
    'may be %s/%s', (group, kind) => expect(told({ group, kind, name: 'cart' })).toEqual([]));

  test('is a class only for waypoints, in the root namespace', () => {
    const ref = { group: 'gateway.networking.k8s.io', kind: 'GatewayClass', name: 'istio-waypoint' };
    expect(told(ref, 'istio-system')).toEqual([]);
    expect(told(ref)[0]).toMatch(/is attached to GatewayClass 'istio-waypoint' in namespace 'shop', and only 'istio-waypoint' in namespace 'istio-system' takes a policy$/);
    expect(told({ ...ref, name: 'istio' }, 'istio-system')).toHaveLength(1);
    expect(told({ group: ref.group, kind: ref.kind }, 'istio-system')[0]).toMatch(/GatewayClass '' in/);
  });

  test('may be missing', () => {
    expect(told({ name: 'cart' })).toEqual([]);
  });
});
