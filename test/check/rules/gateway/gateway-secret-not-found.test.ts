import { gatewaySecretNotFound } from '../../../../src/check/rules/gateway/gateway-secret-not-found';
import { finder, gateway, gatewayPod, k8sGateway, object, server } from '../../objects/gateways';

const find = finder(gatewaySecretNotFound);
const shop = (tls = '{ mode: SIMPLE, credentialName: shop }') => gateway('shop', [server(443, 'HTTPS', ['*'], `tls: ${tls}`)]);
const secret = (name: string, namespace: string, rest = 'type: kubernetes.io/tls') => object('v1', 'Secret', name, namespace, rest);
const listener = (ref: string, more = '') => k8sGateway('public', [`{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [${ref}]${more} } }`]);

describe('a certificate that is not there', () => {
  test('is found where it is in another namespace', () => {
    expect(find(shop(), gatewayPod(), secret('shop', 'shop', ''))).toEqual([
      'Gateway edge/shop spec.servers[0].tls.credentialName: takes its certificate from secret \'shop\', which is not in namespace \'edge\', where the gateway runs; it is in \'shop\'',
    ]);
  });

  test('is found where a certificate of nearly the same name is', () => {
    expect(find(shop('{ mode: MUTUAL, credentialNames: [shop-cert, cart] }'), gatewayPod(), secret('shop-certs', 'edge'), secret('cart', 'edge'))).toEqual([
      'Gateway edge/shop spec.servers[0].tls.credentialNames[0]: takes its certificate from secret \'shop-cert\', which is not in namespace \'edge\', where the gateway runs; \'shop-certs\' is meant, perhaps',
    ]);
    expect(find(shop(), gatewayPod(), secret('shopp', 'edge', 'stringData: { tls.crt: a }'))).toHaveLength(1);
    expect(find(shop(), gatewayPod(), secret('shopp', 'edge', 'data: { cert: YQ== }'))).toHaveLength(1);
    expect(find(shop(), gatewayPod(), secret('shopp', 'edge', 'type: Opaque'))).toEqual([]);
    expect(find(shop(), gatewayPod(), object('cert-manager.io/v1', 'Certificate', 'c', 'edge', 'spec: { secretName: shopp }'))).toHaveLength(1);
  });

  test('may be made by a controller', () => {
    expect(find(shop(), gatewayPod(), secret('shopp', 'edge'), object('cert-manager.io/v1', 'Certificate', 'c', 'edge', 'spec: { secretName: shop }'))).toEqual([]);
    expect(find(shop(), gatewayPod(), secret('shopp', 'edge'), object('external-secrets.io/v1', 'ExternalSecret', 'e', 'edge', 'spec: { target: { name: shop } }'))).toEqual([]);
    expect(find(shop(), gatewayPod(), secret('shopp', 'edge'), object('external-secrets.io/v1', 'ExternalSecret', 'shop', 'edge', 'spec: {}'))).toEqual([]);
    expect(find(shop(), gatewayPod(), secret('shopp', 'edge'), object('bitnami.com/v1alpha1', 'SealedSecret', 'shop', 'edge', 'spec: {}'))).toEqual([]);
  });

  test('is not said where it may be, or no secret is meant', () => {
    expect(find(shop(), gatewayPod())).toEqual([]);
    expect(find(shop(), secret('shop', 'shop'))).toEqual([]);
    expect(find(shop(), gatewayPod(), secret('shop', 'edge'), secret('shop', 'shop'))).toEqual([]);
    expect(find(shop('{ mode: SIMPLE, credentialName: "kubernetes://shop" }'), gatewayPod(), secret('shopp', 'edge'))).toEqual([]);
    expect(find(shop('{ mode: PASSTHROUGH, credentialName: shop }'), gatewayPod(), secret('shopp', 'edge'))).toEqual([]);
    expect(find(gateway('shop', [server(443, 'HTTPS', ['*'])]), gatewayPod(), secret('shopp', 'edge'))).toEqual([]);
    expect(find(shop().replace('{ istio: ingress }', '{}'), gatewayPod(), secret('shopp', 'edge'))).toEqual([]);
  });

  test('is found of listeners, in their own namespace or the one that they name', () => {
    expect(find(listener('{ name: shop }'), secret('shop', 'shop'))).toEqual([
      'Gateway edge/public spec.listeners[0].tls.certificateRefs[0].name: takes its certificate from secret \'shop\', which is not in namespace \'edge\'; it is in \'shop\'',
    ]);
    expect(find(listener('{ name: shop, namespace: shop }'), secret('shop', 'shop'))).toEqual([]);
    expect(find(listener('{ name: shopp, namespace: shop }'), secret('shop', 'shop'))).toHaveLength(1);
    expect(find(listener('{ name: other, namespace: shop }'), secret('shop', 'shop'))).toEqual([]);
    expect(find(listener('{ name: shop }', ', mode: Passthrough'), secret('shop', 'shop'))).toEqual([]);
    expect(find(listener('{ kind: Other, name: shop }'), secret('shop', 'shop'))).toEqual([]);
    expect(find(listener('{ group: example.com, name: shop }'), secret('shop', 'shop'))).toEqual([]);
    expect(find(listener('{}'), secret('shop', 'edge'))).toEqual([]);
    expect(find(k8sGateway('public', ['{ name: http, port: 80, protocol: HTTP }', '{ tls: {} }']), secret('shop', 'edge'))).toEqual([]);
  });
});
