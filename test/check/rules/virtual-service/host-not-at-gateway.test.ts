import { hostNotAtGateway } from '../../../../src/check/rules/virtual-service/host-not-at-gateway';
import { findingsIn } from '../../fixtures';
import { gateway, httpServer, virtualService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [hostNotAtGateway]);
const fields = (...yaml: readonly string[]) => find(...yaml).map(text => text.split(' ')[3].replace(/:$/, ''));

describe('a host that a Gateway does not have', () => {
  test('is said of the Gateway where it has none of them, and of the host where no Gateway has it', () => {
    const edge = gateway('public', 'edge', httpServer('a.example.com'));
    const other = gateway('other', 'edge', httpServer('b.example.com'));
    expect(find(edge, virtualService('hosts: [c.example.com, d.example.com]\n  gateways: [edge/public]'))).toEqual([
      'host-not-at-gateway: VirtualService shop/reviews spec.gateways[0]: has hosts \'c.example.com\', \'d.example.com\', and Gateway \'edge/public\' has \'a.example.com\'',
    ]);
    expect(find(edge, virtualService('hosts: [a.example.com, c.example.com]\n  gateways: [edge/public]'))).toEqual([
      'host-not-at-gateway: VirtualService shop/reviews spec.hosts[1]: has host \'c.example.com\', and Gateway \'edge/public\' has \'a.example.com\'',
    ]);
    expect(find(edge, other, virtualService('hosts: [a.example.com, b.example.com]\n  gateways: [edge/public, edge/other]'))).toEqual([]);
    expect(fields(edge, other, virtualService('hosts: [a.example.com]\n  gateways: [edge/public, edge/other]'))).toEqual(['spec.gateways[1]']);
  });

  test('is not said where a Gateway is not known, or for the mesh', () => {
    const edge = gateway('public', 'edge', httpServer('a.example.com'));
    expect(find(edge, virtualService('hosts: [a.example.com, cart]\n  gateways: [edge/public, mesh]'))).toEqual([]);
    expect(find(edge, virtualService('hosts: [a.example.com, c.example.com]\n  gateways: [edge/public, edge/unknown]'))).toEqual([]);
    expect(find(edge, virtualService('gateways: [edge/public]'))).toEqual([]);
    expect(fields(edge, virtualService('hosts: [cart]\n  gateways: [edge/public, mesh]'))).toEqual(['spec.gateways[0]']);
  });

  test('matches wildcards of both sides, and whatever case', () => {
    expect(find(gateway('public', 'edge', httpServer('"*.Example.com"')), virtualService('hosts: [a.example.com]\n  gateways: [edge/public]'))).toEqual([]);
    expect(find(gateway('public', 'edge', httpServer('a.example.com')), virtualService('hosts: ["*.example.com"]\n  gateways: [edge/public]'))).toEqual([]);
  });

  test('may be open to another namespace only', () => {
    expect(find(gateway('public', 'edge', httpServer('front/a.example.com')), virtualService('hosts: [a.example.com]\n  gateways: [edge/public]'))).toEqual([
      expect.stringContaining('Gateway \'edge/public\' has none for namespace \'shop\''),
    ]);
    expect(find(gateway('public', 'edge'), virtualService('hosts: [a.example.com]\n  gateways: [edge/public]'))).toEqual([expect.stringMatching(/has none$/)]);
    expect(find(gateway('public', 'edge', httpServer('shop/a.example.com')), virtualService('hosts: [a.example.com]\n  gateways: [edge/public]'))).toEqual([]);
  });
});
