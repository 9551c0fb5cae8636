import { Mesh } from '../../src/model/mesh';
import { listeningPort, mutualTlsOf, oldestFirst } from '../../src/model/peer-authentication';
import { meshOf } from '../check/fixtures';
import { peerAuthentication, pod } from '../check/rules/mesh-fixtures';

const REVIEWS = 'selector: { matchLabels: { app: reviews } }';
const mode = (yaml: string[], port?: number, where?: string) => {
  const mesh: Mesh = meshOf([pod('reviews', where === undefined ? {} : { namespace: where }), ...yaml].join(''));
  const { mode: found, policy } = mutualTlsOf(mesh, mesh.workloads[0], port);
  return `${found}${policy ? ` ${policy.namespace}/${policy.name}` : ''}`;
};
const inMesh = (spec: string, name = 'default') => peerAuthentication(spec, { namespace: 'istio-system', name });

describe('what a workload takes', () => {
  test('is anything, if nothing is said', () => {
    expect(mode([])).toBe('PERMISSIVE');
    expect(mode([peerAuthentication('mtls: { mode: STRICT }', { namespace: 'front' })])).toBe('PERMISSIVE');
    expect(mode([peerAuthentication('mtls: { mode: UNSET }')])).toBe('PERMISSIVE');
    expect(mode([peerAuthentication('')])).toBe('PERMISSIVE');
  });

  test('is said by the narrowest policy: pods, namespace, mesh', () => {
    const everywhere = inMesh('mtls: { mode: STRICT }');
    const here = peerAuthentication('mtls: { mode: DISABLE }');
    const own = peerAuthentication(`${REVIEWS}, mtls: { mode: PERMISSIVE }`, { name: 'reviews' });
    expect(mode([everywhere])).toBe('STRICT istio-system/default');
    expect(mode([everywhere, here])).toBe('DISABLE shop/default');
    expect(mode([own, everywhere, here])).toBe('PERMISSIVE shop/reviews');
    // A mode that is not set is the one above it.
    expect(mode([everywhere, peerAuthentication('mtls: { mode: UNSET }'), peerAuthentication(REVIEWS, { name: 'reviews' })])).toBe('STRICT istio-system/default');
  });

  test('is not said by policies for other pods, nor by those that select pods in the root namespace', () => {
    expect(mode([peerAuthentication('selector: { matchLabels: { app: cart } }, mtls: { mode: STRICT }')])).toBe('PERMISSIVE');
    expect(mode([inMesh(`${REVIEWS}, mtls: { mode: STRICT }`)])).toBe('PERMISSIVE');
    expect(mode([inMesh(`${REVIEWS}, mtls: { mode: STRICT }`)], undefined, 'istio-system')).toBe('PERMISSIVE');
    expect(mode([peerAuthentication('selector: { matchLabels: {} }, mtls: { mode: STRICT }')])).toBe('STRICT shop/default');
  });

  test('is said for a port by the policy that selects the pods', () => {
    const own = `${REVIEWS}, mtls: { mode: STRICT }, portLevelMtls: { 8080: { mode: DISABLE }, 8081: { mode: UNSET } }`;
    const policy = peerAuthentication(own, { name: 'reviews' });
    expect(mode([policy], 8080)).toBe('DISABLE shop/reviews');
    expect(mode([policy], 8081)).toBe('STRICT shop/reviews');
    expect(mode([policy], 80)).toBe('STRICT shop/reviews');
    expect(mode([policy])).toBe('STRICT shop/reviews');
    // Settings of ports count beside a selector only.
    expect(mode([peerAuthentication('portLevelMtls: { 8080: { mode: DISABLE } }')], 8080)).toBe('PERMISSIVE');
  });

  test('is said by the oldest of several, or the first by name', () => {
    const created = (day: number) => `, creationTimestamp: "2026-01-0${day}T00:00:00Z"`;
    const strict = (metadata = '') => peerAuthentication('mtls: { mode: STRICT }', { name: 'a', metadata });
    const disable = (metadata = '') => peerAuthentication('mtls: { mode: DISABLE }', { name: 'b', metadata });
    expect(mode([disable(), strict()])).toBe('STRICT shop/a');
    expect(mode([strict(created(2)), disable(created(1))])).toBe('DISABLE shop/b');
    expect(mode([peerAuthentication(`${REVIEWS}, mtls: { mode: STRICT }`, { name: 'b' }), peerAuthentication(`${REVIEWS}, mtls: { mode: DISABLE }`, { name: 'a' })])).toBe('DISABLE shop/a');
  });
});

describe('the port at which pods listen', () => {
  const [workload] = meshOf(pod('reviews', { more: ', ports: [{ name: web, containerPort: 9090 }]' })).workloads;

  test('is a number, or has a name', () => {
    expect(listeningPort({ number: 80, targetPort: 8080 }, workload)).toBe(8080);
    expect(listeningPort({ number: 80, targetPort: 'web' }, workload)).toBe(9090);
    expect(listeningPort({ number: 80, targetPort: 'other' }, workload)).toBeUndefined();
  });
});

test('objects are ordered by creation, name and namespace', () => {
  const mesh = meshOf([
    peerAuthentication('', { name: 'b', namespace: 'x' }), peerAuthentication('', { name: 'a', namespace: 'z' }), peerAuthentication('', { name: 'a', namespace: 'x' }),
  ].join(''));
  expect(oldestFirst(mesh.objects.of('security.istio.io/PeerAuthentication')).map(({ namespace, name }) => `${namespace}/${name}`)).toEqual(['x/a', 'z/a', 'x/b']);
});
