import { Entity } from '../../src/model/entity';
import { VirtualServiceSpec } from '../../src/model/istio-specs';
import { destinationsOf, gatewaysOf, hostsOf, isDelegate, qualifiedGateway } from '../../src/model/virtual-service';
import { meshOf } from '../check/fixtures';

const virtualService = (spec: object): Entity<VirtualServiceSpec> => meshOf(JSON.stringify({
  apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: 'cart', namespace: 'shop' }, spec,
})).virtualServices[0];

describe('what a VirtualService names', () => {
  test('has hosts and gateways, each with its namespace', () => {
    const service = virtualService({ hosts: ['cart', 'a.example.com'], gateways: ['mesh', 'edge', 'infra/edge'] });
    expect(hostsOf(service, 'corp')).toEqual(['cart.shop.svc.corp', 'a.example.com']);
    expect(gatewaysOf(service)).toEqual(['mesh', 'shop/edge', 'infra/edge']);
    expect(gatewaysOf(virtualService({}))).toEqual(['mesh']);
    expect(gatewaysOf(virtualService({ gateways: [] }))).toEqual(['mesh']);
    expect(qualifiedGateway('edge', 'front')).toBe('front/edge');
  });

  test('without hosts is there for others to delegate to', () => {
    expect(isDelegate(virtualService({}))).toBe(true);
    expect(isDelegate(virtualService({ hosts: ['a'] }))).toBe(false);
    expect(hostsOf(virtualService({}), 'corp')).toEqual([]);
  });

  test('names destinations in routes of all kinds and in mirrors', () => {
    const to = (host: string) => ({ destination: { host } });
    const found = destinationsOf(virtualService({
      http: [{ route: [to('a'), to('b.example.com')], mirror: { host: 'c' }, mirrors: [to('d')] }, { redirect: {} }],
      tls: [{ route: [to('e')] }],
      tcp: [{ route: [to('f'), {}] }, {}],
    }), 'corp');
    expect(found.map(({ host, path, route, mirror }) => [host, path.join('.'), route, mirror])).toEqual([
      ['a.shop.svc.corp', 'spec.http.0.route.0.destination', 'http', false],
      ['b.example.com', 'spec.http.0.route.1.destination', 'http', false],
      ['c.shop.svc.corp', 'spec.http.0.mirror', 'http', true],
      ['d.shop.svc.corp', 'spec.http.0.mirrors.0.destination', 'http', true],
      ['e.shop.svc.corp', 'spec.tls.0.route.0.destination', 'tls', false],
      ['f.shop.svc.corp', 'spec.tcp.0.route.0.destination', 'tcp', false],
    ]);
    expect(destinationsOf(virtualService({}), 'corp')).toEqual([]);
  });
});
