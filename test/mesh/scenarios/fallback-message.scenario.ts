import assert from 'node:assert/strict';
import { before } from 'node:test';
import { Duration, type Chart } from 'cdk8s';
import { CircuitBreaker, ConnectionLimits, FallbackMessage, GatewayWorkload, MeshGateway, MeshService, RoutePolicy } from '../../../lib/src/index.js';
import { assertNoneFailed } from '../lab/assertions.js';
import { IMAGE, scenario, test } from '../lab/scenario.js';
import { until } from '../lab/wait.js';

const HOST = 'shop.example.com';
const MESSAGE = '{"items":[],"note":"we are counting"}';

scenario('fallback-message', 'a message of your own when a service cannot answer', scene => {
  const app = (message: boolean) => (chart: Chart) => {
    const service = (name: string, calls: MeshService[]) => {
      const one = new MeshService(chart, name, { port: 80, targetPort: 8080, calls });
      one.addVersion('v1', { image: IMAGE, replicas: 1 });
      new RoutePolicy(one, 'patience', { service: one, timeout: Duration.millis(500) });
      return one;
    };
    const stock = service('stock', []);
    const orders = service('orders', []);
    service('client', [stock, orders]);
    new CircuitBreaker(chart, 'breaker', { service: stock, limits: ConnectionLimits.atOnce(2) });
    if (message) {
      new FallbackMessage(chart, 'sorry', { service: stock, status: 200, body: MESSAGE, contentType: 'application/json' });
    }
    const edge = new MeshGateway(chart, 'edge', { hosts: [HOST], workload: GatewayWorkload.own({ replicas: 1 }) });
    edge.expose(stock, { paths: ['/stock'] });
    edge.expose(orders, { paths: ['/orders'] });
  };
  before(() => scene.apply(app(false)));
  const ends = () => [
    { name: 'in the mesh', from: scene.pod('client'), url: (service: string) => `http://${service}.fallback-message/`, options: [] as string[] },
    { name: 'through the gateway', from: scene.outside, url: (service: string) => `http://edge.fallback-message/${service}`, options: ['-H', `host: ${HOST}`] },
  ];

  test('begins under load without a lost request', async () => {
    const loads = ends().map(({ from, url, name }) => ({ name, load: scene.startLoad(from, url('orders'), { rate: 300, atLeast: 1_500, host: name === 'in the mesh' ? undefined : HOST }) }));
    await scene.apply(app(true));
    for (const { name, load } of loads) {
      const seen = await load.stop();
      scene.record(`the message is added under load, ${name}`, seen);
      assertNoneFailed(seen, 1_500);
    }
  });

  test('a timeout is answered with the message; what the service says itself stays, and so does what others get', async () => {
    for (const { name, from, url, options } of ends()) {
      const late = await scene.request(from, `${url('stock')}?delay=2000`, ...options);
      assert.deepEqual([late.status, late.body, late.headers['content-type']], [200, JSON.parse(MESSAGE), 'application/json'], name);
      assert.equal((await scene.request(from, url('stock'), ...options)).body.service, 'stock');
      const own = await scene.request(from, `${url('stock')}?status=503`, ...options);
      assert.deepEqual([own.status, own.body.service], [503, 'stock']);
      const other = await scene.request(from, `${url('orders')}?delay=2000`, ...options);
      assert.deepEqual([other.status, other.body], [504, 'upstream request timeout']);
      scene.record(`a timeout, ${name}`, { seen: 'the message, with its status and type; errors of the service itself and of others as ever' });
    }
  });

  test('so is what a limit refuses', async () => {
    for (const { name, from, url } of ends()) {
      const host = name === 'in the mesh' ? undefined : HOST;
      const seen = await scene.load(from, `${url('stock')}?delay=100`, { count: 200, concurrency: 8, host });
      scene.record(`a limit of 2, 8 at once, ${name}`, { ...seen, seen: `${seen.counts['200']} by the message` });
      assertNoneFailed(seen, 200);
      assert.deepEqual(Object.keys(seen.counts).sort(), ['200', '200 v1']);
    }
  });

  test('an application that died behind its proxy', async () => {
    scene.pod('stock').container('stock')!.process!.signal('SIGKILL');
    for (const { name, from, url, options } of ends()) {
      assert.deepEqual((await scene.request(from, url('stock'), ...options)).body, JSON.parse(MESSAGE), name);
    }
    scene.record('the application was killed, its proxy runs', { seen: 'the message, until it is started again' });
    await until('it is started again', async () => (await scene.request(scene.pod('client'), 'http://stock.fallback-message/')).body.service === 'stock');
  });

  test('a service without a pod', async () => {
    await scene.delete(...scene.synth(app(true)).filter(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'stock-v1'));
    await until('its pods are gone', () => scene.mesh.pods({ app: 'stock' }, scene.name).length === 0);
    for (const { name, from, url, options } of ends()) {
      await until(`the message, ${name}`, async () => (await scene.request(from, url('stock'), ...options)).body.note === 'we are counting');
    }
    scene.record('no pod is left', { seen: 'the message' });
  });
});
