import { App, Chart, Duration } from 'cdk8s';
import {
  CanaryRoute, FaultAbort, FaultDelay, FaultInjection, FaultInjectionProps, MeshGateway, MeshService, MeshSettings, PortProtocol, RouteAction,
  RouteMatch, RoutePolicy, ServiceRoute,
} from '../../src';
import { expectFailure, IMAGE, messageOf, newChart, withVersion } from '../service/fixtures';
import { find, synth } from '../support/synth';

const routesOf = (service: MeshService, name = service.serviceName) => find(synth(service), 'VirtualService', name).spec.http;
const slow: FaultDelay = { time: Duration.seconds(2), percent: 10 };
const inject = (service: MeshService, props: Partial<FaultInjectionProps>, id = 'faults') => new FaultInjection(service, id, { service, ...props });

test('a delay and an abort, of a share of the requests', () => {
  const service = withVersion(newChart(), 'shop');
  inject(service, { delay: slow, abort: FaultAbort.http(503, 0.5) });
  expect(routesOf(service)[0].fault).toEqual({
    delay: { percentage: { value: 10 }, fixedDelay: '2s' },
    abort: { percentage: { value: 0.5 }, httpStatus: 503 },
  });
});

test('all requests when no share is given', () => {
  const service = withVersion(newChart(), 'shop');
  inject(service, { delay: { time: Duration.millis(250) }, abort: FaultAbort.http(418) });
  expect(routesOf(service)[0].fault).toEqual({
    delay: { percentage: { value: 100 }, fixedDelay: '250ms' },
    abort: { percentage: { value: 100 }, httpStatus: 418 },
  });
});

test('a gRPC status for gRPC', () => {
  const service = withVersion(newChart(), 'cart', { protocol: PortProtocol.GRPC });
  inject(service, { abort: FaultAbort.grpc('UNAVAILABLE', 25) });
  expect(routesOf(service)[0].fault).toEqual({ abort: { percentage: { value: 25 }, grpcStatus: 'UNAVAILABLE' } });
});

test('for one header, it meets the split of a canary, in the mesh and at the edge', () => {
  const chart = newChart();
  const service = withVersion(chart, 'shop');
  const [stable] = service.versions;
  new CanaryRoute(chart, 'canary', { stable, canary: service.addVersion('v2', { image: IMAGE }), weight: 25 });
  inject(service, { match: [RouteMatch.header('x-chaos').exact('on')], abort: FaultAbort.http(500) });
  new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'] }).expose(service);
  for (const name of ['shop', 'edge-shop.example.com']) {
    const [faulty, usual] = routesOf(service, name);
    expect(faulty.match).toEqual([{ headers: { 'x-chaos': { exact: 'on' } } }]);
    expect(faulty.fault.abort.httpStatus).toBe(500);
    expect(faulty.route.map(({ weight }: any) => weight)).toEqual([25, 75]);
    expect(usual.fault).toBeUndefined();
    expect(usual.route).toEqual(faulty.route);
  }
});

test('a delay for all and an abort for some add up', () => {
  const service = withVersion(newChart(), 'shop');
  inject(service, { delay: slow }, 'slow');
  inject(service, { match: [RouteMatch.path().exact('/pay')], abort: FaultAbort.http(500) }, 'broken');
  const [pay, rest] = routesOf(service);
  expect(Object.keys(pay.fault).sort()).toEqual(['abort', 'delay']);
  expect(Object.keys(rest.fault)).toEqual(['delay']);
});

test('a redirect and an answer of the proxy stay what they are', () => {
  const service = withVersion(newChart(), 'shop');
  new ServiceRoute(service, 'moved', { service, match: [RouteMatch.path().exact('/old')], action: RouteAction.redirect({ path: '/new' }) });
  new ServiceRoute(service, 'closed', { service, match: [RouteMatch.path().exact('/closed')], action: RouteAction.respond(404) });
  new RoutePolicy(service, 'limits', { service, timeout: Duration.seconds(1), retries: { attempts: 1 }, responseHeaders: { set: { 'x-mesh': '1' } } });
  inject(service, { delay: slow });
  const [, , rest] = routesOf(service);
  expect(rest).toMatchObject({ timeout: '1s', retries: { attempts: 1 }, fault: { delay: {} } });
  for (const route of routesOf(service).slice(0, 2)) {
    expect(Object.keys(route).sort()).toEqual(['headers', 'match', 'name', route.redirect ? 'redirect' : 'directResponse'].sort());
  }
});

describe('production', () => {
  const production = () => {
    const app = new App();
    MeshSettings.set(app, { production: true });
    return withVersion(new Chart(app, 'chart', { namespace: 'shop' }), 'shop');
  };

  test('fails in a mesh of production', () => {
    expectFailure(() => inject(production(), { delay: slow }), 'chart/shop/faults', 'mesh of production', 'set allowInProduction');
  });

  test('is allowed where that is said', () => {
    const service = production();
    inject(service, { delay: slow, allowInProduction: true });
    expect(routesOf(service)[0].fault).toBeDefined();
  });
});

test.each<[string, Partial<FaultInjectionProps>, ...string[]]>([
  ['nothing', {}, 'says nothing'],
  ['a share above 100', { delay: { ...slow, percent: 101 } }, 'delay.percent 101', 'from 0.0001 to 100'],
  ['a share that Envoy cannot count', { abort: FaultAbort.http(500, 0.00005) }, 'abort.percent 0.00005', 'from 0.0001 to 100'],
  ['no number', { abort: FaultAbort.http(500, NaN) }, 'abort.percent NaN'],
  ['a status that is none', { abort: FaultAbort.http(600) }, 'abort status 600'],
  ['no time', { delay: { time: Duration.seconds(0) } }, 'delay.time of 0 ms'],
  ['an unknown gRPC status', { abort: FaultAbort.grpc('BROKEN') }, 'gRPC status \'BROKEN\'', 'UNAVAILABLE'],
  ['a gRPC status that is no error', { abort: FaultAbort.grpc('OK') }, 'gRPC status \'OK\''],
  ['a gRPC status for HTTP', { abort: FaultAbort.grpc('UNAVAILABLE') }, 'no port that speaks GRPC', 'FaultAbort.http'],
])('fails with %s', (_what, props, ...parts) => {
  expectFailure(() => inject(withVersion(newChart(), 'shop'), props), 'chart/shop/faults', ...parts);
});

test('fails for TCP', () => {
  expectFailure(() => inject(withVersion(newChart(), 'db', { protocol: PortProtocol.TCP }), { delay: slow }), 'needs HTTP requests');
});

test('fails where two set the same for the same requests', () => {
  const service = withVersion(newChart(), 'shop');
  inject(service, { delay: slow }, 'one');
  inject(service, { delay: slow }, 'other');
  expect(messageOf(() => synth(service))).toContain('sets the delay of its faults for every request');
});
