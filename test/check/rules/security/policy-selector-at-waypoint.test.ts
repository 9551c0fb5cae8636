import { policySelectorAtWaypoint } from '../../../../src/check/rules/security/policy-selector-at-waypoint';
import { authorization, found, k8sGateway, telemetry, TestObject } from '../../objects/as-json';

const LABEL = 'gateway.networking.k8s.io/gateway-name';
const told = (...objects: TestObject[]) => found(policySelectorAtWaypoint, objects);
const ofClass = (gatewayClassName?: string) => ({ ...k8sGateway({}), metadata: { name: 'waypoint', namespace: 'shop' }, spec: { gatewayClassName } });
const selector = { matchLabels: { [LABEL]: 'waypoint' } };

describe('a policy that selects the pods of a waypoint', () => {
  test('is told', () => {
    expect(told(authorization({ selector }), ofClass('istio-waypoint'))).toEqual([
      `AuthorizationPolicy shop/cart spec.selector.matchLabels["${LABEL}"]: selects the pods of waypoint 'waypoint', which takes only policies that name it in targetRefs`,
    ]);
    expect(told(telemetry({ selector }), ofClass('istio-waypoint'))).toHaveLength(1);
  });

  test('is not told of gateways, of waypoints that were not given, of other selectors, nor beside targets', () => {
    expect(told(authorization({ selector }), ofClass('istio'))).toEqual([]);
    expect(told(authorization({ selector }), ofClass('istio-waypoint-of-ours'))).toEqual([]);
    expect(told(authorization({ selector }), ofClass())).toEqual([]);
    expect(told(authorization({ selector }))).toEqual([]);
    expect(told(authorization({ selector: { matchLabels: { app: 'waypoint' } } }), ofClass('istio-waypoint'))).toEqual([]);
    expect(told(authorization({}), ofClass('istio-waypoint'))).toEqual([]);
    expect(told(authorization({ selector, targetRefs: [{ kind: 'Gateway', name: 'waypoint' }] }), ofClass('istio-waypoint'))).toEqual([]);
  });
});
