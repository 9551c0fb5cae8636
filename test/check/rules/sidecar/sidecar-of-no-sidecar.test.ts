import { sidecarOfNoSidecar } from '../../../../src/check/rules/sidecar/sidecar-of-no-sidecar';
import { finder, gatewayPod, object, pod, sidecar } from '../../objects/gateways';

const find = finder(sidecarOfNoSidecar);
const ALL = sidecar('a', 'egress: []');
const CART = sidecar('a', 'workloadSelector: { labels: { app: cart } }');
const shop = (labels: string) => object('v1', 'Namespace', 'shop', undefined, '').replace(' }', `, labels: ${labels} }`);
const AMBIENT = shop('{ istio.io/dataplane-mode: ambient }');

describe('a Sidecar for pods without a sidecar', () => {
  test('is found in ambient mode', () => {
    expect(find(ALL, AMBIENT)).toEqual(['Sidecar shop/a metadata.namespace: is for namespace \'shop\', whose pods are in ambient mode']);
    expect(find(ALL, AMBIENT, pod('cart'))).toHaveLength(1);
    expect(find(CART, AMBIENT, pod('cart'))).toEqual(['Sidecar shop/a spec.workloadSelector.labels: selects Pod \'cart\', whose pods are in ambient mode']);
    expect(find(CART, pod('cart', 'shop', '{ app: cart, istio.io/dataplane-mode: ambient }'))).toHaveLength(1);
  });

  test('is not where one of the pods has a sidecar', () => {
    expect(find(ALL, AMBIENT, pod('cart'), pod('old', 'shop', '{ app: old, sidecar.istio.io/inject: "true" }'))).toEqual([]);
    expect(find(CART, AMBIENT, pod('cart', 'shop', '{ app: cart, istio.io/dataplane-mode: none }'))).toEqual([]);
    expect(find(CART, AMBIENT, gatewayPod('cart', 'shop', '{ app: cart }', '{ containers: [{ name: cart }, { name: istio-proxy }] }'))).toEqual([]);
    expect(find(ALL, CART, shop('{ istio-injection: enabled }'), pod('cart'))).toEqual([]);
    expect(find(ALL, CART, pod('cart'))).toEqual([]);
    expect(find(CART, AMBIENT)).toEqual([]);
    expect(find(sidecar('a', 'egress: []', 'istio-system'), AMBIENT.replace('name: shop', 'name: istio-system'))).toEqual([]);
  });

  test('is found of gateways', () => {
    const ingress = gatewayPod('cart', 'shop', '{ app: cart }');
    expect(find(CART, ingress)).toEqual(['Sidecar shop/a spec.workloadSelector.labels: selects Pod \'cart\', whose pods are a gateway']);
    expect(find(CART, ingress, pod('cart-2', 'shop', '{ app: cart }'))).toEqual([]);
    expect(find(ALL, ingress)).toEqual([]);
  });
});
