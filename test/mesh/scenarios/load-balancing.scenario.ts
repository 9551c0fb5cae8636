import assert from 'node:assert/strict';
import { before } from 'node:test';
import { Duration, type Chart } from 'cdk8s';
import { CanaryRoute, GatewayWorkload, HashAlgorithm, HashKey, LoadBalancing, MeshGateway, MeshService } from '../../../lib/src/index.js';
import { assertNoneFailed } from '../lab/assertions.js';
import { IMAGE, scenario, test } from '../lab/scenario.js';
import type { LoadReport, Sender } from '../lab/traffic.js';
import { pause } from '../lab/wait.js';

const SESSIONS = 60;
const PODS = 3;
const { consistentHash, roundRobin, random, leastRequest } = LoadBalancing;

scenario('load-balancing', 'how callers choose a pod: in turn, by load, by a key that keeps a session where it is', scene => {
  const edge = 'http://edge.load-balancing/';
  interface Setting { loadBalancing?: LoadBalancing; pods?: number; canary?: number; sticky?: boolean }
  const app = ({ loadBalancing, pods = PODS, canary, sticky }: Setting) => (chart: Chart) => {
    const cart = new MeshService(chart, 'cart', { port: 80, targetPort: 8080, loadBalancing });
    const stable = cart.addVersion('v1', { image: IMAGE, replicas: pods });
    const next = cart.addVersion('v2', { image: IMAGE, replicas: 2 });
    new CanaryRoute(chart, 'trial', { stable, canary: next, weight: canary ?? 0, sticky: sticky ? { name: 'version' } : undefined });
    new MeshService(chart, 'client', { port: 80, targetPort: 8080, calls: [cart] }).addVersion('v1', { image: IMAGE, replicas: 1 });
    new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'], workload: GatewayWorkload.own({ replicas: 1 }) }).expose(cart);
  };
  interface From { readonly name: string; readonly from: Sender; readonly url: string; readonly host?: string }
  const senders = (): From[] => [
    { name: 'in the mesh', from: scene.pod('client'), url: 'http://cart.load-balancing/' },
    { name: 'through the gateway', from: scene.outside, url: edge, host: 'shop.example.com' },
  ];
  /** Sixty clients at once, each with cookies and connections of its own and some 25 requests. */
  const clients = ({ from, url, host }: From, query = '', headers = {}) => scene.load(from, `${url}${query}`, {
    count: SESSIONS * 25, concurrency: SESSIONS, sessions: true, host, headers: { 'x-user': 'user-{session}', ...headers },
  });
  /** The pod of each session; fails where one met several. */
  const podsOf = (seen: LoadReport): Record<string, string> => Object.fromEntries(Object.entries(seen.sessions!).map(([session, pods]) => {
    assert.deepEqual(Object.keys(pods).length, 1, `session ${session} met ${JSON.stringify(pods)}`);
    return [session, Object.keys(pods)[0]];
  }));
  const torn = (seen: LoadReport) => Object.values(seen.sessions!).filter(pods => Object.keys(pods).length > 1).length;

  before(() => scene.apply(app({})));

  test('without a key a session meets several pods', async () => {
    const [mesh] = senders();
    const seen = await clients(mesh);
    scene.record('sessions without a key', { requests: seen.requests, failed: seen.failed, counterExample: true, seen: `${torn(seen)} of ${SESSIONS} sessions met several pods` });
    assert.ok(torn(seen) > SESSIONS / 2);
  });

  test('round robin, random and least request use all pods', async () => {
    for (const [name, loadBalancing] of [['round robin', roundRobin()], ['random', random()], ['least request', leastRequest()]] as const) {
      await scene.apply(app({ loadBalancing }));
      for (const sender of senders()) {
        const seen = await scene.load(sender.from, sender.url, { count: 3_000, host: sender.host });
        const shares = Object.values(seen.pods).map(count => 100 * count / seen.requests);
        scene.record(`${name}, ${sender.name}`, { ...seen, seen: `pods took ${shares.map(share => share.toFixed(1)).join(', ')} %` });
        assertNoneFailed(seen, 3_000);
        assert.equal(shares.length, PODS);
        assert.ok(shares.every(share => Math.abs(share - 100 / PODS) < 6), String(shares));
      }
    }
  });

  for (const [name, key, query] of [
    ['a header', HashKey.header('x-user'), ''],
    ['a cookie that the proxy hands out', HashKey.cookie('pod', { ttl: Duration.hours(1) }), ''],
    ['a query parameter', HashKey.queryParameter('user'), '?user={session}'],
  ] as const) {
    test(`by ${name} each session stays with its pod, by ring and by maglev`, async () => {
      for (const [algorithm, loadBalancing] of [['ring hash', consistentHash(key)], ['maglev', consistentHash(key, HashAlgorithm.maglev())]] as const) {
        await scene.apply(app({ loadBalancing }));
        for (const sender of senders()) {
          const seen = await clients(sender, query);
          const used = new Set(Object.values(podsOf(seen))).size;
          scene.record(`${SESSIONS} sessions by ${name}, ${algorithm}, ${sender.name}`, { ...seen, seen: `each on one pod, ${used} pods used` });
          assertNoneFailed(seen, SESSIONS * 25);
          assert.equal(used, PODS);
        }
      }
    });
  }

  test('by the source address all of one caller go to one pod', async () => {
    await scene.apply(app({ loadBalancing: consistentHash(HashKey.sourceAddress()) }));
    const [mesh] = senders();
    const seen = await clients(mesh);
    scene.record('one caller by its address', { ...seen, seen: 'all on one pod' });
    assert.equal(Object.keys(seen.pods).length, 1);
  });

  test('beside a canary a hash alone does not keep a session; a sticky cookie keeps it with its version, both with its pod', async () => {
    const loadBalancing = consistentHash(HashKey.header('x-user'));
    for (const sender of senders()) {
      await scene.apply(app({ loadBalancing, canary: 50 }));
      const alone = await clients(sender);
      scene.record(`a hash and a canary of 50 %, ${sender.name}`, {
        requests: alone.requests, failed: alone.failed, counterExample: true, seen: `${torn(alone)} of ${SESSIONS} sessions met several pods`,
      });
      assert.ok(torn(alone) > SESSIONS / 2);
      await scene.apply(app({ canary: 50, sticky: true }));
      const version = await clients(sender);
      assert.ok(torn(version) > SESSIONS / 2);
      for (const [session, pods] of Object.entries(version.sessions!)) {
        assert.equal(new Set(Object.keys(pods).map(pod => pod.split('-')[1])).size, 1, `session ${session} met ${JSON.stringify(pods)}`);
      }
      scene.record(`a sticky canary of 50 %, ${sender.name}`, { ...version, seen: `each session on one version, ${torn(version)} of ${SESSIONS} on several pods of it` });
      for (const both of [loadBalancing, consistentHash(HashKey.cookie('pod'))]) {
        await scene.apply(app({ loadBalancing: both, canary: 50, sticky: true }));
        const seen = await clients(sender);
        const used = new Set(Object.values(podsOf(seen))).size;
        scene.record(`a sticky canary of 50 % and a hash by ${both === loadBalancing ? 'header' : 'cookie'}, ${sender.name}`, { ...seen, seen: `each session on one pod, ${used} pods used` });
        assertNoneFailed(seen, SESSIONS * 25);
        assert.ok(used > PODS, 'pods of both versions');
      }
    }
  });

  test('a session that holds its version keeps its pod through the steps of a canary', async () => {
    const loadBalancing = consistentHash(HashKey.header('x-user'));
    const [mesh] = senders();
    let before: Record<string, string> | undefined;
    for (const canary of [0, 10, 90, 0]) {
      await scene.apply(app({ loadBalancing, canary, sticky: true }));
      const seen = await clients(mesh, '', { cookie: 'version=v1' });
      assertNoneFailed(seen, SESSIONS * 25);
      assert.deepEqual(podsOf(seen), before ?? podsOf(seen), `at ${canary} %`);
      before = podsOf(seen);
    }
    scene.record(`${SESSIONS} sessions that hold the stable version, at 0, 10, 90 and 0 %`, { requests: 4 * SESSIONS * 25, failed: 0, seen: 'each on one pod throughout' });
  });

  for (const [name, algorithm] of [['ring hash', HashAlgorithm.ringHash()], ['maglev', HashAlgorithm.maglev()]] as const) {
    test(`a pod more moves some of the sessions, far from all: ${name}`, async () => {
      const loadBalancing = consistentHash(HashKey.header('x-user'), algorithm);
      await scene.apply(app({ loadBalancing }));
      const [mesh] = senders();
      const earlier = podsOf(await clients(mesh));
      const load = scene.startLoad(mesh.from, mesh.url, { rate: 300, atLeast: 1_000, headers: { 'x-user': 'somebody' } });
      await scene.apply(app({ loadBalancing, pods: PODS + 1 }));
      const under = await load.stop();
      const later = podsOf(await clients(mesh));
      const moved = Object.keys(earlier).filter(session => earlier[session] !== later[session]);
      const astray = moved.filter(session => Object.values(earlier).includes(later[session]));
      scene.record(`a fourth pod, ${name}`, { ...under, seen: `${moved.length} of ${SESSIONS} sessions moved, ${astray.length} of them to a pod that was there before` });
      assertNoneFailed(under, 1_000);
      // A quarter in the mean; a hash that counts pods would move three quarters.
      assert.ok(moved.length > 0 && moved.length < 0.6 * SESSIONS, `${moved.length} moved`);
      await scene.apply(app({ loadBalancing }));
    });
  }

  test('a pod that warms up takes less than its share at first', async () => {
    const window = 20;
    const [{ from, url }] = senders();
    const shareOfThird = async (loadBalancing: LoadBalancing, settles = 0) => {
      await scene.apply(app({ loadBalancing, pods: 2 }));
      // To a proxy that has just heard how to balance, all pods are new.
      await pause(settles * 1_000);
      const known = scene.mesh.pods({ app: 'cart', version: 'v1' }, scene.name).map(pod => pod.key.split('/')[1]);
      await scene.apply(app({ loadBalancing, pods: 3 }));
      const seen = await scene.load(from, url, { count: 2_000, rate: 500 });
      assertNoneFailed(seen, 2_000);
      return 100 - known.reduce((sum, pod) => sum + 100 * (seen.pods[pod] ?? 0) / seen.requests, 0);
    };
    const without = await shareOfThird(roundRobin());
    const warming = await shareOfThird(roundRobin({ warmUp: { duration: Duration.seconds(window) } }), window);
    scene.compare({ figure: `share of a third pod in its first seconds, with a warm-up of ${window} s`, without: Number(without.toFixed(1)), with: Number(warming.toFixed(1)), unit: '%' });
    assert.ok(Math.abs(without - 100 / 3) < 3, `${without} % without`);
    assert.ok(warming < 20, `${warming} % with`);
  });
});
