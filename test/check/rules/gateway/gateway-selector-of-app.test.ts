import { gatewaySelectorOfApp } from '../../../../src/check/rules/gateway/gateway-selector-of-app';
import { finder, gateway, gatewayPod, pod, server } from '../../objects/gateways';

const find = finder(gatewaySelectorOfApp);
const shop = (selector: string) => gateway('shop', [server(80, 'HTTP', ['shop.example.com'])], selector, 'shop');

describe('a selector that chooses an application', () => {
  test('is found', () => {
    expect(find(shop('{ app: shop }'), pod('shop'))).toEqual(['Gateway shop/shop spec.selector: selects pods of Pod \'shop/shop\', which is no gateway']);
    expect(find(shop('{ app: shop }'), gatewayPod('shop', 'shop', '{ app: shop }',
      '{ containers: [{ name: shop }, { name: istio-proxy, args: [proxy, sidecar] }] }'))).toHaveLength(1);
  });

  test('is not found where one of the chosen may be a gateway', () => {
    expect(find(shop('{ istio: ingress }'), gatewayPod())).toEqual([]);
    expect(find(shop('{ app: shop }'), pod('shop'), gatewayPod('edge', 'edge', '{ app: shop }'))).toEqual([]);
    expect(find(shop('{ app: shop }'), gatewayPod('shop', 'shop', '{ app: shop }', '{ containers: [{ name: istio-proxy, args: [proxy, router] }] }'))).toEqual([]);
    expect(find(shop('{ app: shop }'), pod('shop').replace('labels:', 'annotations: { inject.istio.io/templates: "gateway,more" }, labels:'))).toEqual([]);
  });

  test('is not said of all pods, nor of what is not there or says nothing', () => {
    expect(find(shop('{}'), pod('shop'))).toEqual([]);
    expect(find(shop('{ app: shop }'))).toEqual([]);
    expect(find(shop('{ app: shop }'), gatewayPod('shop', 'shop', '{ app: shop }', '{}'))).toEqual([]);
  });
});
