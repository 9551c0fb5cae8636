import { clientMtlsNotTaken } from '../../../../src/check/rules/destination-rule/client-mtls-not-taken';
import { findingsIn } from '../../fixtures';
import { namespace, peerAuthentication, pod, policy, service } from '../../objects/meshes';

const DISABLE = peerAuthentication('mtls: { mode: DISABLE }');
const MESH = namespace() + service() + pod();
const find = (...yaml: string[]) => findingsIn(yaml.join(''), [clientMtlsNotTaken]);

describe('mTLS to pods that do not take it', () => {
  test('is found with the policy that says so', () => {
    expect(find(MESH, DISABLE, policy('tls: { mode: ISTIO_MUTUAL }'))).toEqual([
      'client-mtls-not-taken: DestinationRule shop/reviews spec.trafficPolicy.tls.mode: has mode \'ISTIO_MUTUAL\' for Pod \'shop/reviews\' on port 80 of '
      + '\'reviews.shop.svc.cluster.local\', which takes no mTLS by PeerAuthentication \'shop/default\'',
    ]);
  });

  test('is fine with other modes, on either side', () => {
    expect(find(MESH, DISABLE, policy('tls: { mode: SIMPLE }'))).toEqual([]);
    expect(find(MESH, policy('tls: { mode: ISTIO_MUTUAL }'))).toEqual([]);
    expect(find(MESH, peerAuthentication('mtls: { mode: STRICT }'), policy('tls: { mode: ISTIO_MUTUAL }'))).toEqual([]);
  });

  test('is not judged where pods have no proxy, or some ports pass it by', () => {
    expect(find(service(), pod(), DISABLE, policy('tls: { mode: ISTIO_MUTUAL }'))).toEqual([]);
    expect(find(namespace('shop', 'a: b'), service(), pod(), DISABLE, policy('tls: { mode: ISTIO_MUTUAL }'))).toEqual([]);
    const some = pod('reviews', { metadata: ', annotations: { traffic.sidecar.istio.io/includeInboundPorts: "80" }' });
    expect(find(namespace(), service(), some, DISABLE, policy('tls: { mode: ISTIO_MUTUAL }'))).toEqual([]);
  });
});
