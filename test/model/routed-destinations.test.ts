import { routedDestinations, strayDestinations } from '../../src/model/routed-destinations';
import { meshOf } from '../check/fixtures';
import { httpService, service, virtualService } from '../check/objects/virtual-services';

describe('the destinations of a mesh', () => {
  test('are those of all VirtualServices in their order, with what has their hosts', () => {
    const hidden = service('back', 'shop').replace('name: back,', 'name: back, annotations: { networking.istio.io/exportTo: "~" },');
    const mesh = meshOf([
      httpService('{ route: [{ destination: { host: cart } }], mirror: { host: back } }'),
      virtualService('hosts: [a]\n  tcp: [{ route: [{ destination: { host: cart.shop.svc.cluster.local } }, { destination: { host: other } }] }]', 'second', 'front'),
      virtualService('hosts: [a]\n  http: [{ redirect: { uri: / } }]', 'third'),
      service('cart'), hidden,
    ].join(''));
    expect(routedDestinations(mesh).map(({ service: { name }, host, path, known }) => [name, host, path.join('.'), known.map(one => one.service?.name)])).toEqual([
      ['reviews', 'cart.shop.svc.cluster.local', 'spec.http.0.route.0.destination', ['cart']],
      ['reviews', 'back.shop.svc.cluster.local', 'spec.http.0.mirror', ['back']],
      ['second', 'cart.shop.svc.cluster.local', 'spec.tcp.0.route.0.destination', ['cart']],
      ['second', 'other.front.svc.cluster.local', 'spec.tcp.0.route.1.destination', []],
    ]);
    expect(strayDestinations(mesh).map(({ host }) => host)).toEqual(['other.front.svc.cluster.local']);
  });
});
