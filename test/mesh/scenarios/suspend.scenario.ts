import assert from 'node:assert/strict';
import { before } from 'node:test';
import type { Chart } from 'cdk8s';
import { CanaryRoute, GatewayWorkload, MeshGateway, MeshService, RouteAction, RouteMatch, Suspend } from '../../../lib/src/index.js';
import { assertNoneFailed, assertOnly, assertShare } from '../lab/assertions.js';
import { IMAGE, scenario, test } from '../lab/scenario.js';

const SHOP = 'shop.example.com';
const PARTNERS = 'partners.example.com';
type What = 'service' | 'canary' | 'host';

scenario('suspend', 'a service, a version or a public host is taken out of traffic by one word, and comes back', scene => {
  const service = 'http://reviews.suspend/';
  const edge = 'http://edge.suspend/';
  /** A status that nothing else answers, so that an answer that was asked for is told from a failure. */
  const away = RouteAction.respond(410, 'back at noon\n');
  const app = (what?: What, suspended = true, instead?: RouteAction) => (chart: Chart) => {
    const reviews = new MeshService(chart, 'reviews', { port: 80, targetPort: 8080 });
    const stable = reviews.addVersion('v1', { image: IMAGE, replicas: 1 });
    const canary = reviews.addVersion('v2', { image: IMAGE, replicas: 1 });
    new CanaryRoute(chart, 'trial', { stable, canary, weight: 25, match: [RouteMatch.header('end-user').exact('jason')], sticky: { name: 'held' }, order: 1 });
    new MeshService(chart, 'client', { port: 80, targetPort: 8080, calls: [reviews] }).addVersion('v1', { image: IMAGE, replicas: 1 });
    const gateway = new MeshGateway(chart, 'edge', { hosts: [SHOP, PARTNERS], workload: GatewayWorkload.own({ replicas: 1 }) });
    gateway.expose(reviews);
    if (what) {
      const target = { service: { service: reviews }, canary: { version: canary }, host: { gateway, hosts: [SHOP] } }[what];
      new Suspend(chart, 'pause', { ...target, suspended, instead });
    }
  };
  const senders = () => [
    { name: 'in the mesh', from: scene.pod('client'), url: service, host: undefined },
    { name: 'through the gateway', from: scene.outside, url: edge, host: SHOP },
  ];
  const kinds: Record<string, string>[] = [{}, { 'end-user': 'jason' }, { cookie: 'held=v1' }, { cookie: 'held=v2' }];

  before(() => scene.apply(app()));

  test('every request to a suspended service gets the message, whatever route it met before', async () => {
    await scene.apply(app('service'));
    for (const { name, from, url, host } of senders()) {
      for (const headers of kinds) {
        const options = Object.entries({ ...headers, ...(host ? { host } : {}) }).flatMap(([header, value]) => ['-H', `${header}: ${value}`]);
        const { status, body } = await scene.request(from, url, ...options);
        assert.deepEqual([status, body], [503, 'reviews is suspended'], `${name}: ${JSON.stringify(headers)}`);
        const seen = await scene.load(from, url, { count: 250, host, headers });
        assert.deepEqual(seen.counts, { 503: 250 });
      }
      scene.record(`a suspended service, ${name}: any request, a match, held cookies`, { requests: 1000, failed: 0, seen: 'all 503 with the message' });
    }
  });

  test('out and back twice under load: each request is served or gets the message, and none is lost', async () => {
    await scene.apply(app('service', false));
    const loads = senders().map(({ name, from, url, host }) => ({ name, load: scene.startLoad(from, url, { rate: 500, atLeast: 2_000, host }) }));
    for (const suspended of [true, false, true, false]) {
      await scene.apply(app('service', suspended, away));
    }
    for (const { name, load } of loads) {
      const { requests, counts } = await load.stop();
      const { 410: told = 0, '200 v1': v1 = 0, '200 v2': v2 = 0, ...others } = counts;
      scene.record(`a service out and back, twice under load, ${name}`, { requests, failed: requests - told - v1 - v2, seen: `${v1 + v2} served, ${told} with the message` });
      assert.deepEqual(others, {});
      assert.ok(told > 0 && v1 > 0 && v2 > 0 && requests >= 2_000, JSON.stringify(counts));
    }
    for (const { from, url, host } of senders()) {
      assertNoneFailed(await scene.load(from, url, { count: 500, host }), 500);
    }
  });

  test('a suspended version\'s share goes to the other, under load and without a failure; what it got alone is answered', async () => {
    await scene.apply(app('canary', false));
    const loads = senders().map(({ name, from, url, host }) => ({ name, load: scene.startLoad(from, url, { rate: 500, atLeast: 2_000, host }) }));
    await scene.apply(app('canary'));
    for (const { name, from, url, host } of senders()) {
      const seen = await scene.load(from, url, { count: 1_000, host });
      scene.record(`a suspended canary of 25 %, ${name}`, { ...seen, seen: 'all on the stable version' });
      assertNoneFailed(seen, 1_000);
      assertOnly(seen, 'v1');
      assert.deepEqual((await scene.load(from, url, { count: 200, host, headers: { 'end-user': 'jason' } })).counts, { 503: 200 });
      assertOnly(await scene.load(from, url, { count: 200, host, headers: { cookie: 'held=v2' } }), 'v1');
    }
    await scene.apply(app('canary', false));
    for (const { name, load } of loads) {
      const seen = await load.stop();
      scene.record(`a canary out and back under load, ${name}`, seen);
      assertNoneFailed(seen, 2_000);
    }
    for (const { from, url, host } of senders()) {
      assertShare(await scene.load(from, url, { count: 3_000, host }), 'v2', 25, 3);
    }
  });

  test('a suspended host is answered, and the mesh and the other host go on', async () => {
    const others = [
      { name: 'in the mesh', load: scene.startLoad(scene.pod('client'), service, { rate: 500, atLeast: 2_000 }) },
      { name: 'another host of the gateway', load: scene.startLoad(scene.outside, edge, { rate: 500, atLeast: 2_000, host: PARTNERS }) },
    ];
    await scene.apply(app('host'));
    const { status, body } = await scene.request(scene.outside, edge, '-H', `host: ${SHOP}`);
    assert.deepEqual([status, body], [503, `${SHOP} is suspended`]);
    assert.deepEqual((await scene.load(scene.outside, edge, { count: 500, host: SHOP })).counts, { 503: 500 });
    await scene.apply(app('host', false));
    assertNoneFailed(await scene.load(scene.outside, edge, { count: 500, host: SHOP }), 500);
    for (const { name, load } of others) {
      const seen = await load.stop();
      scene.record(`a host out and back, meanwhile ${name}`, seen);
      assertNoneFailed(seen, 2_000);
    }
  });
});
