import { backendsOf, isGranted, listenersOf, parentsOf, routesOf } from '../../src/model/gateway-api';
import { meshOf } from '../check/fixtures';
import { k8sGateway, object, route } from '../check/objects/gateways';

describe('objects of the Gateway API', () => {
  test('listeners and routes have places', () => {
    const mesh = meshOf([k8sGateway('public', ['{}', '{ name: http }']), route('t', '', 'edge', 'TCPRoute'), route('h', ''), route('u', '', 'edge', 'UDPRoute')].join('\n---\n'));
    expect(listenersOf(mesh).map(({ path }) => path)).toEqual([['spec', 'listeners', 0], ['spec', 'listeners', 1]]);
    expect(routesOf(mesh).map(({ name }) => name)).toEqual(['h', 't']);
  });

  test('parents and backends have kinds and namespaces of their own, or the usual ones', () => {
    const [one] = routesOf(meshOf(route('r', `parentRefs: [{ name: a }, { group: "", kind: Service, name: b, namespace: far }],
      rules: [{ backendRefs: [{ name: c }], filters: [{}, { requestMirror: { backendRef: { group: x.io, kind: K, name: d, namespace: "" } } }] }, {}]`)));
    expect(parentsOf(one).map(({ kind, namespace, name, path }) => [kind, namespace, name, path.join('.')])).toEqual([
      ['gateway.networking.k8s.io/Gateway', 'edge', 'a', 'spec.parentRefs.0'], ['Service', 'far', 'b', 'spec.parentRefs.1'],
    ]);
    expect(backendsOf(one).map(({ kind, namespace, name, path }) => [kind, namespace, name, path.join('.')])).toEqual([
      ['Service', 'edge', 'c', 'spec.rules.0.backendRefs.0'], ['x.io/K', 'edge', 'd', 'spec.rules.0.filters.1.requestMirror.backendRef'],
    ]);
  });

  test('grants are for kinds and namespaces, and for one name or all', () => {
    const mesh = meshOf(object('gateway.networking.k8s.io/v1beta1', 'ReferenceGrant', 'g', 'shop',
      'spec: { from: [{ group: x.io, kind: A, namespace: edge }], to: [{ group: "", kind: Service, name: s }, { group: "", kind: Secret }] }'));
    const granted = (kind: string, name: string, from = 'edge', namespace = 'shop') => isGranted(mesh, { kind: 'x.io/A', namespace: from }, { kind, namespace, name });
    expect([granted('Service', 's'), granted('Secret', 'any')]).toEqual([true, true]);
    expect([granted('Service', 't'), granted('Service', 's', 'front'), granted('Service', 's', 'edge', 'front'), granted('ConfigMap', 's')]).toEqual([false, false, false, false]);
  });
});
