import { gatewaySelectorWithoutPods } from '../../../../src/check/rules/gateway/gateway-selector-without-pods';
import { finder, gateway, gatewayPod, pod, server } from '../../objects/gateways';

const find = finder(gatewaySelectorWithoutPods);
const shop = (selector: string, namespace = 'edge') => gateway('shop', [server(80, 'HTTP', ['shop.example.com'])], selector, namespace);

describe('a selector that chooses no gateway', () => {
  test('is found where gateways of the namespace have other labels', () => {
    expect(find(shop('{ istio: ingressgateway }'), gatewayPod())).toEqual([
      'Gateway edge/shop spec.selector: selects \'istio=ingressgateway\', which no gateway has; Pod \'ingress\' of this namespace has \'istio=ingress\'',
    ]);
    expect(find(shop('{ istio: ingress, app: public }'), gatewayPod())).toEqual([expect.stringContaining('has \'istio=ingress,no app\'')]);
  });

  test('is not found where a gateway of any namespace has the labels', () => {
    expect(find(shop('{ istio: other }'), gatewayPod(), gatewayPod('other', 'elsewhere', '{ istio: other }'))).toEqual([]);
    expect(find(shop('{ istio: ingress }'), gatewayPod())).toEqual([]);
  });

  test('is not said where the gateway of the namespace is chosen by another Gateway: that of another namespace may be meant', () => {
    expect(find(shop('{ istio: ingressgateway }'), gatewayPod(), shop('{ istio: ingress }').replace('name: shop', 'name: own'))).toEqual([]);
  });

  test('is not said where no gateway of the namespace was given, or it may not have been', () => {
    expect(find(shop('{ istio: ingressgateway }'))).toEqual([]);
    expect(find(shop('{ istio: ingressgateway }', 'shop'), gatewayPod(), pod('shop'))).toEqual([]);
    expect(find(shop('{ istio: ingressgateway }', 'shop'), pod('shop'))).toEqual([]);
    expect(find(shop('{ istio.io/gateway-name: public }'), gatewayPod())).toEqual([]);
    expect(find(shop('{ gateway.networking.k8s.io/gateway-name: public }'), gatewayPod())).toEqual([]);
    expect(find(shop('{}'), gatewayPod())).toEqual([]);
  });

  test('is another mistake where pods of an application have the labels', () => {
    expect(find(shop('{ app: shop }'), gatewayPod(), pod('shop', 'edge'))).toEqual([]);
  });
});
