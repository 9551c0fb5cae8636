import { gatewayClassMisspelt } from '../../../../src/check/rules/gateway/gateway-class-misspelt';
import { finder, k8sGateway, object } from '../../objects/gateways';

const find = finder(gatewayClassMisspelt);
const ofClass = (name: string) => find(k8sGateway('public', [], 'edge', name));

describe('the class of a Gateway', () => {
  test('is misspelt if it is nearly one of Istio\'s', () => {
    expect(ofClass('Istio')).toEqual(['Gateway edge/public spec.gatewayClassName: has class \'Istio\', which is none of Istio\'s; \'istio\' is meant, perhaps']);
    for (const name of ['istoi', 'isti', 'istiio', 'isteo', 'istios', 'istio-waypiont', 'istio-eastwest', 'xistio']) {
      expect(ofClass(name)).toHaveLength(1);
    }
  });

  test('is not if it is one, if there is such a class or if it is quite another', () => {
    for (const name of ['istio', 'istio-waypoint', 'istio-east-west', 'istio-remote', 'nginx', 'envoy', 'istio-internal', 'isstii', 'tsiio', '""']) {
      expect(ofClass(name)).toEqual([]);
    }
    expect(find(k8sGateway('public', [], 'edge', 'istio2'), object('gateway.networking.k8s.io/v1', 'GatewayClass', 'istio2', undefined, ''))).toEqual([]);
  });
});
