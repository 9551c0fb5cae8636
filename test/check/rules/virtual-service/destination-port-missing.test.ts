import { destinationPortMissing } from '../../../../src/check/rules/virtual-service/destination-port-missing';
import { findingsIn } from '../../fixtures';
import { gateway, httpServer, service, virtualService } from '../../objects/virtual-services';

const cart = service('cart', 'shop', ['http:8080', 'admin:9090']);
const bound = (match = '', port = '') => virtualService(`hosts: [a.example.com]
  gateways: [edge/public]
  http: [{ ${match}route: [{ destination: { host: cart.shop.svc.cluster.local${port} } }] }]`);
const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [destinationPortMissing]);

describe('a destination without a port', () => {
  test('is found where the gateway\'s port is none of its host', () => {
    expect(find(cart, gateway('public', 'edge', httpServer('a.example.com', 80)), bound())).toEqual([
      'destination-port-missing: VirtualService shop/reviews spec.http[0].route[0].destination: routes to \'cart.shop.svc.cluster.local\', which has ports 8080, 9090, without saying to which, '
        + 'and requests come at port 80 at Gateway \'edge/public\'',
    ]);
    expect(find(cart, gateway('public', 'edge', httpServer('a.example.com', 8080)), bound())).toEqual([]);
    expect(find(cart, bound())).toEqual([]);
  });

  test('is fine where the host has one port, or it is named', () => {
    const edge = gateway('public', 'edge', httpServer('a.example.com', 80));
    expect(find(service('cart', 'shop', ['http:8080']), edge, bound())).toEqual([]);
    expect(find(cart, edge, bound('', ', port: { number: 8080 }'))).toEqual([]);
    expect(find(edge, bound())).toEqual([]);
  });

  test('is judged by the ports of conditions, if each has one', () => {
    const edge = gateway('public', 'edge', httpServer('a.example.com', 80), httpServer('a.example.com', 8080));
    expect(find(cart, edge, bound('match: [{ port: 8080 }], '))).toEqual([]);
    expect(find(cart, edge, bound('match: [{ port: 80 }], '))).toHaveLength(1);
    expect(find(cart, edge, gateway('two', 'edge', httpServer('a.example.com', 80)), bound().replace('[edge/public]', '[edge/public, edge/two]'))).toHaveLength(1);
    expect(find(cart, edge, bound('match: [{ port: 8080 }, {}], '))).toHaveLength(1);
    expect(find(cart, edge, bound('match: [{ gateways: [edge/public] }], '))).toEqual([]);
  });

  test('is fine in the mesh for the ports that both hosts have', () => {
    const front = (ports: readonly string[]) => service('front', 'shop', ports);
    const route = virtualService('hosts: [front]\n  http: [{ route: [{ destination: { host: cart } }] }]');
    expect(find(cart, front(['http:8080']), route)).toEqual([]);
    expect(find(cart, front(['http:80']), route)).toEqual([expect.stringContaining('requests come at port 80 in the mesh')]);
    expect(find(cart, front(['tcp:80']), route)).toEqual([]);
    expect(find(cart, route)).toEqual([]);
  });
});
