import { oldestFirst } from '../../src/model/oldest-first';
import { meshOf } from '../check/fixtures';
import { peerAuthentication } from '../check/objects/meshes';

test('objects are ordered by creation, then by name, then by namespace', () => {
  const mesh = meshOf([
    peerAuthentication('', { name: 'b', namespace: 'x' }), peerAuthentication('', { name: 'c', namespace: 'x', metadata: ', creationTimestamp: "2026-01-02T00:00:00Z"' }),
    peerAuthentication('', { name: 'd', namespace: 'x', metadata: ', creationTimestamp: "2026-01-01T00:00:00Z"' }), peerAuthentication('', { name: 'a', namespace: 'z' }), peerAuthentication('', { name: 'a', namespace: 'x' }),
  ].join(''));
  expect(oldestFirst(mesh.objects.of('security.istio.io/PeerAuthentication')).map(({ namespace, name }) => `${namespace}/${name}`)).toEqual(['x/a', 'z/a', 'x/b', 'x/d', 'x/c']);
});
