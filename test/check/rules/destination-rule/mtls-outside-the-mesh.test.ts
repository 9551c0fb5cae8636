import { mtlsOutsideTheMesh } from '../../../../src/check/rules/destination-rule/mtls-outside-the-mesh';
import { findingsIn } from '../../fixtures';
import { namespace, pod, policy, service, serviceEntry } from '../../objects/meshes';

const find = (...yaml: string[]) => findingsIn(yaml.join(''), [mtlsOutsideTheMesh]);
const MTLS = policy('tls: { mode: ISTIO_MUTUAL }');
const TO_LEDGER = policy('tls: { mode: ISTIO_MUTUAL }', { host: 'ledger.example.com' });
const PORTS = 'ports: [{ name: http, number: 80, protocol: HTTP }]';

describe('mTLS to who is not in the mesh', () => {
  test('is found for pods that have no proxy', () => {
    expect(find(namespace('shop', 'istio-injection: disabled'), service(), pod(), MTLS)).toEqual([
      'mtls-outside-the-mesh: DestinationRule shop/reviews spec.trafficPolicy.tls.mode: has mode \'ISTIO_MUTUAL\' for Pod \'shop/reviews\' on port 80 of '
      + '\'reviews.shop.svc.cluster.local\', which has no proxy',
    ]);
    expect(find(namespace(), service(), pod(), pod('plain', { labels: 'app: reviews, sidecar.istio.io/inject: "false"' }), MTLS)).toEqual([
      expect.stringContaining('Pod \'shop/plain\''),
    ]);
  });

  test('is fine for pods that have one, or may have one', () => {
    expect(find(namespace(), service(), pod(), MTLS)).toEqual([]);
    expect(find(service(), pod(), MTLS)).toEqual([]);
    expect(find(namespace('shop', 'a: b'), service(), pod('reviews', { labels: 'app: reviews, security.istio.io/tlsMode: istio' }), MTLS)).toEqual([]);
    expect(find(namespace('shop', 'a: b'), service(), pod(), policy('tls: { mode: SIMPLE }'))).toEqual([]);
  });

  test('is found for hosts outside', () => {
    expect(find(serviceEntry(`resolution: DNS\n  ${PORTS}`), TO_LEDGER)).toEqual([
      expect.stringMatching(/for 'ledger\.example\.com' on port 80, which is outside of the mesh$/),
    ]);
    expect(find(serviceEntry(`location: MESH_EXTERNAL\n  resolution: STATIC\n  endpoints: [{ address: 192.0.2.1 }]\n  ${PORTS}`), TO_LEDGER)).toHaveLength(1);
  });

  test('is fine for machines of the mesh, or of another one', () => {
    expect(find(serviceEntry(`location: MESH_INTERNAL\n  resolution: DNS\n  ${PORTS}`), TO_LEDGER)).toEqual([]);
    expect(find(serviceEntry(`resolution: STATIC\n  endpoints: [{ address: 192.0.2.1, serviceAccount: ledger }]\n  ${PORTS}`), TO_LEDGER)).toEqual([]);
    expect(find(serviceEntry(`resolution: STATIC\n  endpoints: [{ address: 192.0.2.1, labels: { security.istio.io/tlsMode: istio } }]\n  ${PORTS}`), TO_LEDGER)).toEqual([]);
    expect(find(serviceEntry(`resolution: DNS\n  subjectAltNames: ["spiffe://other.mesh/ns/a/sa/b"]\n  ${PORTS}`), TO_LEDGER)).toEqual([]);
    expect(find(serviceEntry(`resolution: DNS\n  subjectAltNames: [ledger.example.com]\n  ${PORTS}`), TO_LEDGER)).toHaveLength(1);
  });
});
