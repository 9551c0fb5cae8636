import { meshHostNotFound } from '../../../../src/check/rules/virtual-service/mesh-host-not-found';
import { findingsIn } from '../../fixtures';
import { service, virtualService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [meshHostNotFound]);

describe('a service that is not there', () => {
  test('is found for routes in the mesh', () => {
    expect(find(service('cart'), virtualService('hosts: [cart, carts]'))).toEqual([
      'mesh-host-not-found: VirtualService shop/reviews spec.hosts[1]: has routes for host \'carts.shop.svc.cluster.local\', which no Service has',
    ]);
    expect(find(service('cart'), virtualService('hosts: [carts]\n  gateways: [edge/public]'))).toEqual([]);
    expect(find(service('cart'), virtualService('hosts: [carts.example.com, "*.shop.svc.cluster.local", carts.front.svc.cluster.local]'))).toEqual([]);
    expect(find(virtualService('hosts: [carts]'))).toEqual([]);
  });
});
