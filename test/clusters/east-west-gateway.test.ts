import { clusters, writtenFor } from './fixtures';
import { EastWestGateway, RemoteService } from '../../src';
import { expectFailure, newChart, podOf, withVersion } from '../service/fixtures';
import { find, synth } from '../support/synth';

describe('an east-west gateway', () => {
  test('lets other networks reach all services of the cluster by the name that mutual TLS asks for', () => {
    const [east] = clusters();
    const gateway = new EastWestGateway(east, 'east-west');
    const objects = writtenFor(east);
    expect(find(objects, 'Gateway', 'east-west').spec).toEqual({
      selector: { 'app': 'east-west', 'istio': 'east-west', 'gateway-namespace': 'shop' },
      servers: [{ port: { number: 15443, name: 'tls', protocol: 'TLS' }, tls: { mode: 'AUTO_PASSTHROUGH' }, hosts: ['*.svc.cluster.local'] }],
    });
    expect(gateway).toMatchObject({ gatewayName: 'east-west', namespace: 'shop' });
  });

  test('is found by the network of its Service, and knows the pods of that network alone', () => {
    const [east] = clusters();
    new EastWestGateway(east, 'crossing', { name: 'east-west', serviceAnnotations: { 'example.com/kind': 'network' } });
    const objects = writtenFor(east);
    const service = find(objects, 'Service', 'east-west');
    expect(service.metadata.labels).toMatchObject({ 'topology.istio.io/network': 'east-network' });
    expect(service.metadata.annotations).toEqual({ 'example.com/kind': 'network' });
    expect(service.spec).toMatchObject({ type: 'LoadBalancer', ports: [{ name: 'tls', port: 15443, targetPort: 15443 }] });
    const { labels } = find(objects, 'Deployment', 'east-west').spec.template.metadata;
    expect(labels).toMatchObject({ 'topology.istio.io/network': 'east-network', 'sidecar.istio.io/inject': 'true' });
    const [container] = podOf(objects, 'east-west').containers;
    expect(container.env).toEqual([{ name: 'ISTIO_META_REQUESTED_NETWORK_VIEW', value: 'east-network' }]);
    // Labels that could change have no place in a selector.
    expect(find(objects, 'Deployment', 'east-west').spec.selector.matchLabels).not.toHaveProperty(['topology.istio.io/network']);
  });

  test('lets through the services that are named, and no others', () => {
    const [east, west] = clusters();
    const ratings = withVersion(west, 'ratings');
    withVersion(west, 'internal');
    new EastWestGateway(west, 'east-west', { services: [ratings] });
    new RemoteService(east, 'ratings', { service: ratings });
    expect(find(writtenFor(west), 'Gateway', 'east-west').spec.servers[0].hosts).toEqual(['ratings.shop.svc.cluster.local']);
  });

  test('fails when it shuts out a service that another cluster reaches', () => {
    const [east, west] = clusters();
    const [ratings, stars] = ['ratings', 'stars'].map(name => withVersion(west, name));
    new EastWestGateway(west, 'east-west', { services: [stars] });
    new RemoteService(east, 'far-ratings', { service: ratings });
    expectFailure(() => synth(east), '[west/shop/east-west]', 'does not let \'west/shop/ratings\' be reached', 'east/shop/far-ratings', 'add it to services');
  });

  test('fails where the cluster has no network', () => {
    expectFailure(() => new EastWestGateway(newChart(), 'east-west'), '[chart/east-west]', 'no network of its own', 'MeshSettings.set');
  });

  test('fails with an address that other networks do not reach, and with no service', () => {
    const [east] = clusters();
    expectFailure(() => new EastWestGateway(east, 'a', { serviceType: 'ClusterIP' }), '\'ClusterIP\'', '\'LoadBalancer\'');
    expectFailure(() => new EastWestGateway(east, 'b', { services: [] }), 'no service', 'leave services out');
  });
});
