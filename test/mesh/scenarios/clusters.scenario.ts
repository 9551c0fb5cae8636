import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { after } from 'node:test';
import { App, Chart, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { execa } from 'execa';
import {
  CanaryRoute, EastWestGateway, Locality, LocalityBalancing, MeshNamespace, MeshService, MeshSettings, OutlierDetection, RemoteService, RootNamespace, RouteAction,
  ServiceRoute, Visibility,
} from '../../../lib/src/index.js';
import type { Manifest } from '../lab/api.js';
import { assertNoneFailed, assertShare } from '../lab/assertions.js';
import { Authority } from '../lab/certificates.js';
import { inLab, synthExample } from '../lab/examples.js';
import { analyze } from '../lab/istioctl.js';
import { IMAGE, scenario, test } from '../lab/scenario.js';
import { Site } from '../lab/site.js';
import type { LoadReport } from '../lab/traffic.js';

const NAMES = ['east', 'west'] as const;
type Name = typeof NAMES[number];
const NAMESPACE = 'shop';

interface Change {
  /** How callers choose between the clusters' pods of `reviews`. */
  readonly locality?: Locality;
  /** The share of `orders` that the west has, in percent. */
  readonly moved?: number;
  /** Whether the gateway of the west lets all services in. */
  readonly open?: boolean;
}

scenario('clusters', 'two clusters on two networks are one mesh', scene => {
  const sites = new Map<Name, Site>();
  const site = (name: Name) => sites.get(name)!;
  after(() => Promise.all([...sites.values()].map(one => one.remove())));
  const ejection = OutlierDetection.of({ consecutiveErrors: 3, maxEjectionPercent: 50, baseEjectionTime: Duration.minutes(5) });

  /** The charts of both clusters: `frontend` and `reviews` in each, `ratings` in the west alone, `orders` on its way from the east to the west. */
  const app = ({ locality, moved = 0, open = false }: Change = {}) => {
    const root = new App();
    const clusters = NAMES.map(name => {
      const cluster = new Construct(root, name);
      MeshSettings.set(cluster, { clusterName: name, network: name });
      new RootNamespace(new Chart(cluster, 'root'), 'namespace');
      const edge = new Chart(cluster, 'edge', { namespace: 'edge' });
      new MeshNamespace(edge, 'namespace');
      const shop = new Chart(cluster, 'shop', { namespace: NAMESPACE });
      new MeshNamespace(shop, 'namespace');
      const service = (id: string, visibility?: Visibility) => new MeshService(shop, id, { port: 80, targetPort: 8080, visibility });
      const reviews = service('reviews');
      reviews.addVersion('v1', { image: IMAGE, replicas: 1 });
      if (locality) {
        new LocalityBalancing(shop, 'near', { service: reviews, locality });
      }
      const orders = service('orders');
      const version = orders.addVersion(name === 'east' ? 'v1' : 'v2', { image: IMAGE, replicas: 1 });
      const frontend = service('frontend');
      frontend.addVersion('v1', { image: IMAGE, replicas: 1 });
      frontend.calls(reviews, orders);
      return { name, cluster, edge, shop, service, frontend, reviews, orders, version };
    });
    const [east, west] = clusters;
    const ratings = west.service('ratings', Visibility.toCallers());
    const [stable, canary] = ['v1', 'v2'].map(name => ratings.addVersion(name, { image: IMAGE, replicas: 1 }));
    new CanaryRoute(west.shop, 'ratings-canary', { stable, canary, weight: 25 });
    west.frontend.calls(ratings);
    east.frontend.calls(new RemoteService(east.shop, 'ratings', { service: ratings }));
    const internal = west.service('internal');
    internal.addVersion('v1', { image: IMAGE, replicas: 1 });
    const [old, taking] = [east.version, east.orders.addRemoteVersion(west.version)];
    new ServiceRoute(east.shop, 'move', { service: east.orders, action: RouteAction.split({ version: old, weight: 100 - moved }, { version: taking, weight: moved }) });
    new EastWestGateway(east.edge, 'east-west', { replicas: 1 });
    new EastWestGateway(west.edge, 'east-west', { replicas: 1, services: open ? undefined : [ratings, west.orders, west.reviews] });
    const files = Object.fromEntries(clusters.map(({ name, cluster }) =>
      [name, root.charts.filter(chart => chart.node.scopes.includes(cluster)).flatMap(chart => chart.toJson())])) as Record<Name, Manifest[]>;
    const values = Object.fromEntries(clusters.map(({ name, cluster }) => [name, MeshSettings.of(cluster).controlPlaneValues()])) as Record<Name, Record<string, any>>;
    return { files, values };
  };
  const apply = async (change?: Change) => {
    const { files } = app(change);
    await Promise.all(NAMES.map(name => site(name).apply(files[name])));
    await Promise.all(NAMES.map(name => site(name).quiet()));
  };
  const frontend = (name: Name) => site(name).pod('frontend', NAMESPACE);
  const load = async (from: Name, to: string, count: number, query = '') => scene.load(await frontend(from), `http://${to}.${NAMESPACE}/${query}`, { count });
  /** The share of the answers that came from pods of a cluster, in percent. */
  const from = async (name: Name, seen: LoadReport) => {
    const there = new Set((await site(name).pods({}, NAMESPACE)).map(pod => pod.name));
    return 100 * Object.entries(seen.pods).filter(([pod]) => there.has(pod)).reduce((sum, [, count]) => sum + count, 0) / seen.requests;
  };
  const places = async (seen: LoadReport) => `${(await from('east', seen)).toFixed(1)} % east, ${(await from('west', seen)).toFixed(1)} % west`;

  test('two control planes start, each with the values that its settings say, and read each other', async () => {
    const authority = await Authority.create('clusters');
    const { values } = app();
    await Promise.all(NAMES.map(async name => {
      sites.set(name, await Site.start(scene.mesh.bin, { name, region: name, values: values[name], authority: await authority.plugIn(name) }));
    }));
    await apply();
    await site('east').showTo(site('west'));
    await site('west').showTo(site('east'));
    await Promise.all(NAMES.map(name => site(name).quiet()));
  });

  test('a service of the other cluster answers by its name, under its own routes, and knows who calls', async () => {
    for (const name of NAMES) {
      const seen = await load(name, 'ratings', 5_000);
      scene.record(`from the ${name}, a canary of 25 % in the west`, { ...seen, seen: `v2 ${(100 * (seen.counts['200 v2'] ?? 0) / seen.requests).toFixed(1)} %` });
      assertNoneFailed(seen, 5_000);
      assertShare(seen, 'v2', 25);
      assert.equal(await from('west', seen), 100);
    }
    const { body } = await scene.request(await frontend('east'), `http://ratings.${NAMESPACE}/`);
    const [certificate] = body.headers['X-Forwarded-Client-Cert'];
    assert.match(certificate, new RegExp(`By=spiffe://cluster.local/ns/${NAMESPACE}/sa/ratings;`));
    assert.match(certificate, new RegExp(`URI=spiffe://cluster.local/ns/${NAMESPACE}/sa/frontend$`));
  });

  test('the gateway shows services that it is to let in, and no others', async () => {
    const shown = async (service: string) => {
      const address = `${site('west').loadBalancer}:15443`;
      const name = `outbound_.80_._.${service}.${NAMESPACE}.svc.cluster.local`;
      const { stdout } = await execa('openssl', ['s_client', '-connect', address, '-servername', name, '-alpn', 'istio', '-showcerts'], { input: '', reject: false, timeout: 10_000 });
      return stdout.includes('BEGIN CERTIFICATE');
    };
    assert.equal(await shown('ratings'), true);
    assert.equal(await shown('internal'), false);
  });

  test('without a copy of its routes callers of the other cluster go by none', async () => {
    const { files: { east } } = app();
    const copies = east.filter(({ kind, metadata }) => ['VirtualService', 'DestinationRule'].includes(kind) && metadata.name === 'ratings');
    assert.equal(copies.length, 2);
    await site('east').delete(copies);
    // The gateway chooses a pod for a connection, not for a request: of many connections half lead to each.
    const seen = await scene.load(await frontend('east'), `http://ratings.${NAMESPACE}/`, { count: 3_000, concurrency: 60 });
    scene.recordCounterExample('routes of the service where it runs alone', { ...seen, seen: `v2 ${(100 * (seen.counts['200 v2'] ?? 0) / seen.requests).toFixed(1)} %` });
    assertShare(seen, 'v2', 50, 20);
    await apply();
  });

  test('callers stay in their cluster, go to the other when theirs has no pod left, and come back', async () => {
    const locality = Locality.failoverPriority(ejection, ['topology.istio.io/cluster']);
    await apply({ locality });
    const before = await load('east', 'reviews', 1_000);
    scene.record('pods in both clusters', { ...before, seen: await places(before) });
    assertNoneFailed(before, 1_000);
    assert.equal(await from('east', before), 100);
    const [pod] = await site('east').pods({ app: 'reviews' }, NAMESPACE);
    const failing = await load('east', 'reviews', 2_000, `?status=503&only=${pod.name}`);
    scene.record('the pod of the callers\' cluster fails', { ...failing, counterExample: true, seen: await places(failing) });
    assert.ok(failing.failed >= 3 && failing.failed < 200, `${failing.failed} failed`);
    assert.ok(await from('west', failing) > 90);
    const running = scene.startLoad(await frontend('east'), `http://reviews.${NAMESPACE}/`, { rate: 200, atLeast: 1_000 });
    // As a user would do it: the app knows nothing of it.
    await site('east').apply(app({ locality }).files.east.map(object =>
      object.kind === 'Deployment' && object.metadata.name === 'reviews-v1' ? { ...object, spec: { ...object.spec, replicas: 0 } } : object));
    const away = await load('east', 'reviews', 1_000);
    await apply({ locality });
    const back = await load('east', 'reviews', 1_000);
    const seen = await running.stop();
    scene.record('none left in the callers\' cluster', { ...away, seen: await places(away) });
    scene.record('while its pods went and came back', { ...seen, seen: await places(seen) });
    for (const one of [away, back, seen]) {
      assertNoneFailed(one, 1_000);
    }
    assert.equal(await from('west', away), 100);
    assert.equal(await from('east', back), 100);
  });

  test('shares by weight hold over clusters', async () => {
    await apply({ locality: Locality.distribute([{ from: 'east/*', to: { 'east/*': 80, 'west/*': 20 } }]) });
    const seen = await load('east', 'reviews', 5_000);
    scene.record('80 % and 20 % over regions', { ...seen, seen: await places(seen) });
    assertNoneFailed(seen, 5_000);
    assert.ok(Math.abs(await from('west', seen) - 20) < 3, await places(seen));
  });

  test('a service moves from cluster to cluster as a canary does', async () => {
    const running = scene.startLoad(await frontend('east'), `http://orders.${NAMESPACE}/`, { rate: 300, atLeast: 3_000 });
    for (const moved of [0, 25, 100]) {
      await apply({ moved });
      const seen = await load('east', 'orders', moved === 25 ? 5_000 : 1_000);
      scene.record(`${moved} % moved`, { ...seen, seen: await places(seen) });
      assertNoneFailed(seen, 1_000);
      assertShare(seen, 'v2', moved, moved === 25 ? 2 : 0);
      assert.ok(Math.abs(await from('west', seen) - moved) <= 2, await places(seen));
    }
    const seen = await running.stop();
    scene.record('all along', seen);
    assertNoneFailed(seen, 3_000);
  });

  test('the example is accepted by both, and its page reaches orders from where they are not', async () => {
    // Two gateways have one address here: either lets in what is asked of it.
    await apply({ open: true });
    const files = synthExample('clusters', { from: 'chart(\'shop\')', to: 'chart(\'market\')' }, { from: 'chart(\'edge\')', to: 'chart(\'market-edge\')' });
    for (const name of NAMES) {
      const written = files.filter(({ path }) => basename(path).startsWith(`${name}-`));
      const objects = inLab(written.flatMap(file => file.objects));
      await site(name).apply(objects);
      assert.deepEqual(await analyze(scene.mesh.bin, { files: written.map(({ path }) => path) }), []);
      scene.record(`the example's objects for the ${name}`, { seen: `${objects.length} accepted, istioctl analyze without a message` });
    }
    const seen = await scene.load(await site('east').pod('page', 'market'), 'http://orders.market:8080/', { count: 1_000 });
    scene.record('the example: from the east to orders', seen);
    assertNoneFailed(seen, 1_000);
    const west = (await site('west').pods({ app: 'orders' }, 'market')).map(pod => pod.name);
    assert.ok(Object.keys(seen.pods).every(pod => west.includes(pod)), JSON.stringify(seen.pods));
  });

  test('no proxy of either cluster refused its configuration, and no hook failed', async () => {
    assert.deepEqual((await Promise.all(NAMES.map(name => site(name).complaints()))).flat(), []);
  });
});
