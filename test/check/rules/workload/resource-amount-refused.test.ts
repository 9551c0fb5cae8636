import { resourceAmountRefused } from '../../../../src/check/rules/workload/resource-amount-refused';
import { deployment, finder, object } from '../../objects/workloads';

const find = finder(resourceAmountRefused);
const container = (resources: object, list = 'containers') =>
  find([deployment('cart', { spec: { containers: [], [list]: [{ name: 'app', resources }] } })]).map(text => text.replace('Deployment shop/cart spec.template.spec.', ''));
const limits = (of: object) => container({ limits: of });

describe('an amount', () => {
  test('is not negative', () => {
    expect(limits({ cpu: '-1' })).toEqual(['containers[0].resources.limits.cpu: has -1 of cpu, which is less than nothing']);
    expect(container({ requests: { memory: '-1Gi' } }, 'initContainers')).toEqual(['initContainers[0].resources.requests.memory: has -1Gi of memory, which is less than nothing']);
    expect([limits({ cpu: 0, memory: '0.1' }), container({})].flat()).toEqual([]);
  });

  test('of devices is whole', () => {
    expect(limits({ 'example.com/gpu': '500m' })).toEqual(['containers[0].resources.limits["example.com/gpu"]: has 500m of example.com/gpu, which is not whole']);
    expect([limits({ 'example.com/gpu': '0.0001' }), limits({ 'example.com/gpu': '1u' })].map(found => found.length)).toEqual([1, 1]);
    expect([limits({ 'example.com/gpu': '2000m' }), limits({ 'example.com/gpu': 3 }), limits({ cpu: '500m' }), limits({ 'x.kubernetes.io/battery': '500m' })].flat()).toEqual([]);
  });

  test('of devices and huge pages is not promised twice', () => {
    expect(container({ requests: { 'example.com/gpu': '1' } })).toEqual(['containers[0].resources.requests["example.com/gpu"]: requests example.com/gpu without a limit']);
    expect(container({ limits: { 'example.com/gpu': '2' }, requests: { 'example.com/gpu': '1' } }))
      .toEqual(['containers[0].resources.requests["example.com/gpu"]: requests example.com/gpu 1, which is less than its limit of 2']);
    expect(container({ limits: { 'cpu': '1', 'hugepages-2Mi': '4Mi' }, requests: { 'hugepages-2Mi': '2Mi' } })).toHaveLength(1);
    expect(container({ limits: { 'cpu': '2', 'example.com/gpu': '1' }, requests: { 'cpu': '1', 'memory': '1Gi', 'example.com/gpu': '1000m' } })).toEqual([]);
  });

  test('of huge pages is whole, and beside cpu or memory', () => {
    expect(limits({ 'memory': '1Gi', 'hugepages-2Mi': '3Mi' })).toEqual(['containers[0].resources.limits.hugepages-2Mi: has 3Mi of hugepages-2Mi, which is no whole number of pages']);
    expect(limits({ 'hugepages-2Mi': '4Mi' })).toEqual(['containers[0].resources: has huge pages and neither cpu nor memory']);
    expect([limits({ 'memory': '1Gi', 'hugepages-2Mi': '4Mi' }), container({ limits: { 'hugepages-1Gi': '1Gi' }, requests: { cpu: '1' } })].flat()).toEqual([]);
  });

  test('of what a pod costs, and of a quota, likewise', () => {
    expect(find([deployment('cart', { spec: { containers: [], overhead: { 'example.com/key': '100m', 'cpu': '100m' } } })]))
      .toEqual(['Deployment shop/cart spec.template.spec.overhead["example.com/key"]: has 100m of example.com/key, which is not whole']);
    expect(find([object('v1', 'ResourceQuota', 'a', { spec: { hard: { 'pods': '100m', 'count/deployments.apps': '0.5', 'requests.cpu': '100m', 'requests.example.com/gpu': '100m' } } })]).map(text => text.split(': ')[0]))
      .toEqual(['ResourceQuota shop/a spec.hard.pods', 'ResourceQuota shop/a spec.hard["count/deployments.apps"]']);
  });
});
