import { negativeCondition } from '../../../../src/check/rules/workload/negative-condition';
import { finder, object } from '../../objects/workloads';

const find = finder(negativeCondition);
const has = (apiVersion: string, kind: string, type: string, status: string, more: object = {}) => find([object(apiVersion, kind, 'cart', { status: { conditions: [{ type, status, ...more }] } })]);
const POLICY = ['security.istio.io/v1', 'AuthorizationPolicy'] as const;

describe('a condition', () => {
  test('says that an object does not work', () => {
    expect(has('v1', 'Service', 'istio.io/WaypointBound', 'False', { reason: 'NoWaypoint', message: 'not ready' })).toEqual([
      'Service shop/cart status.conditions[0]: has condition istio.io/WaypointBound: \'False\' (NoWaypoint, not ready)',
    ]);
    expect(has('gateway.networking.k8s.io/v1', 'Gateway', 'Programmed', 'False')).toEqual(['Gateway shop/cart status.conditions[0]: has condition Programmed: \'False\'']);
    expect(has(...POLICY, 'WaypointAccepted', 'True', { reason: 'PartiallyInvalid' })).toHaveLength(1);
  });

  test('stands at the parents of routes', () => {
    const route = object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'cart', { status: { parents: [{ conditions: [] }, { conditions: [{ type: 'Accepted', status: 'True' }, { type: 'ResolvedRefs', status: 'False' }] }] } });
    expect(find([route])).toEqual([expect.stringContaining('HTTPRoute shop/cart status.parents[1].conditions[1]: has condition ResolvedRefs')]);
  });

  test('says that it works, or nothing that matters', () => {
    expect([has(...POLICY, 'ZtunnelAccepted', 'True'), has(...POLICY, 'WaypointAccepted', 'True', { reason: 'Accepted' }), has(...POLICY, 'Other', 'False'),
      has('v1', 'Service', 'ZtunnelAccepted', 'False'), has('v1', 'Pod', 'Ready', 'False'), has('v1', 'Service', 'WaypointAccepted', 'True', { reason: 'PartiallyInvalid' })].flat()).toEqual([]);
    expect(find([object(...POLICY, 'cart'), object(...POLICY, 'front', { status: {} }), object('constructor', 'constructor', 'a', { status: {} })])).toEqual([]);
  });
});
