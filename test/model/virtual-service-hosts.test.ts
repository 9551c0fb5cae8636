import { Mesh } from '../../src/model/mesh';
import { routedHosts } from '../../src/model/routed-subsets';
import { repeatedHosts, strayHosts, virtualServiceHosts } from '../../src/model/virtual-service-hosts';
import { meshOf } from '../check/fixtures';
import { service, virtualService } from '../check/objects/virtual-services';

describe('the hosts of VirtualServices', () => {
  let mesh: Mesh;
  beforeEach(() => {
    mesh = meshOf([
      virtualService('hosts: [cart, a.example.com]', 'first'), virtualService('gateways: []', 'delegate'),
      virtualService('hosts: [cart, CART.shop.svc.cluster.local, "*"]', 'second', 'front'), service('cart'),
    ].join(''));
  });

  test('are fully qualified, with what has them', () => {
    expect(virtualServiceHosts(mesh).map(({ service: { name }, hosts }) => [name, ...hosts.map(({ host, at, known }) => `${at} ${host} ${known.length}`)])).toEqual([
      ['first', '0 cart.shop.svc.cluster.local 1', '1 a.example.com 0'],
      ['delegate'],
      ['second', '0 cart.front.svc.cluster.local 0', '1 CART.shop.svc.cluster.local 0', '2 * 0'],
    ]);
  });

  test('have names', () => {
    expect([...routedHosts(mesh)]).toEqual(['cart.shop.svc.cluster.local', 'a.example.com', 'cart.front.svc.cluster.local', 'CART.shop.svc.cluster.local', '*']);
  });

  test('are known to be had by nobody', () => {
    expect(strayHosts(mesh).map(({ service: { name }, host, at }) => `${name} ${at} ${host}`)).toEqual([
      'first 1 a.example.com', 'second 0 cart.front.svc.cluster.local', 'second 1 CART.shop.svc.cluster.local', 'second 2 *',
    ]);
  });

  test('are known to be repeated, however they are written', () => {
    expect([...repeatedHosts(mesh)]).toEqual(['cart.shop.svc.cluster.local']);
  });
});
