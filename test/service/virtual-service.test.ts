import { Duration } from 'cdk8s';
import { IMAGE, newChart, withVersion } from './fixtures';
import { CanaryRoute, PortProtocol, RouteAction, RouteMatch, RoutePolicy, ServicePort, ServiceRoute } from '../../src';
import { findOnly, synth } from '../support/synth';

const HOST = 'shop.shop.svc.cluster.local';
const destination = (subset: string, number?: number) => ({ host: HOST, subset, ...(number === undefined ? {} : { port: { number } }) });

function canary(ports: ServicePort[], match?: RouteMatch[]) {
  const chart = newChart();
  const shop = withVersion(chart, 'shop', { ports });
  const v2 = shop.addVersion('v2', { image: IMAGE });
  new CanaryRoute(chart, 'canary', { stable: shop.versions[0], canary: v2, weight: 25, match });
  return { chart, shop, spec: () => findOnly(synth(chart), 'VirtualService').spec };
}
const split = (number?: number) => [
  { destination: destination('v2', number), weight: 25 },
  { destination: destination('v1', number), weight: 75 },
];

/** A TLS client asks for the name that it was given, which may be a short one. */
const NAMES = [HOST, 'shop.shop.svc', 'shop.shop', 'shop'];

describe('the VirtualService of a service', () => {
  test.each([PortProtocol.HTTP, PortProtocol.HTTP2, PortProtocol.GRPC, PortProtocol.GRPC_WEB])('with one port of %s needs no port', protocol => {
    expect(canary([{ port: 80, protocol }]).spec()).toEqual({ hosts: [HOST], http: [{ name: 'canary', route: split() }] });
  });

  test.each([PortProtocol.TCP, PortProtocol.MONGO, PortProtocol.MYSQL, PortProtocol.REDIS])('with one port of %s splits connections', protocol => {
    expect(canary([{ port: 9000, protocol }]).spec()).toEqual({ hosts: [HOST], tcp: [{ route: split() }] });
  });

  test.each([PortProtocol.TLS, PortProtocol.HTTPS])('with one port of %s splits connections by the names of the server', protocol => {
    expect(canary([{ port: 443, protocol, sniHosts: ['shop.example.com'] }]).spec()).toEqual({
      hosts: [...NAMES, 'shop.example.com'],
      tls: [{ match: [{ sniHosts: [...NAMES, 'shop.example.com'] }], route: split() }],
    });
  });

  test('with ports of three kinds keeps them apart, and says where each goes', () => {
    const { TCP, TLS, UDP } = PortProtocol;
    const ports = [{ port: 80 }, { port: 9000, protocol: TCP }, { port: 443, protocol: TLS }, { port: 53, protocol: UDP }];
    expect(canary(ports).spec()).toEqual({
      hosts: NAMES,
      http: [{ name: 'canary', route: split(80) }],
      tls: [{ match: [{ port: 443, sniHosts: NAMES }], route: split(443) }],
      tcp: [{ match: [{ port: 9000 }], route: split(9000) }],
    });
  });

  test('with two HTTP ports leads each to itself', () => {
    expect(canary([{ port: 80, targetPort: 8080 }, { port: 81, protocol: PortProtocol.GRPC }]).spec().http).toEqual([
      { name: 'canary', match: [{ port: 80 }], route: split(80) },
      { name: 'canary', match: [{ port: 81 }], route: split(81) },
    ]);
  });

  test('with two HTTP ports keeps a match beside the port', () => {
    const match = [RouteMatch.header('x-user').exact('jason'), RouteMatch.path().exact('/beta')];
    const { http } = canary([{ port: 80 }, { port: 81 }], match).spec();
    expect(http.map((route: any) => route.match)).toEqual([
      [{ port: 80, headers: { 'x-user': { exact: 'jason' } } }, { port: 80, uri: { exact: '/beta' } }],
      [{ port: 80 }],
      [{ port: 81, headers: { 'x-user': { exact: 'jason' } } }, { port: 81, uri: { exact: '/beta' } }],
      [{ port: 81 }],
    ]);
  });

  test('has what is for one port at that port alone', () => {
    const { chart, shop, spec } = canary([{ port: 80 }, { port: 81 }, { port: 9000, protocol: PortProtocol.TCP }]);
    new RoutePolicy(chart, 'slow', { service: shop, timeout: Duration.seconds(5), ports: [81] });
    new ServiceRoute(chart, 'closed', { service: shop, match: [RouteMatch.path().under('/admin')], action: RouteAction.respond(404), ports: [80] });
    expect(spec().http.map((route: any) => [route.name, route.match[0].port, route.timeout])).toEqual([
      ['closed', 80, undefined], ['canary', 80, undefined], ['canary', 81, '5s'],
    ]);
  });

  test('leaves a match that only requests meet out of connections', () => {
    const { http, tcp } = canary([{ port: 80 }, { port: 9000, protocol: PortProtocol.TCP }], [RouteMatch.header('x-user').present()]).spec();
    expect(http.map((route: any) => route.name)).toEqual(['canary-match', 'canary']);
    expect(tcp).toEqual([{ match: [{ port: 9000 }], route: split(9000) }]);
  });

  test('splits connections of one caller by who calls', () => {
    const chart = newChart();
    const shop = withVersion(chart, 'shop', { port: 9000, protocol: PortProtocol.TCP });
    const v2 = shop.addVersion('v2', { image: IMAGE });
    const caller = withVersion(chart, 'caller', { calls: [shop] });
    new ServiceRoute(chart, 'route', { service: shop, match: [RouteMatch.from(caller)], action: RouteAction.toVersion(v2) });
    expect(findOnly(synth(chart), 'VirtualService').spec.tcp).toEqual([
      { match: [{ sourceLabels: { app: 'caller' }, sourceNamespace: 'shop' }], route: [{ destination: destination('v2') }] },
      { route: [{ destination: destination('v1') }] },
    ]);
  });
});
