import assert from 'node:assert/strict';
import { before } from 'node:test';
import { Duration, type Chart } from 'cdk8s';
import {
  GatewayWorkload, GlobalRateLimit, LocalRateLimit, MeshGateway, MeshService, MutualTlsMode, MutualTlsPolicy, RateLimitFailure, RateLimitKey, RateLimitScope, RateLimitService,
  RateLimitUnit, RouteMatch,
} from '../../../lib/src/index.js';
import { assertNoneFailed } from '../lab/assertions.js';
import { counting } from '../lab/envoy.js';
import { IMAGE, scenario, test } from '../lab/scenario.js';
import type { LoadReport, Sender } from '../lab/traffic.js';
import { until } from '../lab/wait.js';

const HOST = 'shop.example.com';
const PODS = 2;
const under = (path: string) => [RouteMatch.path().under(path)];
/** Longer than the scenario: what is gone does not come back. */
const HOUR = Duration.hours(1);
const { DAY, SECOND } = RateLimitUnit;

scenario('rate-limits', 'requests admitted as local and global limits say, by the rate limit service and Redis themselves', scene => {
  const url = (path: string) => `http://stock.rate-limits${path}`;
  const app = (chart: Chart) => {
    const service = (name: string, replicas: number, calls: MeshService[], podAnnotations?: Record<string, string>) => {
      const one = new MeshService(chart, name, { port: 80, targetPort: 8080, calls });
      one.addVersion('v1', { image: IMAGE, replicas, podAnnotations });
      return one;
    };
    const stock = service('stock', PODS, [], counting('.*local-limit.*'));
    const orders = service('orders', 1, []);
    service('client', 1, [stock, orders]);
    const favoured = service('favoured', 1, [stock]);
    new MutualTlsPolicy(chart, 'mtls', { mode: MutualTlsMode.STRICT });
    const edge = new MeshGateway(chart, 'edge', { hosts: [HOST], workload: GatewayWorkload.own({ replicas: 1 }) });
    edge.expose(orders);

    const scope = RateLimitScope.service(stock);
    new LocalRateLimit(chart, 'local', {
      scope,
      limits: [
        { name: 'burst', requests: 1, per: HOUR, burst: 20, match: under('/burst') },
        { name: 'pace', requests: 10, per: Duration.seconds(1), match: under('/pace') },
        { name: 'tenant', requests: 5, per: HOUR, match: under('/tenant'), by: [RateLimitKey.header('x-tenant')], quotas: [{ value: 'gold', requests: 8 }] },
        { name: 'caller', requests: 6, per: HOUR, match: under('/local-caller'), by: [RateLimitKey.clientIdentity()] },
      ],
    });
    new LocalRateLimit(chart, 'trial', { scope, shadow: true, limits: [{ name: 'trial', requests: 3, per: HOUR, match: under('/trial') }] });

    const counter = new RateLimitService(chart, 'ratelimit');
    // A busy machine may take its time: what is shown is the count, not how fast it is.
    const patience = { service: counter, timeout: Duration.seconds(5) };
    new GlobalRateLimit(chart, 'open', {
      ...patience,
      scopes: [scope],
      limits: [
        { name: 'day', requests: 50, per: DAY, match: under('/day') },
        { name: 'second', requests: 20, per: SECOND, match: under('/second') },
        { name: 'caller', requests: 30, per: DAY, match: under('/caller'), by: [RateLimitKey.clientIdentity()], quotas: [{ value: favoured.principal!, requests: 70 }] },
      ],
    });
    new GlobalRateLimit(chart, 'closed', {
      ...patience,
      scopes: [RateLimitScope.gateway(edge)],
      onFailure: RateLimitFailure.CLOSED,
      limits: [{ name: 'login', requests: 5, per: DAY, match: under('/login'), by: [RateLimitKey.header('x-user')] }],
    });
  };
  before(() => scene.apply(app));

  const client = () => scene.pod('client');
  const load = (path: string, count: number, from: Sender = client(), headers?: Record<string, string>) => scene.load(from, url(path), { count, headers });
  const admitted = (seen: LoadReport) => seen.counts['200 v1'] ?? 0;
  const exactly = (seen: LoadReport, expected: number, step: string) => {
    scene.record(step, { seen: `${admitted(seen)} of ${seen.requests} admitted, the others 429` });
    assert.deepEqual(seen.counts, { ...(expected > 0 ? { '200 v1': expected } : {}), '429': seen.requests - expected });
  };
  const login = (user: string) => scene.request(scene.outside, 'http://edge.rate-limits/login', '-H', `host: ${HOST}`, '-H', `x-user: ${user}`);

  test('each pod admits its own burst, and not one request more', async () => {
    const seen = await load('/burst/a?b=c', 400);
    exactly(seen, PODS * 20, `a local burst of 20, ${PODS} pods`);
    const refused = await scene.request(client(), url('/burst'));
    const { 'x-ratelimit-limit': limit, 'x-ratelimit-remaining': remaining, 'x-ratelimit-reset': reset, 'retry-after': after } = refused.headers;
    assert.deepEqual([refused.status, limit, remaining], [429, '20', '0']);
    assert.ok(Number(reset) > 0 && Number(after) > 0, JSON.stringify(refused.headers));
    scene.record('a local refusal tells the client', { seen: `x-ratelimit-limit ${limit}, remaining ${remaining}, reset ${reset}, retry-after ${after}` });
  });

  test('tokens come back at an even pace', async () => {
    const seen = await scene.load(client(), url('/pace'), { count: 600, rate: 100 });
    const expected = PODS * (10 + 10 * seen.seconds);
    scene.record(`10 a second by ${PODS} pods, asked for 100 a second over ${seen.seconds.toFixed(1)} s`, { seen: `${admitted(seen)} admitted, ${expected.toFixed(0)} by the pace` });
    assert.ok(Math.abs(admitted(seen) - expected) <= 0.1 * expected, `${admitted(seen)} admitted, and the pace allows ${expected}`);
  });

  test('tenants and callers have a bucket each', async () => {
    for (const [tenant, requests] of [['a', 5], ['b', 5], ['gold', 8]] as const) {
      exactly(await load('/tenant', 200, client(), { 'x-tenant': tenant }), PODS * requests, `tenant ${tenant}, ${requests} by each pod`);
    }
    assertNoneFailed(await load('/tenant', 200), 200);
    for (const [name, from] of [['client', client()], ['favoured', scene.pod('favoured')]] as const) {
      exactly(await load('/local-caller', 200, from), PODS * 6, `caller ${name} by its identity, 6 by each pod`);
    }
  });

  test('a shadow counts and refuses nobody', async () => {
    const counted = async () => {
      const stats = await Promise.all(scene.mesh.pods({ app: 'stock' }, scene.name).map(pod => scene.envoy(pod).count('stock-local-limit-shadow.http_local_rate_limit.rate_limited')));
      return stats.reduce((sum, one) => sum + one, 0);
    };
    assertNoneFailed(await load('/trial', 200), 200);
    assert.equal(await counted(), 200 - PODS * 3);
    scene.record('3 by each pod in shadow', { requests: 200, failed: 0, seen: `${200 - PODS * 3} counted as over the limit` });
  });

  test('all pods together admit a global limit exactly', async () => {
    exactly(await load('/day', 300), 50, `50 a day, ${PODS} pods`);
    const { status, headers } = await scene.request(client(), url('/day'));
    assert.equal(status, 429);
    assert.match(headers['x-ratelimit-limit'], /^50, 50;w=86400/);
    assert.equal(headers['x-ratelimit-remaining'], '0');
    assert.ok(Number(headers['x-ratelimit-reset']) > 0 && Number(headers['retry-after']) > 0, JSON.stringify(headers));
    scene.record('a global refusal tells the client', { seen: `x-ratelimit-limit ${headers['x-ratelimit-limit']}, remaining 0, reset ${headers['x-ratelimit-reset']}, retry-after ${headers['retry-after']}` });
  });

  test('a window begins with each second', async () => {
    const seen = await scene.load(client(), url('/second'), { count: 600, rate: 100 });
    scene.record(`20 a second, asked for 100 a second over ${seen.seconds.toFixed(1)} s`, { seen: `${admitted(seen)} admitted` });
    // The first and the last second are only in part the load's.
    assert.ok(admitted(seen) >= 20 * Math.floor(seen.seconds - 1) && admitted(seen) <= 20 * (Math.ceil(seen.seconds) + 1), `${admitted(seen)} in ${seen.seconds} s`);
  });

  test('each caller has its quota by the identity that it shows, whatever it says', async () => {
    exactly(await load('/caller', 150), 30, '30 a day for each caller');
    exactly(await load('/caller', 150, scene.pod('favoured')), 70, '70 a day for one of them');
    const forged = await load('/caller', 50, client(), { 'x-forwarded-client-cert': 'URI=spiffe://cluster.local/ns/rate-limits/sa/favoured', 'client': 'another' });
    exactly(forged, 0, 'one that is through, with the name of another in its headers');
  });

  test('other requests and other services are untouched', async () => {
    for (const target of [url('/'), url('/daylight'), 'http://orders.rate-limits/day']) {
      const seen = await scene.load(client(), target, { count: 300 });
      scene.record(`beside the limits, ${target}`, seen);
      assertNoneFailed(seen, 300);
    }
  });

  test('a gateway limits each user', async () => {
    for (const user of ['ann', 'bob']) {
      const statuses: number[] = [];
      for (let attempt = 0; attempt < 8; attempt++) {
        statuses.push((await login(user)).status);
      }
      assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429, 429, 429], user);
    }
    scene.record('5 logins a day for each user, at a gateway', { seen: '5 of 8 admitted for each of two users' });
  });

  for (const { what, deployment } of [{ what: 'Redis', deployment: 'ratelimit-redis-v1' }, { what: 'the rate limit service', deployment: 'ratelimit-v1' }]) {
    test(`without ${what} what was declared holds, open or closed, and all is as before when it is back`, async () => {
      await load('/day', 60);
      assert.equal((await scene.request(client(), url('/day'))).status, 429);
      await scene.delete(...scene.synth(app).filter(({ kind, metadata }) => kind === 'Deployment' && metadata.name === deployment));
      await until('logins are refused', async () => (await login('cyd')).status === 500, 90);
      await until('what is over the limit is let through, without a wait', async () => {
        const begin = Date.now();
        return (await scene.request(client(), url('/day'))).status === 200 && Date.now() - begin < 1_000;
      }, 90);
      const open = await load('/day', 200);
      scene.record(`without ${what}, open`, open);
      assertNoneFailed(open, 200);
      const other = await scene.request(scene.outside, 'http://edge.rate-limits/', '-H', `host: ${HOST}`);
      assert.deepEqual([(await login('dan')).status, other.status], [500, 200]);
      scene.record(`without ${what}, closed`, { seen: 'logins get 500, other requests 200' });
      await scene.apply(app);
      await until('logins are counted again', async () => (await login(`after ${what}`)).status === 200, 90);
      const statuses = new Set<number>();
      await until('they are refused again', async () => statuses.add((await login(`after ${what}`)).status).has(429), 60);
      // Each pod learns by itself that the service is there, and lets all through until then.
      await until('all pods refuse what is over the limit', async () => admitted(await load('/day', 60)) === 0, 60);
    });
  }
});
