import { policyTargetWithoutWaypoint } from '../../../../src/check/rules/security/policy-target-without-waypoint';
import { authorization, found, k8sGateway, namespace, object, service, TestObject } from '../../objects/as-json';

const attached = (kind: string) => authorization({ targetRefs: [{ kind, name: 'cart' }] });
const labelled = (value: string) => ({ ...service({}), metadata: { name: 'cart', namespace: 'shop', labels: { 'istio.io/use-waypoint': value } } });
const told = (...objects: TestObject[]) => found(policyTargetWithoutWaypoint, objects);

describe('a target without a waypoint', () => {
  test('is told', () => {
    expect(told(attached('Service'), service({}), namespace('shop'))).toEqual([
      'AuthorizationPolicy shop/cart spec.targetRefs[0]: is attached to Service \'cart\', which uses no waypoint, so nothing holds it',
    ]);
    expect(told(attached('ServiceEntry'), object('networking.istio.io/v1', 'ServiceEntry'), namespace('shop'))).toHaveLength(1);
    expect(told(attached('Service'), labelled('none'), namespace('shop', { 'istio.io/use-waypoint': 'waypoint' }))).toHaveLength(1);
  });

  test('may have one, by itself or by its namespace', () => {
    expect(told(attached('Service'), labelled('waypoint'), namespace('shop'))).toEqual([]);
    expect(told(attached('Service'), service({}), namespace('shop', { 'istio.io/use-waypoint': 'waypoint' }))).toEqual([]);
  });

  test('is not told where target or namespace were not given, or of a Gateway', () => {
    expect(told(attached('Service'), service({}))).toEqual([]);
    expect(told(attached('Service'), namespace('shop'))).toEqual([]);
    expect(told(attached('Gateway'), k8sGateway({}), service({}), namespace('shop'))).toEqual([]);
    expect(told(authorization({ targetRefs: [{ kind: 'Service' }] }), service({}), namespace('shop'))).toEqual([]);
  });
});
