import { gatewayNameRefused } from '../../../../src/check/rules/virtual-service/gateway-name-refused';
import { findingsIn } from '../../fixtures';
import { virtualService } from '../../objects/virtual-services';

const of = (gateways: string, more = '') => findingsIn(virtualService(`hosts: [a.example.com]
  gateways: ${gateways}${more}`), [gatewayNameRefused]);

describe('the name of a gateway', () => {
  test('is found where it is none', () => {
    expect(of('["*/public"]')).toEqual(['gateway-name-refused: VirtualService shop/reviews spec.gateways[0]: names Gateway \'*/public\', which is no name: it is refused']);
    for (const gateway of ['', 'a_b', '/public', 'edge/', './public', 'edge/public.com', 'a/b/c', 'edge/a_b', '-a', '*']) {
      expect(of(`["${gateway}"]`)).toHaveLength(1);
    }
  });

  test('is found in conditions of all routes', () => {
    expect(of('[mesh, edge/public]', `
  http: [{ match: [{ gateways: [mesh, a_b] }, { gateways: [a/b/c, a_b] }] }]
  tls: [{ match: [{ gateways: [a/b/c] }] }]
  tcp: [{ match: [{ gateways: [a/b/c] }] }]`).map(text => text.split(' ')[3])).toEqual([
      'spec.http[0].match[1].gateways[0]:', 'spec.http[0].match[1].gateways[1]:', 'spec.tls[0].match[0].gateways[0]:', 'spec.tcp[0].match[0].gateways[0]:',
    ]);
  });

  test('is not looked at behind one without a namespace, as Istio does', () => {
    expect(of('[mesh, a/b/c]')).toEqual([]);
    expect(of('[edge/public, a/b/c, mesh, a/b/c]')).toHaveLength(1);
  });

  test('is not found where Istio takes it', () => {
    for (const gateway of ['mesh', 'public', 'edge/public', 'Edge/Public', 'public.edge.svc.cluster.local', '1/1']) {
      expect(of(`["${gateway}"]`)).toEqual([]);
    }
    expect(of('[]')).toEqual([]);
  });
});
