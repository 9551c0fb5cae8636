import { resourceNameRefused } from '../../../../src/check/rules/workload/resource-name-refused';
import { deployment, finder, object } from '../../objects/workloads';

const find = finder(resourceNameRefused);
const container = (limits: object) => find([deployment('cart', { spec: { containers: [{ name: 'app', resources: { limits } }] } })]);
const quota = (hard: object) => find([object('v1', 'ResourceQuota', 'a', { spec: { hard } })]);
const range = (type: string, max: object) => find([object('v1', 'LimitRange', 'a', { spec: { limits: [{ type, max }] } })]);

describe('a resource', () => {
  test('of a container is one of Kubernetes, or has a domain', () => {
    expect(container({ mem: '1Gi' })).toEqual(['Deployment shop/cart spec.template.spec.containers[0].resources.limits.mem: limits the resource \'mem\', which is none']);
    expect(container({ 'requests.cpu': '1', 'a b/c': '1' })).toHaveLength(2);
    expect(container({ 'cpu': '1', 'memory': '1Gi', 'ephemeral-storage': '1Gi', 'hugepages-2Mi': '4Mi', 'example.com/gpu': '1' })).toEqual([]);
  });

  test('of what a pod costs is one of containers', () => {
    expect(find([deployment('cart', { spec: { containers: [], overhead: { 'a b': '1', 'cpu': '1' } } })])).toEqual([
      'Deployment shop/cart spec.template.spec.overhead["a b"]: limits the resource \'a b\', which is none',
    ]);
  });

  test('of a quota is a request, a limit or a number of objects', () => {
    expect(quota({ cpus: '1', deployments: '1' })).toHaveLength(2);
    expect(quota({ 'cpu': '1', 'requests.memory': '1Gi', 'limits.cpu': '1', 'requests.storage': '1Gi', 'pods': '1', 'services.loadbalancers': '1', 'count/deployments.apps': '1' })).toEqual([]);
  });

  test('of a LimitRange is one of containers, or storage', () => {
    expect(range('Container', { storage: '1Gi' })).toEqual(['LimitRange shop/a spec.limits[0].max.storage: limits the resource \'storage\', which is none']);
    expect([range('PersistentVolumeClaim', { storage: '1Gi' }), range('Pod', { cpu: '1' })].flat()).toEqual([]);
  });
});
