import { gatewayPathsOf, isInMesh, matchesOf, qualifiedGateway, sharesOf } from '../../src/model/virtual-service';
import { meshOf } from '../check/fixtures';
import { virtualService } from '../check/objects/virtual-services';

const of = (spec: string) => meshOf(virtualService(spec)).virtualServices[0];

describe('a VirtualService', () => {
  test.each([
    ['public', 'shop/public'], ['edge/public', 'edge/public'], ['./public', 'shop/public'], ['mesh', 'mesh'], ['public.edge', 'edge/public'],
    ['public.edge.svc.cluster.local', 'edge/public'],
  ])('names gateway %s with its namespace', (name, whole) => {
    expect(qualifiedGateway(name, 'shop')).toBe(whole);
  });

  test('is in the mesh unless it names gateways only', () => {
    expect(isInMesh(of('hosts: [a]'))).toBe(true);
    expect(isInMesh(of('gateways: []'))).toBe(true);
    expect(isInMesh(of('gateways: [a, mesh]'))).toBe(true);
    expect(isInMesh(of('gateways: [a]'))).toBe(false);
  });

  test('names gateways, conditions and shares in all of its routes', () => {
    const service = of(`gateways: [a]
  http: [{ match: [{ gateways: [b] }, {}], route: [{ weight: 1 }] }, { route: [] }]
  tls: [{ match: [{ gateways: [c] }], route: [{ weight: 2 }] }]
  tcp: [{ match: [{ gateways: [d, e] }] }, {}]`);
    expect(gatewayPathsOf(service).map(({ gateway, path }) => `${gateway} ${path.join('.')}`)).toEqual([
      'a spec.gateways.0', 'b spec.http.0.match.0.gateways.0', 'c spec.tls.0.match.0.gateways.0', 'd spec.tcp.0.match.0.gateways.0', 'e spec.tcp.0.match.0.gateways.1',
    ]);
    expect(matchesOf(service).map(({ protocol }) => protocol)).toEqual(['http', 'http', 'tls', 'tcp']);
    expect(sharesOf(service).map(({ path }) => path.join('.'))).toEqual(['spec.http.0.route', 'spec.tls.0.route']);
  });
});
