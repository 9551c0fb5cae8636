import { checkMesh } from '../../../../src/check/check-mesh';
import { peerAuthenticationConflict } from '../../../../src/check/rules/security/peer-authentication-conflict';
import { meshOf } from '../../fixtures';
import { found, peerAuthentication, pod, selecting, TestObject } from '../../objects/as-json';

const mode = (name: string, value = 'STRICT', more: object = {}, namespace = 'shop') => peerAuthentication({ mtls: { mode: value }, ...more }, name, namespace);
const told = (...objects: TestObject[]) => found(peerAuthenticationConflict, objects);
const severities = (...objects: TestObject[]) =>
  checkMesh(meshOf(objects.map(one => JSON.stringify(one)).join('\n---\n')), { rules: [peerAuthenticationConflict] }).findings.map(({ severity }) => severity);

describe('two PeerAuthentications', () => {
  test('for all of a namespace are told', () => {
    expect(told(mode('a'), mode('b', 'PERMISSIVE'))).toEqual([
      'PeerAuthentication shop/b spec: is for all of namespace \'shop\', as PeerAuthentication \'shop/a\' is, and only the older one holds',
    ]);
    expect(told(mode('a', 'STRICT', {}, 'istio-system'), mode('b', 'STRICT', {}, 'istio-system'))).toHaveLength(1);
  });

  test('for one workload are told', () => {
    expect(told(mode('a', 'STRICT', selecting('cart')), mode('b', 'STRICT', { selector: { matchLabels: { tier: 'x' } } }), pod('cart', 'shop', { labels: { app: 'cart', tier: 'x' } }))).toEqual([
      'PeerAuthentication shop/b spec.selector: selects Pod \'cart\', as PeerAuthentication \'shop/a\' does, and only the older one holds',
    ]);
  });

  test('weigh less if they say the same', () => {
    expect(severities(mode('a'), mode('b'))).toEqual(['warning']);
    expect(severities(mode('a'), mode('b', 'DISABLE'))).toEqual(['error']);
    expect(severities(mode('a', 'STRICT', selecting('cart')), mode('b', 'STRICT', { ...selecting('cart'), portLevelMtls: { 80: {} } }), pod())).toEqual(['error']);
  });

  test('are well beside each other if they are for others', () => {
    expect(told(mode('a'), mode('b', 'STRICT', {}, 'store'))).toEqual([]);
    expect(told(mode('a'), mode('b', 'STRICT', selecting('cart')), pod())).toEqual([]);
    expect(told(mode('a', 'STRICT', selecting('cart')), mode('b', 'STRICT', selecting('catalog')), pod(), pod('catalog'))).toEqual([]);
    expect(told(mode('a', 'STRICT', selecting('cart'), 'istio-system'), mode('b', 'DISABLE', selecting('cart'), 'istio-system'), pod('cart', 'istio-system'))).toEqual([]);
    expect(told(mode('a'), mode('a', 'DISABLE'))).toEqual([]);
  });
});
