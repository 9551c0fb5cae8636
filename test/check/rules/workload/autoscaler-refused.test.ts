import { autoscalerRefused } from '../../../../src/check/rules/workload/autoscaler-refused';
import { finder, object } from '../../objects/workloads';

const find = finder(autoscalerRefused);
const scaler = (spec: object, version = 'v2') =>
  find([object(`autoscaling/${version}`, 'HorizontalPodAutoscaler', 'cart', { spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'cart' }, maxReplicas: 3, ...spec } })])
    .map(text => text.replace('HorizontalPodAutoscaler shop/cart ', ''));
const metric = (of: object) => scaler({ metrics: [of] }).map(text => text.replace('spec.metrics[0]', ''));
const cpu = (target: object) => metric({ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', ...target } } });
const pods = (target: object) => metric({ type: 'Pods', pods: { metric: { name: 'a' }, target: { type: 'AverageValue', ...target } } });

describe('an autoscaler', () => {
  test('has at most as many replicas as it has at least, or more', () => {
    expect(scaler({ minReplicas: 5 })).toEqual(['spec.maxReplicas: has at most 3 replicas, and at least 5']);
    expect(scaler({ minReplicas: 5 }, 'v1')).toHaveLength(1);
    expect([scaler({ minReplicas: 3 }), scaler({})].flat()).toEqual([]);
  });

  test('scales what is of a group', () => {
    const of = (apiVersion?: string) => scaler({ scaleTargetRef: { apiVersion, kind: 'Deployment', name: 'cart' } });
    expect(of('v1')).toEqual(['spec.scaleTargetRef.apiVersion: scales what is of apiVersion \'v1\', and that must have a group, as apps/v1']);
    expect([of(), of(''), of('apps/v1/v1')].map(found => found.length)).toEqual([1, 1, 1]);
    expect(of('apps/v1')).toEqual([]);
  });

  test('has metrics with what their type names', () => {
    expect(metric({ type: 'Resource' })).toEqual([': has a metric of type Resource without \'resource\'']);
    expect(['ContainerResource', 'External', 'Object', 'Pods'].flatMap(type => metric({ type }))).toEqual(['containerResource', 'external', 'object', 'pods']
      .map(field => expect.stringContaining(`without '${field}'`)));
    expect(metric({ type: 'Other' })).toEqual([]);
    expect(cpu({})).toEqual(['.resource.target: has a target without averageUtilization and averageValue']);
    expect(cpu({ averageUtilization: 80, averageValue: '1' })).toEqual(['.resource.target: has a target with averageUtilization and averageValue together']);
    expect(pods({ value: '1' })).toEqual(['.pods.target: has a target without averageValue']);
    expect(metric({ type: 'Object', object: { target: { value: '1', averageValue: '1' } } })).toEqual([]);
    expect(metric({ type: 'External', external: { target: { value: '1', averageValue: '1' } } })).toHaveLength(1);
    expect([cpu({ averageUtilization: 80 }), pods({ averageValue: '10' })].flat()).toEqual([]);
  });

  test('wants more than nothing', () => {
    expect(pods({ averageValue: '-1' })).toEqual(['.pods.target.averageValue: has the target -1, and it must be more than 0']);
    expect([pods({ averageValue: '0' }), pods({ averageValue: 0 })].map(found => found.length)).toEqual([1, 1]);
    expect(pods({ averageValue: '0.5' })).toEqual([]);
  });

  test('has policies, or those by default', () => {
    expect(scaler({ behavior: { scaleUp: { policies: [] } } })).toEqual(['spec.behavior.scaleUp.policies: has an empty list of policies: leave it out for those by default']);
    expect(scaler({ behavior: { scaleUp: {}, scaleDown: { policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }] } } })).toEqual([]);
  });
});
