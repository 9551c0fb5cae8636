import { runsAsProxyUser } from '../../../../src/check/rules/workload/runs-as-proxy-user';
import { deployment, finder, INJECTED, namespace, pod } from '../../objects/workloads';

const find = finder(runsAsProxyUser);
const user = (runAsUser: number) => ({ securityContext: { runAsUser } });

describe('a container with the user of the proxy', () => {
  test('is found for the pod, its containers and those before them', () => {
    expect(find([INJECTED, deployment('cart', { spec: user(1337) })])).toEqual([
      'Deployment shop/cart spec.template.spec.securityContext.runAsUser: says that its pods run as user 1337, which is the proxy\'s: its calls pass the proxy by',
    ]);
    expect(find([INJECTED, pod('cart', { spec: { containers: [{ name: 'a' }, { name: 'app', securityContext: { runAsGroup: 1337 } }] } })])).toEqual([
      expect.stringContaining('spec.containers[1].securityContext.runAsGroup: says that container \'app\' runs as group 1337'),
    ]);
    expect(find([INJECTED, pod('cart', { spec: { initContainers: [user(1337)] } })])).toEqual([expect.stringContaining('container \'0\' runs')]);
  });

  test('is fine for others, for gateways, and where nothing is injected', () => {
    expect(find([INJECTED, pod('cart', { spec: user(1338) }), pod('front')])).toEqual([]);
    expect(find([INJECTED, pod('edge', { spec: { ...user(1337), containers: [{ name: 'istio-proxy', image: 'auto' }] } })])).toEqual([]);
    expect(find([namespace(), pod('cart', { spec: user(1337) })])).toEqual([]);
    expect(find([pod('cart', { spec: user(1337) })])).toEqual([]);
  });
});
