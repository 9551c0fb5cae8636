import { expectFailure, IMAGE, newChart, withVersion } from './fixtures';
import {
  CircuitBreaker, MeshService, OutlierDetection, PortProtocol, RouteAction, ServiceRoute,
} from '../../src';
import { clusters, writtenFor } from '../clusters/fixtures';
import { find, ofKind, synth } from '../support/synth';

const routeOf = (chart: Parameters<typeof writtenFor>[0]) => find(writtenFor(chart), 'VirtualService', 'orders').spec.http[0].route;

describe('a service that runs in several clusters', () => {
  test('has its objects in each of them', () => {
    const charts = clusters();
    charts.forEach(chart => withVersion(chart, 'orders'));
    for (const chart of charts) {
      const objects = writtenFor(chart);
      expect(find(objects, 'Deployment', 'orders-v1')).toBeDefined();
      expect(ofKind(objects, 'VirtualService')).toEqual([]);
    }
  });

  test('sends no request to a version of another cluster that it does not know', () => {
    const [east, west] = clusters();
    withVersion(east, 'orders');
    withVersion(west, 'orders').addVersion('v2', { image: IMAGE });
    // Without a route, callers in the east would go to all pods of the host, v2's in the west among them.
    expect(routeOf(east)).toEqual([{ destination: { host: 'orders.shop.svc.cluster.local', subset: 'v1' } }]);
  });

  test('moves from one to another as a canary does', () => {
    const [east, west] = clusters();
    const here = withVersion(east, 'orders');
    const there = new MeshService(west, 'orders', { port: 80 });
    const v2 = there.addVersion('v2', { image: IMAGE, replicas: 3 });
    const remote = here.addRemoteVersion(v2);
    new ServiceRoute(east, 'move', { service: here, action: RouteAction.split({ version: here.versions[0], weight: 75 }, { version: remote, weight: 25 }) });
    const objects = writtenFor(east);
    expect(find(objects, 'DestinationRule', 'orders').spec.subsets).toEqual([
      { name: 'v1', labels: { version: 'v1' } }, { name: 'v2', labels: { version: 'v2' } },
    ]);
    expect(routeOf(east).map(({ weight }: { weight: number }) => weight)).toEqual([75, 25]);
    expect(ofKind(objects, 'Deployment').map(({ metadata }) => metadata.name)).toEqual(['orders-v1']);
    expect(remote).toMatchObject({ versionName: 'v2', replicas: 0, retiring: false });
    expect(routeOf(west)).toEqual([{ destination: { host: 'orders.shop.svc.cluster.local', subset: 'v2' } }]);
  });

  test.each([
    ['a gateway stands for all of its network', (name: string) => ({ network: name }), 50],
    ['in one network all are counted', () => ({}), 80],
  ])('may eject the pods of a cluster where others take over: %s', (_, props, most) => {
    const app = (maxEjectionPercent: number) => {
      const [east, west] = clusters(['east', 'west'], props);
      const orders = withVersion(east, 'orders', {}, { replicas: 1 });
      withVersion(west, 'orders', {}, { replicas: 4 });
      new CircuitBreaker(east, 'breaker', { service: orders, ejection: OutlierDetection.of({ consecutiveErrors: 3, maxEjectionPercent }) });
      return east;
    };
    expect(() => synth(app(most))).not.toThrow();
    expect(() => synth(app(100))).toThrow(`may eject all ${100 / (100 - most)} pods of v1`);
  });

  test('fails when its ports differ', () => {
    const [east, west] = clusters();
    withVersion(east, 'orders', { port: 80 });
    withVersion(west, 'orders', { port: 80, protocol: PortProtocol.GRPC });
    expectFailure(() => synth(east), '[east/shop/orders]', '80 (\'http\', http)', '\'west/shop/orders\'', '80 (\'grpc\', grpc)', 'give both the same ports');
  });

  test('fails when it is headless in one of them', () => {
    const [east, west] = clusters();
    withVersion(east, 'orders');
    withVersion(west, 'orders', { headless: true });
    expectFailure(() => synth(east), '\'west/shop/orders\'', 'headless');
  });

  test('fails to take a version of another host, of its own cluster, or of another mesh', () => {
    const [east, west] = clusters();
    const orders = withVersion(east, 'orders');
    expectFailure(() => orders.addRemoteVersion(withVersion(west, 'stock').versions[0]), '[east/shop/orders]', '\'stock.shop.svc.cluster.local\'', 'same host');
    expectFailure(() => orders.addRemoteVersion(orders.versions[0]), 'not in another cluster');
    expectFailure(() => orders.addRemoteVersion(withVersion(newChart(), 'orders').versions[0]), 'not in another cluster', 'clusterName');
  });

  test('fails to take a version whose name it has: pods of that name are one version in all clusters', () => {
    const [east, west] = clusters();
    const orders = withVersion(east, 'orders');
    expectFailure(() => orders.addRemoteVersion(withVersion(west, 'orders').versions[0]), 'has version \'v1\' already');
  });
});
