import { Chart, JsonPatch } from 'cdk8s';
import { clusters, writtenFor } from './fixtures';
import {
  CanaryRoute, CircuitBreaker, ConnectionLimits, EastWestGateway, MeshGateway, MeshService, RemoteService, RouteAction, RouteMatch, ServiceRoute,
  TrafficMirror, Visibility,
} from '../../src';
import { expectFailure, IMAGE, newChart, withVersion } from '../service/fixtures';
import { find, ofKind, synth } from '../support/synth';

/** A service that runs in the west and is known in the east. */
function ratingsInTheWest(props: Parameters<typeof withVersion>[2] = {}) {
  const [east, west] = clusters();
  const ratings = withVersion(west, 'ratings', { targetPort: 8080, ...props });
  const remote = new RemoteService(east, 'ratings', { service: ratings });
  return { east, west, ratings, remote };
}

describe('a remote service', () => {
  test('is a Service without pods and nothing else that runs', () => {
    const { east, ratings, remote } = ratingsInTheWest();
    const objects = writtenFor(east);
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`)).toEqual(['Service shop/ratings', 'DestinationRule shop/ratings']);
    expect(find(objects, 'Service', 'ratings')).toEqual({
      apiVersion: 'v1', kind: 'Service', metadata: { name: 'ratings', namespace: 'shop' }, spec: { ports: [{ name: 'http', port: 80, targetPort: 8080 }] },
    });
    expect(remote).toMatchObject({ service: ratings, serviceName: 'ratings', namespace: 'shop', host: ratings.host, ports: ratings.ports, podLabels: { app: 'ratings' } });
    expect(remote.principal).toBe('cluster.local/ns/shop/sa/ratings');
  });

  test('has the routes and policies of the service, those that are said later and patches too', () => {
    const { east, west, ratings } = ratingsInTheWest();
    new CanaryRoute(west, 'canary', { stable: ratings.versions[0], canary: ratings.addVersion('v2', { image: IMAGE }), weight: 10 });
    new CircuitBreaker(west, 'breaker', { service: ratings, limits: ConnectionLimits.of({ maxConnections: 7 }) });
    ratings.virtualService!.addJsonPatch(JsonPatch.add('/spec/http/0/timeout', '3s'));
    const [here, there] = [writtenFor(east), writtenFor(west)];
    for (const kind of ['DestinationRule', 'VirtualService']) {
      expect(find(here, kind, 'ratings').spec).toEqual(find(there, kind, 'ratings').spec);
    }
    expect(find(here, 'DestinationRule', 'ratings').spec.subsets.map(({ name }: { name: string }) => name)).toEqual(['v1', 'v2']);
    expect(find(here, 'VirtualService', 'ratings').spec.http[0].timeout).toBe('3s');
    // A proxy that gets the route before the subset answers 503.
    expect(here.map(({ kind }) => kind)).toEqual(['Service', 'DestinationRule', 'VirtualService']);
  });

  test('can be called, routed to and exposed where it is known', () => {
    const { east, west, ratings, remote } = ratingsInTheWest();
    new CanaryRoute(west, 'canary', { stable: ratings.versions[0], canary: ratings.addVersion('v2', { image: IMAGE }), weight: 10 });
    const reviews = withVersion(east, 'reviews', { calls: [remote] });
    new ServiceRoute(east, 'stars', { service: reviews, match: [RouteMatch.path().prefix('/stars')], action: RouteAction.toService(remote) });
    new MeshGateway(east, 'edge', { hosts: ['ratings.example.com'] }).expose(remote);
    const objects = writtenFor(east);
    expect(find(objects, 'Sidecar', 'reviews').spec.egress[0].hosts).toContain(`shop/${ratings.host}`);
    const split = [['v2', 10], ['v1', 90]].map(([subset, weight]) => ({ destination: { host: ratings.host, subset }, weight }));
    const routed = ofKind(objects, 'VirtualService').filter(({ metadata }) => metadata.name !== 'ratings').map(({ spec }) => spec.http[0].route);
    expect(routed).toEqual([split, split]);
    const order = objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(order.indexOf('DestinationRule ratings')).toBeLessThan(order.indexOf('VirtualService reviews'));
  });

  test('is visible to callers of all clusters and to the gateway that lets them in', () => {
    const { east, west, remote } = ratingsInTheWest({ visibility: Visibility.toCallers() });
    withVersion(east, 'reviews', { calls: [remote] });
    new EastWestGateway(west, 'crossing');
    expect(find(writtenFor(east), 'DestinationRule', 'ratings').spec.exportTo).toEqual(['.']);
    withVersion(new Chart(east.node.scope!, 'web', { namespace: 'web' }), 'site', { calls: [remote] });
    for (const chart of [east, west]) {
      expect(find(writtenFor(chart), 'DestinationRule', 'ratings').spec.exportTo).toEqual(['.', 'web']);
      expect(find(writtenFor(chart), 'Service', 'ratings').metadata.annotations).toEqual({ 'networking.istio.io/exportTo': '.,web' });
    }
  });

  test('is in a mesh of two clusters without networks, too', () => {
    const [east, west] = clusters(['east', 'west'], () => ({}));
    new RemoteService(east, 'ratings', { service: withVersion(west, 'ratings') });
    expect(writtenFor(east).map(({ kind }) => kind)).toEqual(['Service', 'DestinationRule']);
  });

  test('fails where the service runs itself, in its own cluster and in another', () => {
    const [east, west] = clusters();
    const ratings = withVersion(west, 'ratings');
    expectFailure(() => new RemoteService(west, 'again', { service: ratings }), '[west/shop/again]', 'in this cluster already', 'west/shop/ratings');
    withVersion(east, 'ratings');
    expectFailure(() => new RemoteService(east, 'remote', { service: ratings }), '[east/shop/remote]', 'needs no RemoteService');
  });

  test('fails for a service of no cluster, and of another mesh', () => {
    expectFailure(() => new RemoteService(newChart(), 'remote', { service: withVersion(newChart(), 'ratings') }), 'no other cluster of this mesh', 'clusterName');
    const [east, west] = clusters(['east', 'west'], name => ({ meshId: name }));
    expectFailure(() => new RemoteService(east, 'remote', { service: withVersion(west, 'ratings') }), 'no other cluster of this mesh', 'meshId');
  });

  test('fails for a headless service', () => {
    const [east, west] = clusters();
    const db = withVersion(west, 'db', { headless: true });
    expectFailure(() => new RemoteService(east, 'db', { service: db }), 'headless', 'give the service an address');
  });

  test('fails when requests are copied to a service that the calling cluster does not know', () => {
    const { east, west, ratings } = ratingsInTheWest();
    new TrafficMirror(west, 'mirror', { service: ratings, toService: withVersion(west, 'stars') });
    expectFailure(() => synth(east), '[east/shop/ratings]', 'lead to \'stars.shop.svc.cluster.local\' as well');
  });

  test('fails when its routes lead to a service that the calling cluster does not know', () => {
    const { east, west, ratings } = ratingsInTheWest();
    const stars = withVersion(west, 'stars');
    new ServiceRoute(west, 'to-stars', { service: ratings, match: [RouteMatch.path().prefix('/stars')], action: RouteAction.toService(stars) });
    expectFailure(() => synth(east), '[east/shop/ratings]', 'lead to \'stars.shop.svc.cluster.local\' as well', 'RemoteService');
    new RemoteService(east, 'stars', { service: stars });
    expect(() => synth(east)).not.toThrow();
  });

  test.each<[string, (caller: MeshService, callee: MeshService) => void]>([
    ['calls', (caller, callee) => caller.calls(callee)],
    ['exposes', (caller, callee) => new MeshGateway(caller, 'edge', { hosts: ['shop.example.com'] }).expose(callee)],
    ['routes to', (caller, callee) => new ServiceRoute(caller, 'route', { service: caller, action: RouteAction.toService(callee) })],
  ])('fails when a service of another cluster is meant without it: %s', (how, use) => {
    const [east, west] = clusters();
    expectFailure(() => use(withVersion(east, 'reviews'), withVersion(west, 'ratings')), how, 'cluster \'west\'', 'RemoteService');
  });
});
