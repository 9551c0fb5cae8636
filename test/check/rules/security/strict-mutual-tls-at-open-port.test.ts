import { strictMutualTlsAtOpenPort } from '../../../../src/check/rules/security/strict-mutual-tls-at-open-port';
import { found, gateway, namespace, peerAuthentication, pod, selecting, service, TestObject } from '../../objects/as-json';

const open = (more: object = {}) => service({ type: 'NodePort', selector: { app: 'cart' }, ports: [{ name: 'admin', port: 81 }, { name: 'http', port: 80, targetPort: 8080 }], ...more });
const strict = (more: object = {}) => peerAuthentication({ mtls: { mode: 'STRICT' }, ...more }, 'default');
const MESH = namespace('shop');
const told = (...objects: TestObject[]) => found(strictMutualTlsAtOpenPort, objects);

describe('a Service that is open to the outside', () => {
  test('is told for each port that takes mutual TLS alone', () => {
    expect(told(open(), pod(), strict(), MESH)).toEqual([
      'Service shop/cart spec.ports[0]: opens port 81 of Pod \'cart\' as NodePort, and by PeerAuthentication \'shop/default\' it takes STRICT mutual TLS alone',
      'Service shop/cart spec.ports[1]: opens port 80 of Pod \'cart\' as NodePort, and by PeerAuthentication \'shop/default\' it takes STRICT mutual TLS alone',
    ]);
    expect(told(open({ type: 'LoadBalancer' }), pod(), pod('cart-2', 'shop', { labels: { app: 'cart' } }), strict(), MESH)).toHaveLength(2);
    expect(told(open(), pod(), strict({ ...selecting('cart'), portLevelMtls: { 8080: { mode: 'PERMISSIVE' } } }), MESH)).toHaveLength(1);
  });

  test('is well without STRICT, inside of the cluster, or outside of the mesh', () => {
    expect(told(open(), pod(), MESH)).toEqual([]);
    expect(told(open(), pod(), peerAuthentication({ mtls: { mode: 'PERMISSIVE' } }), MESH)).toEqual([]);
    expect(told(open({ type: 'ClusterIP' }), pod(), strict(), MESH)).toEqual([]);
    expect(told(open({ type: undefined }), pod(), strict(), MESH)).toEqual([]);
    expect(told(open(), pod(), strict())).toEqual([]);
    expect(told(open(), pod(), strict(), namespace('shop', {}))).toEqual([]);
    expect(told(open({ ports: [{ port: 53, protocol: 'UDP' }] }), pod(), strict(), MESH)).toEqual([]);
  });

  test('is well past the proxy', () => {
    const past = (annotation: string, value: string) => told(open(), pod('cart', 'shop', { annotations: { [`traffic.sidecar.istio.io/${annotation}`]: value } }), strict(), MESH).length;
    expect(past('excludeInboundPorts', '8080,81')).toBe(0);
    expect(past('excludeInboundPorts', '9090')).toBe(2);
    expect(past('includeInboundPorts', '81')).toBe(1);
    expect(past('includeInboundPorts', '*')).toBe(2);
  });

  test('is well before a gateway', () => {
    expect(told(open(), pod(), strict(), MESH, gateway({ selector: { app: 'cart' } }, 'edge', 'edge'))).toEqual([]);
    expect(told(open(), pod(), strict(), MESH, gateway({ selector: { app: 'other' } }), gateway({}))).toHaveLength(2);
    const gateways = [
      { containers: [{ name: 'edge', image: 'auto' }] }, { containers: [{ name: 'istio-proxy' }] }, { annotations: { 'inject.istio.io/templates': 'gateway' } },
      { labels: { 'app': 'cart', 'gateway.networking.k8s.io/gateway-name': 'edge' } }, { labels: { app: 'cart', istio: 'ingressgateway' } },
    ];
    expect(gateways.flatMap(spec => told(open(), pod('cart', 'shop', spec), strict(), MESH))).toEqual([]);
    expect(found(strictMutualTlsAtOpenPort, [open(), pod(), strict(), MESH], { rootNamespace: 'shop' })).toEqual([]);
  });
});
