import { meshRoutesNotAtGateway } from '../../../../src/check/rules/virtual-service/mesh-routes-not-at-gateway';
import { findingsIn } from '../../fixtures';
import { virtualService } from '../../objects/virtual-services';

const split = (spec = 'hosts: [cart]') => virtualService(`${spec}\n  http: [{ route: [{ destination: { host: cart, subset: v1 } }] }]`, 'cart');
const edge = (host: string) => virtualService(`hosts: [a.example.com]\n  gateways: [edge/public]\n  http: [{ route: [{ destination: { host: ${host} } }, { destination: { host: ${host} } }] }]`);
const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [meshRoutesNotAtGateway]);

describe('a gateway and the routes of the mesh', () => {
  test('do not meet: that is said where these have subsets', () => {
    expect(find(split(), edge('cart'))).toEqual([
      'mesh-routes-not-at-gateway: VirtualService shop/reviews spec.http[0].route[0].destination: routes to \'cart.shop.svc.cluster.local\' without a subset, '
        + 'past the subsets to which VirtualService \'shop/cart\' routes in the mesh',
    ]);
    expect(find(split(), edge('cart, subset: v1'))).toEqual([]);
    expect(find(split(), edge('other'))).toEqual([]);
    expect(find(split('hosts: [cart]\n  gateways: [edge/public]'), edge('cart'))).toEqual([]);
    expect(find(split('hosts: [cart]\n  gateways: [edge/public, mesh]'), edge('cart'))).toHaveLength(1);
    expect(find(split('hosts: [other]'), edge('cart'))).toEqual([]);
    expect(find(split().replace(', subset: v1', ''), edge('cart'))).toEqual([]);
  });

  test('come to the same where all pods are of the subset', () => {
    const rule = 'apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: { name: cart, namespace: shop }\nspec: { host: cart, subsets: [{ name: v1, labels: { version: v1 } }] }\n---\n';
    const pod = (version: string) => `apiVersion: v1
kind: Pod
metadata: { name: cart-${version}, namespace: shop, labels: { app: cart, version: ${version} } }
spec: { containers: [{ name: app, image: cart }] }
---
`;
    const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: cart, namespace: shop }\nspec: { selector: { app: cart }, ports: [{ port: 80 }] }\n---\n';
    expect(find(service, pod('v1'), rule, split(), edge('cart'))).toEqual([]);
    expect(find(service, pod('v1'), pod('v2'), rule, split(), edge('cart'))).toHaveLength(1);
    expect(find(service, rule, split(), edge('cart'))).toHaveLength(1);
    expect(find(service, pod('v1'), split(), edge('cart'))).toHaveLength(1);
  });

  test('meet in one VirtualService, and copies and TCP do not matter', () => {
    expect(find(split(), edge('cart').replace('gateways: [edge/public]', 'gateways: [mesh]'))).toEqual([]);
    expect(find(split(), edge('cart').replace('hosts: [a.example.com]\n  gateways: [edge/public]', 'hosts: [cart]\n  gateways: [edge/public, mesh]'))).toEqual([]);
    expect(find(split(), edge('cart').replace('http:', 'tcp:'))).toEqual([]);
    expect(find(split(), virtualService('hosts: [a]\n  gateways: [edge/a]\n  http: [{ mirror: { host: cart } }]'))).toEqual([]);
    expect(find(virtualService('hosts: [cart]\n  http: [{ mirror: { host: cart, subset: v2 } }]', 'cart'), edge('cart'))).toEqual([]);
    expect(find(split('hosts: [cart]\n  gateways: [edge/public, mesh]').replace('[{ destination', '[{ destination: { host: cart } }, { destination'))).toEqual([]);
  });
});
