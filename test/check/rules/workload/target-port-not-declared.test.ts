import { checkMesh } from '../../../../src/check/check-mesh';
import { targetPortNotDeclared } from '../../../../src/check/rules/workload/target-port-not-declared';
import { meshOf } from '../../fixtures';
import { finder, pod, service } from '../../objects/workloads';

const find = finder(targetPortNotDeclared);
const listens = (name: string, ...ports: object[]) => pod(name, { labels: { app: 'cart' }, spec: { containers: [{ name: 'app', ports }] } });
const HTTP = { name: 'http', containerPort: 8080 };
const to = (targetPort: number | string, more = {}) => service('cart', [{ name: 'http', port: 80, targetPort, ...more }]);

describe('a target port', () => {
  test('is found where a pod has no port of its name', () => {
    expect(find([to('web'), listens('cart', HTTP, { name: 'grpc', containerPort: 9090 }, { containerPort: 1 })])).toEqual([
      'Service shop/cart spec.ports[0].targetPort: leads to port \'web\', and Pod \'cart\' names \'http\', \'grpc\'',
    ]);
    expect(find([to('web'), pod('cart')])).toEqual([expect.stringContaining('Pod \'cart\' names none')]);
    expect(find([to('http'), listens('cart', HTTP), listens('cart-2', { name: 'web', containerPort: 8080 })])).toEqual([expect.stringContaining('Pod \'cart-2\' names \'web\'')]);
    expect(find([to('http', { protocol: 'UDP' }), listens('cart', HTTP)])).toHaveLength(1);
  });

  test('is doubted where pods declare a single port of another number', () => {
    const { findings } = checkMesh(meshOf(to(8081) + listens('cart', HTTP)), { rules: [targetPortNotDeclared] });
    expect(findings.map(({ severity, message }) => `${severity} ${message}`)).toEqual(['warning leads to port 8081, and Pod \'cart\' declares 8080 alone']);
    expect(find([service('cart'), listens('cart', HTTP)])).toHaveLength(1);
  });

  test('may be a number that pods do not declare, with others, or for one of them', () => {
    expect(find([to(8081), pod('cart')])).toEqual([]);
    expect(find([to(8081), listens('cart', { name: 'http' })])).toEqual([]);
    expect(find([to(8081), listens('cart', HTTP, { containerPort: 9090 })])).toEqual([]);
    expect(find([to(8081), listens('cart', HTTP), listens('cart-2', { containerPort: 8081 })])).toEqual([]);
    expect(find([to(8081), listens('cart', HTTP), pod('cart-2', { labels: { app: 'cart' } })])).toEqual([]);
  });

  test('is fine where it is declared', () => {
    expect(find([to('http'), to(8080), to(8080, { protocol: 'UDP' }), listens('cart', HTTP)])).toEqual([]);
    expect(find([to('http'), pod('cart', { spec: { initContainers: [{ name: 'side', restartPolicy: 'Always', ports: [HTTP] }] } })])).toEqual([]);
  });

  test('is not judged without pods, at gateways, and for the proxy\'s own', () => {
    expect(find([to('http')])).toEqual([]);
    expect(find([to('http-envoy-prom'), listens('cart', HTTP)])).toEqual([]);
    expect(find([to('web'), pod('cart', { spec: { containers: [{ name: 'istio-proxy', image: 'auto' }] } })])).toEqual([]);
  });
});
