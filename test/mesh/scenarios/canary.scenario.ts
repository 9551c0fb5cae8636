import assert from 'node:assert/strict';
import type { Chart } from 'cdk8s';
import { CanaryRoute, GatewayWorkload, MeshGateway, MeshService, RouteMatch } from '../../../lib/src/index.js';
import { assertNoneFailed, assertOnly, assertShare, share } from '../lab/assertions.js';
import { IMAGE, scenario, test } from '../lab/scenario.js';

scenario('canary', 'a share of the requests goes to a new version, in the mesh and at the gateway', scene => {
  const service = 'http://reviews.canary/';
  const edge = 'http://edge.canary/';
  const app = (weight: number, sticky = false) => (chart: Chart) => {
    const reviews = new MeshService(chart, 'reviews', { port: 80, targetPort: 8080 });
    const stable = reviews.addVersion('v1', { image: IMAGE, replicas: 1 });
    const canary = reviews.addVersion('v2', { image: IMAGE, replicas: 1 });
    new CanaryRoute(chart, 'trial', { stable, canary, weight, match: [RouteMatch.header('end-user').exact('jason')], ...(sticky ? { sticky: { name: 'reviews' } } : {}) });
    new MeshService(chart, 'client', { port: 80, targetPort: 8080, calls: [reviews] }).addVersion('v1', { image: IMAGE, replicas: 1 });
    new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'], workload: GatewayWorkload.own({ replicas: 1 }) }).expose(reviews);
  };
  const senders = () => [
    { name: 'in the mesh', from: scene.pod('client'), url: service, host: undefined },
    { name: 'through the gateway', from: scene.outside, url: edge, host: 'shop.example.com' },
  ];

  for (const weight of [25, 10]) {
    test(`${weight} of 100 within two points over 10,000 requests`, async () => {
      await scene.apply(app(weight));
      for (const { name, from, url, host } of senders()) {
        const seen = await scene.load(from, url, { count: 10_000, host });
        scene.record(`a canary of ${weight} %, ${name}`, { ...seen, seen: `${share(seen, 'v2').toFixed(1)} % on the canary` });
        assertNoneFailed(seen, 10_000);
        assertShare(seen, 'v2', weight);
      }
    });
  }

  test('what matches always reaches the canary', async () => {
    for (const { name, from, url, host } of senders()) {
      const seen = await scene.load(from, url, { count: 1_000, host, headers: { 'end-user': 'jason' } });
      scene.record(`a match, ${name}`, { ...seen, seen: 'all on the canary' });
      assertOnly(seen, 'v2');
    }
  });

  test('a sticky client stays where it first came to, and goes where the ends of a trial send it', async () => {
    await scene.apply(app(50, true));
    for (const { name, from, url, host } of senders()) {
      const header = host ? ['-H', `host: ${host}`] : [];
      const held = new Map<string, string>();
      for (let attempt = 0; attempt < 50 && held.size < 2; attempt++) {
        const { body, headers } = await scene.request(from, url, ...header);
        held.set(body.version, headers['set-cookie'].split(';')[0]);
      }
      assert.deepEqual([...held.keys()].sort(), ['v1', 'v2']);
      for (const [version, cookie] of held) {
        const seen = await scene.load(from, url, { count: 500, host, headers: { cookie } });
        scene.record(`sticky to ${version}, ${name}`, { ...seen, seen: `all on ${version}` });
        assertOnly(seen, version);
      }
    }
    for (const [weight, everyone] of [[0, 'v1'], [100, 'v2']] as const) {
      await scene.apply(app(weight, true));
      for (const holder of ['v1', 'v2']) {
        assertOnly(await scene.load(scene.pod('client'), service, { count: 200, headers: { cookie: `reviews=${holder}` } }), everyone);
      }
    }
  });

  test('steps from 0 to 100 fail no request', async () => {
    const load = scene.startLoad(scene.pod('client'), service, { rate: 1000, atLeast: 2_000 });
    for (const weight of [0, 10, 50, 100]) {
      await scene.apply(app(weight));
    }
    const seen = await load.stop();
    scene.record('steps 0, 10, 50, 100 under load', seen);
    assertNoneFailed(seen, 2_000);
  });
});
