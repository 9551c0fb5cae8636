import { clientTlsRefusedByStrictMtls } from '../../../../src/check/rules/destination-rule/client-tls-refused-by-strict-mtls';
import { findingsIn } from '../../fixtures';
import { destinationRule, namespace, peerAuthentication, pod, policy, service } from '../../objects/meshes';

const STRICT = peerAuthentication('mtls: { mode: STRICT }');
const MESH = namespace() + service() + pod();
const find = (...yaml: string[]) => findingsIn(yaml.join(''), [clientTlsRefusedByStrictMtls]).map(text => text.replace(/^client-tls-refused-by-strict-mtls: DestinationRule /, ''));

describe('plaintext or plain TLS to pods that take mTLS only', () => {
  test('is found with the policy that says so', () => {
    expect(find(MESH, STRICT, policy('tls: { mode: DISABLE }'))).toEqual([
      'shop/reviews spec.trafficPolicy.tls.mode: has mode \'DISABLE\' for Pod \'shop/reviews\' on port 80 of \'reviews.shop.svc.cluster.local\', which takes mTLS only by '
      + 'PeerAuthentication \'shop/default\'',
    ]);
    expect(find(MESH, STRICT, policy('tls: { mode: SIMPLE }'))).toHaveLength(1);
    // A tls setting that names no mode turns TLS off.
    expect(find(MESH, STRICT, policy('tls: {}'))).toHaveLength(1);
    expect(find(MESH, STRICT, policy('tls: { mode: ISTIO_MUTUAL }'), policy('tls: { mode: MUTUAL }'), policy('connectionPool: {}'))).toEqual([]);
  });

  test('is fine for pods that take both, or whose proxies take no part', () => {
    expect(find(MESH, policy('tls: { mode: DISABLE }'))).toEqual([]);
    expect(find(MESH, peerAuthentication('mtls: { mode: PERMISSIVE }'), policy('tls: { mode: DISABLE }'))).toEqual([]);
    expect(find(namespace('shop', 'a: b'), service(), pod(), STRICT, policy('tls: { mode: DISABLE }'))).toEqual([]);
    expect(find(service(), pod(), STRICT, policy('tls: { mode: DISABLE }'))).toEqual([]);
    expect(find(namespace('shop', 'istio.io/dataplane-mode: ambient'), service(), pod(), STRICT, policy('tls: { mode: DISABLE }'))).toEqual([]);
    const excluding = pod('reviews', { metadata: ', annotations: { traffic.sidecar.istio.io/excludeInboundPorts: "8080" }' });
    expect(find(namespace(), service(), excluding, STRICT, policy('tls: { mode: DISABLE }'))).toEqual([]);
  });

  test('is found where the mesh takes mTLS only, and for a wildcard', () => {
    const everywhere = peerAuthentication('mtls: { mode: STRICT }', { namespace: 'istio-system' });
    const wide = policy('tls: { mode: DISABLE }', { name: 'all', namespace: 'istio-system', host: '*.local' });
    expect(find(MESH, service('cart'), pod('cart'), everywhere, wide)).toEqual([
      expect.stringMatching(/^istio-system\/all .* for Pod 'shop\/reviews' on port 80 of .* and what answers for 1 more, .* 'istio-system\/default'$/),
    ]);
    // A rule for the host itself hides it.
    expect(find(MESH, everywhere, wide, policy('loadBalancer: {}'))).toEqual([]);
  });

  test('is judged by the port at which the pods listen, and by the settings of the port that is called', () => {
    const byPort = peerAuthentication('selector: { matchLabels: { app: reviews } }, mtls: { mode: STRICT }, portLevelMtls: { 8080: { mode: PERMISSIVE } }');
    expect(find(MESH, byPort, policy('tls: { mode: DISABLE }'))).toEqual([]);
    const ports = service('reviews', { ports: '{ name: http, port: 80, targetPort: 8080 }, { name: web, port: 8080, targetPort: web }' });
    const named = pod('reviews', { more: ', ports: [{ name: web, containerPort: 9090 }]' });
    expect(find(namespace(), ports, named, byPort, policy('tls: { mode: DISABLE }'))).toEqual([expect.stringContaining('on port 8080 of')]);
    const settings = policy('tls: { mode: DISABLE }, portLevelSettings: [{ port: { number: 8080 }, tls: { mode: ISTIO_MUTUAL } }]');
    expect(find(namespace(), ports, named, STRICT, settings)).toEqual([expect.stringContaining('spec.trafficPolicy.tls.mode: has mode \'DISABLE\' for Pod \'shop/reviews\' on port 80 ')]);
    const atPort = policy('portLevelSettings: [{ port: { number: 8080 }, tls: { mode: DISABLE } }]');
    expect(find(namespace(), ports, named, STRICT, atPort)).toEqual([expect.stringContaining('spec.trafficPolicy.portLevelSettings[0].tls.mode: ')]);
  });

  test('is found for the pods of a subset only', () => {
    const subset = (version: string) => destinationRule(`subsets: [{ name: old, labels: { version: ${version} }, trafficPolicy: { tls: { mode: DISABLE } } }]`);
    const pods = pod('one', { labels: 'app: reviews, version: v1' });
    expect(find(namespace(), service(), pods, STRICT, subset('v1'))).toEqual([expect.stringContaining('spec.subsets[0].trafficPolicy.tls.mode')]);
    expect(find(namespace(), service(), pods, STRICT, subset('v2'))).toEqual([]);
  });
});
