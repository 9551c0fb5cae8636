import { gatewayNamedTheOldWay } from '../../../../src/check/rules/virtual-service/gateway-named-the-old-way';
import { findingsIn } from '../../fixtures';
import { virtualService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [gatewayNamedTheOldWay]);

describe('a Gateway named like a host', () => {
  test('is found wherever it stands', () => {
    expect(find(virtualService('gateways: [public.edge, edge/public, public, edge/public.v1]\n  http: [{ match: [{ gateways: [public.edge.svc] }] }]'))).toEqual([
      'gateway-named-the-old-way: VirtualService shop/reviews spec.gateways[0]: names Gateway \'public.edge\' like a host, which means \'edge/public\'',
      expect.stringContaining('spec.http[0].match[0].gateways[0]: '),
    ]);
  });
});
