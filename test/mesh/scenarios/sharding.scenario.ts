import assert from 'node:assert/strict';
import { before } from 'node:test';
import type { Chart } from 'cdk8s';
import { GatewayWorkload, MeshGateway, MeshService, RouteAction, TenantKey, TenantShards } from '../../../lib/src/index.js';
import { assertNoneFailed, assertOnly } from '../lab/assertions.js';
import { IMAGE, scenario, test } from '../lab/scenario.js';

scenario('sharding', 'a tenant\'s requests always reach its shard, and moving one loses none', scene => {
  const service = 'http://orders.sharding/';
  const edge = 'http://edge.sharding/';
  const tenants = (acme: 'eu' | 'us') => ({ acme, globex: 'us', initech: 'eu' }) as const;
  const app = (acme: 'eu' | 'us') => (chart: Chart) => {
    const orders = new MeshService(chart, 'orders', { port: 80, targetPort: 8080 });
    const shard = {
      eu: RouteAction.toVersion(orders.addVersion('eu', { image: IMAGE, replicas: 1 })),
      us: RouteAction.toVersion(orders.addVersion('us', { image: IMAGE, replicas: 1 })),
    };
    const placed = Object.fromEntries(Object.entries(tenants(acme)).map(([tenant, name]) => [tenant, shard[name]]));
    new TenantShards(chart, 'tenants', { service: orders, tenant: TenantKey.header('x-tenant'), tenants: placed, unknown: RouteAction.respond(404, 'unknown tenant\n') });
    new MeshService(chart, 'client', { port: 80, targetPort: 8080, calls: [orders] }).addVersion('v1', { image: IMAGE, replicas: 1 });
    new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'], workload: GatewayWorkload.own({ replicas: 1 }) }).expose(orders);
  };
  const senders = () => [
    { name: 'in the mesh', from: scene.pod('client'), url: service, host: undefined },
    { name: 'through the gateway', from: scene.outside, url: edge, host: 'shop.example.com' },
  ];

  before(() => scene.apply(app('eu')));

  test('each tenant reaches its shard alone', async () => {
    for (const { name, from, url, host } of senders()) {
      let requests = 0;
      for (const [tenant, shard] of Object.entries(tenants('eu'))) {
        const seen = await scene.load(from, url, { count: 1_000, host, headers: { 'x-tenant': tenant } });
        assertNoneFailed(seen, 1_000);
        assertOnly(seen, shard);
        requests += seen.requests;
      }
      scene.record(`three tenants on two shards, ${name}`, { requests, failed: 0, seen: 'each on its shard alone' });
    }
  });

  test('who is not listed gets the answer, and no shard', async () => {
    for (const { name, from, url, host } of senders()) {
      for (const headers of [{}, { 'x-tenant': 'acme2' }, { 'x-tenant': 'Acme' }] as Record<string, string>[]) {
        assert.deepEqual((await scene.load(from, url, { count: 200, host, headers })).counts, { 404: 200 }, name);
      }
      scene.record(`no tenant, and unknown ones, ${name}`, { requests: 600, failed: 0, seen: 'all 404' });
    }
  });

  test('a tenant moves, there and back, under load: none of its requests fails, and the others notice nothing', async () => {
    const loads = senders().flatMap(({ name, from, url, host }) => ['acme', 'globex', 'initech'].map(tenant => ({
      tenant, name, load: scene.startLoad(from, url, { rate: 200, atLeast: 2_000, concurrency: 4, host, headers: { 'x-tenant': tenant } }),
    })));
    for (const acme of ['us', 'eu', 'us'] as const) {
      await scene.apply(app(acme));
      for (const { from, url, host } of senders()) {
        assertOnly(await scene.load(from, url, { count: 300, host, headers: { 'x-tenant': 'acme' } }), acme);
      }
    }
    for (const { tenant, name, load } of loads) {
      const seen = await load.stop();
      const shards = Object.keys(seen.counts).map(key => key.split(' ')[1]).sort();
      scene.record(`${tenant === 'acme' ? 'the tenant that moves three times' : `${tenant}, which stays`}, under load, ${name}`, { ...seen, seen: `on ${shards.join(' and ')}` });
      assertNoneFailed(seen, 2_000);
      assert.deepEqual(shards, tenant === 'acme' ? ['eu', 'us'] : [tenants('eu')[tenant as 'globex' | 'initech']]);
    }
  });
});
