import { strictMtlsWithoutClientTls } from '../../../../src/check/rules/destination-rule/strict-mtls-without-client-tls';
import { findingsIn } from '../../fixtures';
import { namespace, peerAuthentication, pod, policy, service } from '../../objects/meshes';

const STRICT = peerAuthentication('mtls: { mode: STRICT }');
const MESH = namespace() + service() + pod();
const find = (yaml: string[], enableAutoMtls: boolean | undefined = false) => findingsIn(yaml.join(''), [strictMtlsWithoutClientTls], { meshConfig: { enableAutoMtls } });

describe('pods that take mTLS only, in a mesh whose clients do not use it by themselves', () => {
  test('are found by their policy, once', () => {
    expect(find([MESH, STRICT])).toEqual([
      'strict-mtls-without-client-tls: PeerAuthentication shop/default spec: takes mTLS only, and no DestinationRule makes clients of \'reviews.shop.svc.cluster.local\' use it',
    ]);
    expect(find([MESH, service('cart'), pod('cart'), STRICT])).toEqual([expect.stringMatching(/ use it, as for 1 more$/)]);
  });

  test('are fine if clients find out, or are told', () => {
    expect(find([MESH, STRICT], true)).toEqual([]);
    expect(findingsIn(MESH + STRICT, [strictMtlsWithoutClientTls])).toEqual([]);
    expect(find([MESH, STRICT, policy('tls: { mode: ISTIO_MUTUAL }', { host: '*.local', namespace: 'istio-system' })])).toEqual([]);
    expect(find([MESH, STRICT, policy('portLevelSettings: [{ port: { number: 80 }, tls: { mode: ISTIO_MUTUAL } }]')])).toEqual([]);
    expect(find([MESH, STRICT, policy('loadBalancer: {}')])).toHaveLength(1);
  });

  test('are fine if they take plaintext too, or have no proxy', () => {
    expect(find([MESH, peerAuthentication('mtls: { mode: PERMISSIVE }')])).toEqual([]);
    expect(find([namespace('shop', 'a: b'), service(), pod(), STRICT])).toEqual([]);
    expect(find([namespace(), service(), STRICT])).toEqual([]);
  });
});
