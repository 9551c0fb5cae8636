import { matchGatewayNotNamed } from '../../../../src/check/rules/virtual-service/match-gateway-not-named';
import { findingsIn } from '../../fixtures';
import { virtualService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [matchGatewayNotNamed]);

describe('a condition for another gateway', () => {
  test('is found in all routes, and the gateways are named', () => {
    expect(find(virtualService('hosts: [a]\n  gateways: [a, front/b]\n  http: [{ match: [{ gateways: [shop/a, b] }] }]\n  tcp: [{ match: [{ gateways: [mesh] }] }]'))).toEqual([
      'match-gateway-not-named: VirtualService shop/reviews spec.http[0].match[0].gateways[1]: matches requests at gateway \'b\', and the VirtualService is for \'shop/a\', \'front/b\'',
      expect.stringContaining('spec.tcp[0].match[0].gateways[0]: matches requests at gateway \'mesh\''),
    ]);
  });

  test('is mesh where no gateways are named, and any in a delegate', () => {
    expect(find(virtualService('hosts: [a]\n  http: [{ match: [{ gateways: [mesh] }, {}] }]'))).toEqual([]);
    expect(find(virtualService('http: [{ match: [{ gateways: [edge/a] }] }]'))).toEqual([]);
    expect(find(virtualService('hosts: [a]\n  http: [{ match: [{ gateways: [edge/a] }] }]'))).toHaveLength(1);
  });
});
