import assert from 'node:assert/strict';
import { before } from 'node:test';
import { App, Chart } from 'cdk8s';
import { CanaryRoute, DelegatedRoutes, GatewayWorkload, MeshGateway, MeshNamespace, MeshService, MutualTlsMode, MutualTlsPolicy, Visibility } from '../../../lib/src/index.js';
import type { Manifest } from '../lab/api.js';
import { assertNoneFailed, assertShare, share } from '../lab/assertions.js';
import { IMAGE, scenario, test } from '../lab/scenario.js';
import { until } from '../lab/wait.js';

const HOST = 'shop.example.com';
const EDGE = 'http://edge.delegation';
const [CART, ORDERS] = ['delegation-cart', 'delegation-orders'];

interface Step { readonly weight: number; readonly items?: boolean }

scenario('delegation', 'teams own the routes under their paths of one gateway, in their own namespaces', scene => {
  const built = ({ weight, items = false }: Step) => scene.synth(chart => {
    const edge = new MeshGateway(chart, 'edge', { hosts: [HOST], workload: GatewayWorkload.own({ replicas: 1 }) });
    edge.expose(service(chart, 'web'));

    const cartChart = team(chart, CART);
    const cart = service(cartChart, 'cart', Visibility.toCallers());
    const canary = cart.addVersion('v2', { image: IMAGE, replicas: 1 });
    new CanaryRoute(cartChart, 'canary', { stable: cart.versions[0], canary, weight });
    new MutualTlsPolicy(cartChart, 'mtls', { mode: MutualTlsMode.STRICT });
    const cartRoutes = new DelegatedRoutes(cartChart, 'routes', { gateway: edge, paths: ['/cart'] });
    cartRoutes.expose(cart, { stripPrefix: true });
    if (items) {
      cartRoutes.expose(service(cartChart, 'items'), { paths: ['/cart/items'], stripPrefix: true });
    }

    const ordersChart = team(chart, ORDERS);
    new DelegatedRoutes(ordersChart, 'routes', { gateway: edge, paths: ['/orders'] }).expose(service(ordersChart, 'orders'));
  });
  const http = (path: string) => scene.request(scene.outside, `${EDGE}${path}`, '-H', `host: ${HOST}`);
  const ofTeam = (objects: readonly Manifest[], namespace: string) => objects.filter(({ metadata }) => metadata.namespace === namespace);

  before(async () => {
    await scene.apply(built({ weight: 0 }));
    await until('the gateway answers', async () => (await http('/')).status === 200, 20);
  });

  test('each path leads to its team\'s service, and what nobody was given stays the gateway\'s', async () => {
    for (const [path, name, seen] of [
      ['/', 'web', '/'], ['/cart', 'cart', '/'], ['/cart/a', 'cart', '/a'], ['/cartoon', 'web', '/cartoon'], ['/orders/7', 'orders', '/orders/7'],
    ]) {
      const { status, body } = await http(path);
      assert.deepEqual([status, body.service, body.path], [200, name, seen], path);
    }
    scene.record('paths of three owners', { seen: 'each to its service' });
  });

  test('a team moves its canary and adds a path by applying nothing but its own namespace', async () => {
    const load = scene.startLoad(scene.outside, `${EDGE}/cart`, { rate: 300, host: HOST });
    const others = scene.startLoad(scene.outside, `${EDGE}/orders`, { rate: 100, host: HOST });
    const before = built({ weight: 0 });
    const after = built({ weight: 30, items: true });
    const outsideOf = (objects: readonly Manifest[]) => JSON.stringify(objects.filter(({ metadata }) => metadata.namespace !== CART));
    assert.equal(outsideOf(before), outsideOf(after));
    await scene.apply(ofTeam(after, CART).filter(({ kind }) => kind !== 'VirtualService'));
    await scene.apply(ofTeam(after, CART));
    assert.equal((await http('/cart/items/3')).body.service, 'items');
    const seen = await scene.load(scene.outside, `${EDGE}/cart`, { count: 3_000, host: HOST });
    scene.record('the team\'s canary at the edge, 30 %', { ...seen, seen: `${share(seen, 'v2').toFixed(1)} % on the canary` });
    assertNoneFailed(seen, 3_000);
    assertShare(seen, 'v2', 30, 3);
    for (const [name, running] of [['the team\'s change', load], ['another team\'s path meanwhile', others]] as const) {
      const report = await running.stop();
      scene.record(name, report);
      assertNoneFailed(report, 100);
    }
  });

  test('a team that takes its routes away leaves 404 or the gateway\'s own, and no other path changes', async () => {
    const [routes] = ofTeam(built({ weight: 0 }), ORDERS).filter(({ kind, metadata }) => kind === 'VirtualService' && metadata.name === 'routes');
    await scene.delete(routes);
    const { body } = await until('the routes of orders to be gone', async () => {
      const reply = await http('/orders/7');
      return reply.body.service !== 'orders' && reply;
    });
    assert.equal(body.service, 'web');
    assert.equal((await http('/cart')).body.service, 'cart');
    scene.record('without a team\'s routes', { seen: 'its paths are answered by what the gateway exposes there' });
  });
});

function team(chart: Chart, namespace: string): Chart {
  const own = new Chart(App.of(chart), namespace, { namespace });
  new MeshNamespace(own, 'namespace');
  return own;
}

function service(chart: Chart, name: string, visibility?: Visibility): MeshService {
  const made = new MeshService(chart, name, { port: 80, targetPort: 8080, visibility });
  made.addVersion('v1', { image: IMAGE, replicas: 1 });
  return made;
}
