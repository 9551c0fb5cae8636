import { hostInTwoParts } from '../../../../src/check/rules/virtual-service/host-in-two-parts';
import { findingsIn } from '../../fixtures';
import { service, virtualService } from '../../objects/virtual-services';

const entry = `
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: cart, namespace: shop }
spec: { hosts: [cart.shop] }
`;
const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [hostInTwoParts]);

describe('a host of a service and its namespace', () => {
  test('is found where such a Service is', () => {
    expect(find(service('cart'), virtualService('hosts: [a, cart.shop, cart.shop.svc, cart.other, cart.shop.com]'))).toEqual([
      'host-in-two-parts: VirtualService shop/reviews spec.hosts[1]: has host \'cart.shop\', which is not \'cart.shop.svc.cluster.local\'',
      'host-in-two-parts: VirtualService shop/reviews spec.hosts[2]: has host \'cart.shop.svc\', which is not \'cart.shop.svc.cluster.local\'',
    ]);
    expect(find(virtualService('hosts: [cart.shop]'))).toEqual([]);
    expect(find(service('cart'), virtualService('hosts: [cart.shop.svc.cluster.local, cart, "*.shop"]'))).toEqual([]);
    expect(find(service('cart'), virtualService('hosts: [cart.shop]'), entry)).toEqual([]);
  });
});
