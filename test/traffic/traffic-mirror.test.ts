import { BlueGreenService, CanaryRoute, Colour, MeshGateway, MeshService, PortProtocol, RouteMatch, TrafficMirror } from '../../src';
import { expectFailure, IMAGE, messageOf, newChart, withVersion } from '../service/fixtures';
import { find, synth } from '../support/synth';

const HOST = 'shop.shop.svc.cluster.local';
const routesOf = (service: MeshService, name = service.serviceName) => find(synth(service), 'VirtualService', name).spec.http;

function shop(props: object = {}) {
  const chart = newChart();
  const service = withVersion(chart, 'shop', props);
  const [stable] = service.versions;
  return { chart, service, stable, next: service.addVersion('v2', { image: IMAGE }) };
}

test('copies of all requests go to a version, the answers stay those of the first', () => {
  const { chart, service, next } = shop();
  new TrafficMirror(chart, 'mirror', { service, toVersion: next });
  const [route] = routesOf(service);
  expect(route.route).toEqual([{ destination: { host: HOST, subset: 'v1' } }]);
  expect(route.mirrors).toEqual([{ destination: { host: HOST, subset: 'v2' }, percentage: { value: 100 } }]);
});

test('a share of some requests, laid over the split of a canary, in the mesh and at the edge', () => {
  const { chart, service, stable, next } = shop();
  const third = service.addVersion('v3', { image: IMAGE });
  new CanaryRoute(chart, 'canary', { stable, canary: next, weight: 25 });
  new TrafficMirror(chart, 'mirror', { service, toVersion: third, percent: 12.5, match: [RouteMatch.path().under('/api')] });
  new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'] }).expose(service);
  for (const name of ['shop', 'edge-shop.example.com']) {
    const [copied, rest] = routesOf(service, name);
    expect(copied.mirrors).toEqual([{ destination: { host: HOST, subset: 'v3' }, percentage: { value: 12.5 } }]);
    expect(copied.route.map(({ weight }: any) => weight)).toEqual([25, 75]);
    expect(rest.mirrors).toBeUndefined();
  }
});

test('another service gets copies at its first port that speaks HTTP, or at the one that is named', () => {
  const { chart, service } = shop();
  const ports = [{ port: 9000, protocol: PortProtocol.TCP, name: 'tcp-bulk' }, { port: 8080 }, { port: 8081, name: 'http-admin' }];
  const recorder = withVersion(chart, 'recorder', { ports });
  const audit = withVersion(chart, 'audit', { ports });
  new TrafficMirror(chart, 'first', { service, toService: recorder });
  new TrafficMirror(chart, 'named', { service, toVersion: audit.versions[0], port: 8081 });
  expect(routesOf(service)[0].mirrors.map(({ destination }: any) => destination)).toEqual([
    { host: 'recorder.shop.svc.cluster.local', port: { number: 8080 } },
    { host: 'audit.shop.svc.cluster.local', subset: 'v1', port: { number: 8081 } },
  ]);
});

test('a service that another team deploys gets copies', () => {
  const { chart, service } = shop();
  const toService = MeshService.fromServiceAttributes(chart, 'theirs', { serviceName: 'theirs', namespace: 'other', ports: [{ port: 80 }] });
  new TrafficMirror(chart, 'mirror', { service, toService });
  expect(routesOf(service)[0].mirrors[0].destination).toEqual({ host: 'theirs.other.svc.cluster.local' });
});

test('of a service with several ports, a copy goes to the port that was asked', () => {
  const { chart, service, next } = shop({ ports: [{ port: 80 }, { port: 81, name: 'http-admin' }] });
  new TrafficMirror(chart, 'mirror', { service, toVersion: next });
  for (const { match, mirrors } of routesOf(service)) {
    expect(mirrors).toEqual([{ destination: { host: HOST, subset: 'v2', port: { number: match[0].port } }, percentage: { value: 100 } }]);
  }
});

test('a copy meets the idle colour', () => {
  const chart = newChart();
  const service = new BlueGreenService(chart, 'shop', { port: 80, blue: { image: IMAGE }, green: { image: IMAGE }, live: Colour.BLUE });
  new TrafficMirror(chart, 'mirror', { service, toVersion: service.green });
  const [route] = find(synth(service), 'VirtualService', 'shop').spec.http.slice(-1);
  expect(route.mirrors[0].destination.subset).toBe('green');
});

describe('fails', () => {
  test.each<[string, (given: ReturnType<typeof shop>) => object, ...string[]]>([
    ['without a target', () => ({}), 'neither toVersion nor toService'],
    ['with two targets', ({ next, service }) => ({ toVersion: next, toService: service }), 'both toVersion and toService'],
    ['with itself', ({ service }) => ({ toService: service }), 'to itself', 'toVersion'],
    ['with a share above 100', ({ next }) => ({ toVersion: next, percent: 100.5 }), 'percent 100.5'],
    ['with a version that retires', ({ service }) => ({ toVersion: service.addVersion('v0', { image: IMAGE, retiring: true }) }), 'which is retiring'],
    ['with a service that speaks no HTTP', ({ chart }) => ({ toService: withVersion(chart, 'db', { protocol: PortProtocol.TCP }) }), 'needs an HTTP port of'],
    ['with a port that the target lacks', ({ next }) => ({ toVersion: next, port: 81 }), 'needs an HTTP port 81'],
  ])('%s', (_what, props, ...parts) => {
    const given = shop();
    expectFailure(() => new TrafficMirror(given.chart, 'mirror', { service: given.service, ...props(given) }), 'chart/mirror', ...parts);
  });

  test('with a service of several versions, whose routes do not apply to copies', () => {
    const { chart, service } = shop();
    const other = withVersion(chart, 'other');
    new TrafficMirror(chart, 'mirror', { service, toService: other });
    other.addVersion('v2', { image: IMAGE });
    expect(messageOf(() => synth(service))).toContain('[chart/mirror] copies to \'chart/other\', which has versions \'v1\', \'v2\'');
  });

  test('where two copy the same requests to one destination', () => {
    const { chart, service, next } = shop();
    new TrafficMirror(chart, 'one', { service, toVersion: next, percent: 10 });
    new TrafficMirror(chart, 'other', { service, toVersion: next, percent: 20 });
    expect(messageOf(() => synth(service))).toContain('sets the copies that shop.shop.svc.cluster.local v2 gets for every request');
  });
});
