import { proxyPortTaken } from '../../../../src/check/rules/workload/proxy-port-taken';
import { finder, INJECTED, namespace, pod } from '../../objects/workloads';

const find = finder(proxyPortTaken);
const listens = (containerPort: number, more: object = {}, name: string | undefined = 'app', list = 'containers') =>
  pod('cart', { spec: { [list]: [{ name, ports: [{ containerPort, ...more }] }] } });

describe('a port of the proxy', () => {
  test('is found at containers', () => {
    expect(find([INJECTED, listens(15001)])).toEqual(['Pod shop/cart spec.containers[0].ports[0].containerPort: lets container \'app\' listen on port 15001, where the proxy has its outbound listener']);
    expect([15000, 15004, 15006, 15020, 15021, 15090].flatMap(port => find([INJECTED, listens(port)]))).toHaveLength(6);
    expect(find([INJECTED, listens(15090, {}, 'side', 'initContainers')])).toHaveLength(1);
  });

  test('is the proxy\'s, another one, or not TCP', () => {
    expect(find([INJECTED, listens(15090, {}, 'istio-proxy'), listens(8080), listens(15090, { protocol: 'UDP' })])).toEqual([]);
  });

  test('is free where nothing is injected', () => {
    expect(find([namespace(), listens(15001)])).toEqual([]);
    expect(find([listens(15001)])).toEqual([]);
  });
});
