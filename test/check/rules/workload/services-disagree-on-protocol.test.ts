import { servicesDisagreeOnProtocol } from '../../../../src/check/rules/workload/services-disagree-on-protocol';
import { finder, INJECTED, object, pod, service } from '../../objects/workloads';

const find = finder(servicesDisagreeOnProtocol);
const other = (ports: object[]) => object('v1', 'Service', 'other', { spec: { selector: { app: 'cart' }, ports } });
const PORT = { name: 'http', port: 80, targetPort: 8080 };

describe('a port of pods', () => {
  test('is HTTP for one Service and TCP for another', () => {
    expect(find([INJECTED, service('cart', [PORT]), other([{ name: 'udp-x', port: 1, protocol: 'UDP' }, { name: 'tcp', port: 8080 }]), pod('cart')])).toEqual([
      'Service shop/other spec.ports[1]: leads with TCP to port 8080 of Pod \'cart\', to which Service \'shop/cart\' leads with HTTP',
    ]);
  });

  test('is meant by its name', () => {
    const named = pod('cart', { spec: { containers: [{ name: 'app', ports: [{ name: 'web', containerPort: 8080 }] }] } });
    expect(find([INJECTED, service('cart', [PORT]), other([{ name: 'tls', port: 8443, targetPort: 'web' }]), named])).toHaveLength(1);
    expect(find([INJECTED, service('cart', [PORT]), other([{ name: 'tls', port: 8443, targetPort: 'none' }]), named])).toEqual([]);
  });

  test('is said to differ by two ports of one Service', () => {
    expect(find([INJECTED, service('cart', [PORT, { name: 'https', port: 443, targetPort: 8080 }]), pod('cart')])).toEqual([expect.stringContaining('to which its port 80 leads with HTTP')]);
  });

  test('is said once for all pods of a Service', () => {
    expect(find([INJECTED, service('cart', [PORT]), other([{ name: 'tcp', port: 8080 }]), pod('cart'), pod('cart-2', { labels: { app: 'cart' } })])).toHaveLength(1);
  });

  test('is fine where both are HTTP or both are not, where nothing is said, and for other ports', () => {
    expect(find([INJECTED, service('cart', [PORT]), other([{ name: 'grpc', port: 8080 }]), pod('cart')])).toEqual([]);
    expect(find([INJECTED, service('cart', [{ name: 'tcp', port: 8080 }]), other([{ name: 'tls', port: 8080 }]), pod('cart')])).toEqual([]);
    expect(find([INJECTED, service('cart', [PORT]), other([{ name: 'web', port: 8080 }, { name: 'udp', port: 8080, protocol: 'UDP' }, { name: 'tcp', port: 8081 }]), pod('cart')])).toEqual([]);
  });

  test('does not matter outside of the mesh', () => {
    expect(find([service('cart', [PORT]), other([{ name: 'tcp', port: 8080 }]), pod('cart')])).toEqual([]);
  });
});
