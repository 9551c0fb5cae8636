import {
  CanaryRoute, CircuitBreaker, ConnectionLimits, LoadBalancing, MeshService, OutlierDetection, PortProtocol, RouteAction, RoutePolicy, Suspend,
  VersionFailover,
} from '../../src';
import { expectFailure, IMAGE, newChart, withVersion } from '../service/fixtures';
import { find, synth } from '../support/synth';

function shop(props: object = {}, replicas: [number, number] = [2, 2]) {
  const service = withVersion(newChart(), 'shop', props, { replicas: replicas[0] });
  const other = service.addVersion('v2', { image: IMAGE, replicas: replicas[1] });
  return { service, version: service.versions[0], other };
}
const ruleOf = (service: MeshService) => find(synth(service), 'DestinationRule', 'shop').spec;
const routesOf = (service: MeshService) => find(synth(service), 'VirtualService', 'shop').spec.http;

test('the subset of the version takes in all pods of the service and prefers its own', () => {
  const { service, version } = shop();
  new VersionFailover(service, 'failover', { version });
  expect(ruleOf(service).subsets).toEqual([
    {
      name: 'v1',
      labels: { app: 'shop' },
      trafficPolicy: {
        loadBalancer: { localityLbSetting: { failoverPriority: ['version=v1'] } },
        outlierDetection: { consecutive5xxErrors: 5, maxEjectionPercent: 50 },
      },
    },
    { name: 'v2', labels: { version: 'v2' } },
  ]);
});

test('failed requests are repeated by the pods that stand in, where that does no harm', () => {
  const { service, version } = shop();
  new VersionFailover(service, 'failover', { version });
  const again = { attempts: 2, retryIgnorePreviousHosts: true, retryRemoteLocalities: true };
  expect(routesOf(service).map(({ name, retries }: any) => [name, retries])).toEqual([
    ['shop-idempotent', { ...again, retryOn: 'connect-failure,refused-stream,gateway-error,reset' }],
    ['shop', { ...again, retryOn: 'connect-failure,refused-stream' }],
  ]);
});

test('the split of a canary stays, and what is said of the service holds', () => {
  const { service, version, other } = shop({ loadBalancing: LoadBalancing.random() });
  new CanaryRoute(service, 'canary', { stable: version, canary: other, weight: 10 });
  new CircuitBreaker(service, 'limits', { service, limits: ConnectionLimits.atOnce(9) });
  new VersionFailover(service, 'failover', { version, retries: false });
  expect(routesOf(service)).toHaveLength(1);
  expect(routesOf(service)[0].route.map(({ weight }: any) => weight)).toEqual([10, 90]);
  const [{ trafficPolicy }] = ruleOf(service).subsets;
  expect(trafficPolicy.loadBalancer).toEqual({ simple: 'RANDOM', localityLbSetting: { failoverPriority: ['version=v1'] } });
  expect(ruleOf(service).trafficPolicy.connectionPool.http.http2MaxRequests).toBe(9);
});

test.each<[number, number, number]>([[2, 2, 50], [1, 2, 34], [2, 1, 67], [9, 1, 90]])(
  'of %i and %i pods, %i %% may be ejected: all of the version, none that stands in', (own, others, percent) => {
    const { service, version } = shop({}, [own, others]);
    new VersionFailover(service, 'failover', { version });
    const { maxEjectionPercent } = ruleOf(service).subsets[0].trafficPolicy.outlierDetection;
    expect(maxEjectionPercent).toBe(percent);
    expect(Math.floor(percent * (own + others) / 100)).toBe(own);
  });

test('versions that are added later stand in too', () => {
  const service = withVersion(newChart(), 'shop', {}, { replicas: 2 });
  new VersionFailover(service, 'failover', { version: service.versions[0] });
  service.addVersion('v2', { image: IMAGE, replicas: 6 });
  expect(ruleOf(service).subsets[0].trafficPolicy.outlierDetection.maxEjectionPercent).toBe(25);
});

test('for TCP there are no retries, for gRPC those of calls that never arrived', () => {
  const tcp = shop({ protocol: PortProtocol.TCP });
  new VersionFailover(tcp.service, 'failover', { version: tcp.version });
  expect(find(synth(tcp.service), 'VirtualService', 'shop').spec.http).toBeUndefined();
  const grpc = shop({ protocol: PortProtocol.GRPC });
  new VersionFailover(grpc.service, 'failover', { version: grpc.version });
  expect(routesOf(grpc.service).map(({ retries }: any) => retries.retryOn)).toEqual(['connect-failure,refused-stream']);
});

test('a preferred version that is suspended gives its requests to whom the suspension names', () => {
  const { service, version, other } = shop();
  new VersionFailover(service, 'failover', { version, retries: false });
  new Suspend(service, 'pause', { version, instead: RouteAction.toVersion(other) });
  expect(routesOf(service)).toEqual([{ name: 'shop', route: [{ destination: { host: service.host, subset: 'v2' } }] }]);
  const silent = shop();
  new VersionFailover(silent.service, 'failover', { version: silent.version, retries: false });
  new Suspend(silent.service, 'pause', { version: silent.version, instead: RouteAction.respond(503, 'back at noon\n') });
  expect(routesOf(silent.service)[0].directResponse.status).toBe(503);
});

test('a suspension that is lifted, and one of the whole service, leave the failover as it is', () => {
  const { service, version, other } = shop();
  new VersionFailover(service, 'failover', { version, retries: false });
  [version, other].forEach(one => new Suspend(service, `no-pause-${one.versionName}`, { version: one, suspended: false }));
  expect(routesOf(service)[0].route).toEqual([{ destination: { host: service.host, subset: 'v1' } }]);
  new Suspend(service, 'pause', { service });
  expect(routesOf(service)[0].directResponse.status).toBe(503);
  expect(ruleOf(service).subsets[0].labels).toEqual({ app: 'shop' });
});

describe('fails', () => {
  test('without another version', () => {
    const service = withVersion(newChart(), 'shop');
    new VersionFailover(service, 'failover', { version: service.versions[0] });
    expectFailure(() => synth(service), 'chart/shop/failover', 'no other version', 'that could stand in for \'v1\'');
  });

  test('with a version that retires, on either side', () => {
    const { service, version } = shop();
    const old = service.addVersion('v0', { image: IMAGE, retiring: true });
    expectFailure(() => new VersionFailover(service, 'a', { version: old }), 'prefers version \'v0\', which is retiring');
    new VersionFailover(service, 'b', { version });
    expectFailure(() => synth(service), 'would let version \'v0\' of \'chart/shop\' stand in, which is retiring');
  });

  test('with a suspended version that would stand in: its pods are in the subset', () => {
    for (const instead of [undefined, RouteAction.respond(503)]) {
      const { service, version, other } = shop();
      new VersionFailover(service, 'failover', { version });
      service.addVersion('v3', { image: IMAGE });
      new Suspend(service, 'pause', { version: other, instead });
      expectFailure(() => synth(service), 'chart/shop/failover', 'would let version \'v2\' of \'chart/shop\' stand in, which \'chart/shop/pause\' suspends: remove the failover');
    }
  });

  test('with a preferred version that is suspended, while nobody says what gets its requests', () => {
    const { service, version } = shop();
    new VersionFailover(service, 'failover', { version });
    new Suspend(service, 'pause', { version });
    expectFailure(() => synth(service), 'chart/shop/failover', 'prefers version \'v1\', which \'chart/shop/pause\' suspends', 'by instead of the Suspend (RouteAction.toVersion)');
  });

  test('with pods whose number is not known, unless ejection is given', () => {
    const adopted = () => {
      const service = withVersion(newChart(), 'shop');
      service.adopt('v2', { labels: { app: 'shop', version: 'v2' } });
      return service;
    };
    const unknown = adopted();
    new VersionFailover(unknown, 'failover', { version: unknown.versions[0] });
    expectFailure(() => synth(unknown), 'does not know how many pods \'v2\' has', 'give ejection, with a maxEjectionPercent');
    const given = adopted();
    new VersionFailover(given, 'failover', { version: given.versions[0], ejection: OutlierDetection.of({ consecutiveErrors: 3, maxEjectionPercent: 60 }) });
    expect(find(synth(given), 'DestinationRule', 'shop').spec.subsets[0].trafficPolicy.outlierDetection.maxEjectionPercent).toBe(60);
  });

  test('beside a breaker of the version that ejects, and beside other retries', () => {
    const { service, version } = shop();
    new VersionFailover(service, 'failover', { version });
    new CircuitBreaker(service, 'breaker', { version, ejection: OutlierDetection.failingPods() });
    new RoutePolicy(service, 'again', { service, retries: { attempts: 1 } });
    expectFailure(() => synth(service), 'sets outlierDetection.consecutive5xxErrors for the pods of version \'v1\', and so does', 'sets retries for every request');
  });
});
