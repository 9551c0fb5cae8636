import assert from 'node:assert/strict';
import { before } from 'node:test';
import { Duration } from 'cdk8s';
import { CanaryRoute, FaultAbort, FaultInjection, GatewayWorkload, MeshGateway, MeshService, PortProtocol, RouteMatch, RoutePolicy } from '../../../lib/src/index.js';
import { assertOnly } from '../lab/assertions.js';
import { IMAGE, scenario, test } from '../lab/scenario.js';

const HOST = 'shop.example.com';

scenario('faults', 'delays and errors on purpose, for the requests that are meant', scene => {
  before(() => scene.apply(chart => {
    const shop = new MeshService(chart, 'shop', { ports: [{ port: 80, targetPort: 8080 }, { port: 7070, protocol: PortProtocol.GRPC }] });
    const stable = shop.addVersion('v1', { image: IMAGE, replicas: 1 });
    const canary = shop.addVersion('v2', { image: IMAGE, replicas: 1 });
    new CanaryRoute(chart, 'trial', { stable, canary, weight: 50, match: [RouteMatch.header('end-user').exact('jason')] });
    const path = (value: string) => [RouteMatch.path().exact(value)];
    new FaultInjection(chart, 'broken', { service: shop, match: path('/broken'), abort: FaultAbort.http(418, 20), ports: [80] });
    new RoutePolicy(chart, 'again', { service: shop, match: path('/broken'), retries: { attempts: 3, retryOn: ['418'], everyMethod: true }, ports: [80] });
    new FaultInjection(chart, 'slow', { service: shop, match: path('/slow'), delay: { time: Duration.seconds(1) }, ports: [80] });
    new RoutePolicy(chart, 'limit', { service: shop, match: path('/slow'), timeout: Duration.millis(500), ports: [80] });
    new FaultInjection(chart, 'busy', { service: shop, match: path('/shop.Cart/Put'), abort: FaultAbort.grpc('RESOURCE_EXHAUSTED'), ports: [7070] });
    new MeshService(chart, 'client', { port: 80, targetPort: 8080, calls: [shop] }).addVersion('v1', { image: IMAGE, replicas: 1 });
    new MeshGateway(chart, 'edge', { hosts: [HOST], workload: GatewayWorkload.own({ replicas: 1 }) }).expose(shop, { port: 80 });
  }));

  const ends = () => [
    { name: 'in the mesh', from: scene.pod('client'), url: 'http://shop.faults', host: undefined },
    { name: 'through the gateway', from: scene.outside, url: 'http://edge.faults', host: HOST },
  ];

  test('a share of the requests that match fails, of a canary\'s match too, and no others', async () => {
    for (const { name, from, url, host } of ends()) {
      const seen = await scene.load(from, `${url}/broken`, { count: 5_000, host });
      const percent = 100 * seen.counts['418'] / seen.requests;
      scene.record(`a fault for 20 % of a path, with retries, ${name}`, { requests: seen.requests, failed: 0, seen: `${percent.toFixed(1)} % failed as asked` });
      // The standard deviation of 5,000 draws is 0.6 points.
      assert.ok(Math.abs(percent - 20) <= 2.3, JSON.stringify(seen.counts));
      assert.equal(seen.counts['200 v1'] + seen.counts['200 v2'] + seen.counts['418'], 5_000);
      const jason = await scene.load(from, `${url}/broken`, { count: 1_000, host, headers: { 'end-user': 'jason' } });
      assert.deepEqual(Object.keys(jason.counts).sort(), ['200 v2', '418']);
      assertOnly(await scene.load(from, `${url}/`, { count: 500, host, headers: { 'end-user': 'jason' } }), 'v2');
    }
  });

  test('a delay comes on top of the route\'s own timeout', async () => {
    for (const { name, from, url, host } of ends()) {
      const begin = Date.now();
      const { status } = await scene.request(from, `${url}/slow`, ...(host ? ['-H', `host: ${host}`] : []));
      const took = Date.now() - begin;
      assert.equal(status, 200, name);
      assert.ok(took >= 1_000 && took < 3_000, `${took} ms`);
    }
    scene.record('a delay of 1 s where the route has a timeout of 500 ms', { seen: '200 after a second: the timeout begins behind the delay' });
  });

  test('a gRPC status for one method', async () => {
    const call = (method: string) => scene.load(scene.pod('client'), 'http://shop.faults:7070', { count: 500, grpc: method });
    const broken = await call('/shop.Cart/Put');
    scene.record('a gRPC status for one method', { requests: broken.requests, failed: 0, seen: 'all RESOURCE_EXHAUSTED' });
    assert.deepEqual(broken.counts, { ResourceExhausted: 500 });
    const rest = await call('/shop.Cart/Get');
    assert.deepEqual(Object.keys(rest.counts).sort(), ['OK v1', 'OK v2']);
  });
});
