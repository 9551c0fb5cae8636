import { hostHasTwoVirtualServices } from '../../../../src/check/rules/virtual-service/host-has-two-virtual-services';
import { findingsIn } from '../../fixtures';
import { virtualService } from '../../objects/virtual-services';

const vs = (name: string, spec: string, namespace = 'shop') => virtualService(`${spec}\n  http: [{}]`, name, namespace);
const sidecar = (hosts: string, namespace = 'istio-system', more = '') => `
---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default, namespace: ${namespace} }
spec:
  egress: [{ hosts: [${hosts}] }]
  ${more}
`;
const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [hostHasTwoVirtualServices]);

describe('two VirtualServices for one host in the mesh', () => {
  test('are found, however they write it, and once for each pair', () => {
    expect(find(vs('a', 'hosts: [cart, other]'), vs('b', 'hosts: [Cart.shop.svc.cluster.local, other, other]'), vs('c', 'hosts: [third]'))).toEqual([
      'host-has-two-virtual-services: VirtualService shop/b spec.hosts[0]: has routes for host \'cart.shop.svc.cluster.local\' in the mesh, and VirtualService \'shop/a\' has too: only the older one holds',
    ]);
    expect(find(vs('a', 'hosts: [cart, cart]'))).toEqual([]);
  });

  test('are fine at gateways, without routes of HTTP, and as delegates', () => {
    expect(find(vs('a', 'hosts: [cart]\n  gateways: [edge/public]'), vs('b', 'hosts: [cart]'))).toEqual([]);
    expect(find(vs('a', 'hosts: [cart]\n  gateways: [edge/public, mesh]'), vs('b', 'hosts: [cart]'))).toHaveLength(1);
    expect(find(vs('a', 'hosts: [cart]'), virtualService('hosts: [cart]\n  tcp: [{}]', 'b'))).toEqual([]);
    expect(find(vs('a', 'exportTo: []'), vs('b', 'exportTo: []'))).toEqual([]);
    expect(find(vs('a', 'hosts: ["*.example.com"]'), vs('b', 'hosts: [a.example.com]'))).toEqual([]);
  });

  test('are fine where they are for other clients or ports', () => {
    const of = (name: string, match: string) => virtualService(`hosts: [cart]\n  http: [{ match: [${match}] }]`, name);
    expect(find(of('a', '{ port: 80 }'), of('b', '{ port: 81 }'))).toEqual([]);
    expect(find(of('a', '{ sourceNamespace: a }'), of('b', '{ sourceNamespace: b }'), of('c', '{ sourceNamespace: b }'))).toEqual([expect.stringContaining('shop/c')]);
    expect(find(of('a', '{ port: 80 }'), of('b', '{ port: 81 }, { port: 80 }'))).toHaveLength(1);
    expect(find(of('a', '{ uri: { prefix: /a } }'), of('b', '{ uri: { prefix: /b } }'))).toHaveLength(1);
    expect(find(of('a', '{ port: 80 }'), of('b', ''))).toHaveLength(1);
  });

  test('are fine where one of them is for fewer namespaces', () => {
    const of = (name: string, exportTo: string, namespace = 'shop') => virtualService(`hosts: [cart.shop.svc.cluster.local]\n  exportTo: [${exportTo}]\n  http: [{}]`, name, namespace);
    expect(find(of('a', '"."'), of('b', '"*"'))).toEqual([]);
    expect(find(of('a', '"."'), of('b', 'shop', 'front'))).toEqual([]);
    expect(find(of('a', '"."'), of('b', '"."', 'front'))).toEqual([]);
    expect(find(of('a', '"."'), of('b', 'shop'))).toHaveLength(1);
    expect(find(of('a', 'back'), of('b', 'front, back', 'front'))).toHaveLength(1);
    expect(find(of('a', '"*"'), of('b', '"*"', 'front'))).toHaveLength(1);
  });

  test('are fine in two namespaces that do not see each other', () => {
    const two = [vs('a', 'hosts: [cart.shop.svc.cluster.local]'), vs('b', 'hosts: [cart.shop.svc.cluster.local]', 'front')];
    expect(find(...two, sidecar('"./*"'))).toEqual([]);
    expect(find(...two, sidecar('"./*", "*/cart.shop.svc.cluster.local"'))).toHaveLength(1);
    expect(find(...two, sidecar('"./*"', 'shop'))).toHaveLength(1);
    expect(find(...two, sidecar('"./*"', 'istio-system', 'workloadSelector: { labels: { a: b } }'))).toHaveLength(1);
    expect(find(vs('a', 'hosts: [cart]'), vs('b', 'hosts: [cart]'), sidecar('"./*"'))).toHaveLength(1);
    expect(find(...two, sidecar('').replace('egress: [{ hosts: [] }]', 'egress: []'))).toHaveLength(1);
  });
});
