import { portOfPods, servicesOf } from '../../src/model/services-of-workload';
import { meshOf } from '../check/fixtures';
import { object, pod, service } from '../check/rules/objects';

const mesh = meshOf([
  pod('cart').replace('image:', 'ports: [{ name: web, containerPort: 8080 }], image:'), service('cart', 'shop', ''), service('cart', 'front', ''), service('all', 'shop', '', '{}'),
  service('v1', 'shop', '', '{ version: v1 }'), object('networking.istio.io/v1', 'ServiceEntry', 'e', 'shop', 'spec: { hosts: [a.b], workloadSelector: { labels: { app: cart } } }'),
].join('\n---\n'));
const [cart] = mesh.workloads;

describe('Services of a workload', () => {
  test('choose its pods in its namespace', () => {
    expect(servicesOf(mesh, cart).map(({ host }) => host)).toEqual(['cart.shop.svc.cluster.local']);
  });

  test('lead to ports by number or by name', () => {
    expect([portOfPods(cart, 80), portOfPods(cart, 'web'), portOfPods(cart, 'other')]).toEqual([80, 8080, undefined]);
  });
});
