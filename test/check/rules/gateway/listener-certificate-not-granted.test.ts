import { listenerCertificateNotGranted } from '../../../../src/check/rules/gateway/listener-certificate-not-granted';
import { finder, k8sGateway, object } from '../../objects/gateways';

const find = finder(listenerCertificateNotGranted);
const listener = (ref: string) => k8sGateway('public', [`{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [${ref}] } }`]);
const secret = object('v1', 'Secret', 'shop', 'shop', 'type: kubernetes.io/tls');
const grant = (from: string, to = '{ group: "", kind: Secret }') => object('gateway.networking.k8s.io/v1beta1', 'ReferenceGrant', 'edge', 'shop', `spec: { from: [${from}], to: [${to}] }`);
const GATEWAYS = '{ group: gateway.networking.k8s.io, kind: Gateway, namespace: edge }';

describe('a certificate of another namespace', () => {
  test('needs a grant', () => {
    expect(find(listener('{ name: shop, namespace: shop }'), secret)).toEqual([
      'Gateway edge/public spec.listeners[0].tls.certificateRefs[0].namespace: takes its certificate from secret \'shop/shop\', and no ReferenceGrant of namespace \'shop\' lets Gateways of namespace \'edge\' name it',
    ]);
    expect(find(listener('{ name: shop, namespace: shop }'), grant(GATEWAYS, '{ group: "", kind: Secret, name: other }'))).toHaveLength(1);
    expect(find(listener('{ name: shop, namespace: shop }'), grant(GATEWAYS.replace('edge', 'other')))).toHaveLength(1);
  });

  test('is granted to all or by its name', () => {
    expect(find(listener('{ name: shop, namespace: shop }'), secret, grant(GATEWAYS))).toEqual([]);
    expect(find(listener('{ name: shop, namespace: shop }'), grant(GATEWAYS, '{ group: "", kind: Secret, name: shop }'))).toEqual([]);
  });

  test('is not said of the own namespace, of other kinds and of namespaces that nobody knows', () => {
    expect(find(listener('{ name: shop, namespace: shop }'))).toEqual([]);
    expect(find(listener('{ name: shop }'), listener('{ name: shop, namespace: edge }'), object('v1', 'Secret', 'shop', 'edge', ''))).toEqual([]);
    expect(find(listener('{ kind: Other, name: shop, namespace: shop }'), listener('{ group: example.com, name: shop, namespace: shop }'), secret)).toEqual([]);
    expect(find(k8sGateway('public', ['{ name: http }']), secret)).toEqual([]);
  });
});
