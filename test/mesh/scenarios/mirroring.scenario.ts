import assert from 'node:assert/strict';
import { before } from 'node:test';
import { GatewayWorkload, MeshGateway, MeshService, TrafficMirror } from '../../../lib/src/index.js';
import { assertNoneFailed, assertOnly } from '../lab/assertions.js';
import { IMAGE, scenario, test } from '../lab/scenario.js';
import { until } from '../lab/wait.js';

const HOST = 'shop.example.com';

scenario('mirroring', 'copies of requests reach a version and another service, and nobody notices', scene => {
  before(() => scene.apply(chart => {
    const shop = new MeshService(chart, 'shop', { port: 80, targetPort: 8080 });
    shop.addVersion('v1', { image: IMAGE, replicas: 1 });
    const next = shop.addVersion('v2', { image: IMAGE, replicas: 1 });
    const audit = new MeshService(chart, 'audit', { port: 80, targetPort: 8080 });
    audit.addVersion('v1', { image: IMAGE, replicas: 1 });
    new TrafficMirror(chart, 'tenth', { service: shop, toVersion: next, percent: 10 });
    new TrafficMirror(chart, 'audit-all', { service: shop, toService: audit });
    new MeshService(chart, 'client', { port: 80, targetPort: 8080, calls: [shop] }).addVersion('v1', { image: IMAGE, replicas: 1 });
    new MeshGateway(chart, 'edge', { hosts: [HOST], workload: GatewayWorkload.own({ replicas: 1 }) }).expose(shop);
  }));

  const ends = () => [
    { name: 'in the mesh', from: scene.pod('client'), url: 'http://shop.mirroring/', host: undefined, asked: 'shop.mirroring' },
    { name: 'through the gateway', from: scene.outside, url: 'http://edge.mirroring/', host: HOST, asked: HOST },
  ];

  test('a tenth to a version and all to another service, with the answers of the first alone', async () => {
    for (const { name, from, url, host, asked } of ends()) {
      const seen = await scene.load(from, url, { count: 10_000, host });
      assertNoneFailed(seen, 10_000);
      assertOnly(seen, 'v1');
      await until('every request was copied', async () => await scene.seen(scene.pod('audit'), asked) === 10_000, 20);
      const percent = await scene.seen(scene.pod('shop', 'v2'), asked) / 100;
      scene.record(`copies of 10 % and of all, ${name}`, { ...seen, seen: `all answered by v1; ${percent.toFixed(1)} % copied to v2, 100 % to the other service` });
      // The standard deviation of 10,000 draws is 0.3 points.
      assert.ok(Math.abs(percent - 10) <= 2, `${percent} % of 10,000`);
    }
  });

  test('a mirror that fails, hangs or is gone is nobody\'s concern', async () => {
    for (const [what, query] of [['fails', 'status=500'], ['hangs', 'delay=5000']]) {
      await scene.behave(scene.pod('audit'), query);
      for (const { name, from, url, host } of ends()) {
        const seen = await scene.load(from, url, { count: 2_000, host });
        scene.record(`a mirror that ${what}, ${name}`, { ...seen, seen: `in ${seen.seconds.toFixed(1)} s` });
        assertNoneFailed(seen, 2_000);
        assertOnly(seen, 'v1');
        assert.ok(seen.seconds < 60, 'nobody waits for the copies');
      }
    }
  });
});
