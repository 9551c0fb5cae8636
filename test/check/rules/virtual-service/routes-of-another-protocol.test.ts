import { routesOfAnotherProtocol } from '../../../../src/check/rules/virtual-service/routes-of-another-protocol';
import { findingsIn } from '../../fixtures';
import { gateway, httpServer, service, virtualService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [routesOfAnotherProtocol]);
const fields = (...yaml: readonly string[]) => find(...yaml).map(text => text.split(' ')[3].replace(/:$/, ''));

describe('routes of another protocol', () => {
  test('are found in the mesh, if no port of the hosts speaks it', () => {
    const http = virtualService('hosts: [cart]\n  http: [{}]');
    expect(find(service('cart', 'shop', ['tcp:80', 'tls:443']), http)).toEqual([
      'routes-of-another-protocol: VirtualService shop/reviews spec.http: has routes of HTTP for hosts with port 80 of TCP, port 443 of TLS: they are ignored',
    ]);
    expect(find(service('cart', 'shop', ['tcp:80', 'http:81']), http)).toEqual([]);
    expect(find(service('cart', 'shop', ['web:80']), http)).toEqual([]);
    expect(find(service('cart', 'shop', []), http)).toEqual([]);
    expect(find(http)).toEqual([]);
    expect(fields(service('cart'), virtualService('hosts: [cart]\n  tls: [{}]\n  tcp: [{}]'))).toEqual(['spec.tls', 'spec.tcp']);
    expect(find(service('cart', 'shop', ['tcp:80']), virtualService('hosts: [cart]\n  tcp: [{}]'))).toEqual([]);
    expect(find(service('cart', 'shop', ['tcp:80']), virtualService('hosts: [cart]\n  http: []\n  tcp: [{}]'), virtualService('http: [{}]', 'b'))).toEqual([]);
  });

  test('are found at gateways, if no server of their hosts reads it', () => {
    const bound = virtualService('hosts: [a.example.com]\n  gateways: [edge/public]\n  http: [{}]');
    const passing = '{ port: { number: 443, name: tls, protocol: TLS }, hosts: [a.example.com], tls: { mode: PASSTHROUGH } }';
    expect(find(gateway('public', 'edge', passing), bound)).toEqual([
      'routes-of-another-protocol: VirtualService shop/reviews spec.http: has routes of HTTP for hosts with port 443 of TLS (PASSTHROUGH) at Gateway \'edge/public\': they are ignored',
    ]);
    expect(find(gateway('public', 'edge', passing, httpServer('a.example.com')), bound)).toEqual([]);
    expect(find(gateway('public', 'edge', passing, httpServer('b.example.com')), bound)).toHaveLength(1);
    expect(find(gateway('public', 'edge', httpServer('a.example.com', 80, ', tls: { httpsRedirect: true }')), bound)).toEqual([]);
    expect(find(gateway('public', 'edge', passing.replace(', protocol: TLS', '')), bound)).toEqual([]);
    expect(find(gateway('public', 'edge', '{ port: { number: 90, protocol: TCP }, hosts: ["*"] }'), bound)).toEqual([expect.stringMatching(/port 90 of TCP at Gateway 'edge\/public': they are ignored$/)]);
    expect(find(bound, gateway('public', 'edge'))).toEqual([]);
    expect(find(bound)).toEqual([]);
    expect(find(gateway('public', 'edge', passing), bound.replace('[edge/public]', '[edge/public, edge/other]'))).toEqual([]);
  });
});
