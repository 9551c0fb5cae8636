import assert from 'node:assert/strict';
import { before } from 'node:test';
import { BlueGreenService, Colour, MeshService, PortProtocol } from '../../../lib/src/index.js';
import { assertNoneFailed, assertOnly } from '../lab/assertions.js';
import { IMAGE, scenario, test } from '../lab/scenario.js';
import { until } from '../lab/wait.js';

const CONNECTIONS = 8;
/** For so long a proxy keeps the connections of a listener that is replaced (`drainDuration`, Istio's default). */
const DRAIN_SECONDS = 45;

scenario('connections', 'what a cutover does to connections that stay open', scene => {
  const app = (live: Colour) => scene.synth(chart => {
    const colour = { image: IMAGE, replicas: 1 };
    const shop = new BlueGreenService(chart, 'shop', {
      live, blue: colour, green: colour,
      ports: [{ port: 80, targetPort: 8080, protocol: PortProtocol.HTTP }, { port: 9000, protocol: PortProtocol.TCP }],
    });
    new MeshService(chart, 'client', { port: 80, targetPort: 8080, calls: [shop] }).addVersion('v1', { image: IMAGE, replicas: 1 });
  });
  before(() => scene.apply(app(Colour.BLUE)));

  test('requests and new connections follow at once; old TCP connections end when the listener has drained, WebSockets stay', async () => {
    const client = scene.pod('client');
    const kinds = [{ name: 'TCP', url: 'tcp://shop.connections:9000' }, { name: 'WebSocket', url: 'ws://shop.connections:80/' }];
    const [tcp, webSocket] = kinds.map(({ url }) => scene.hold(client, url, CONNECTIONS));
    const requests = scene.startLoad(client, 'http://shop.connections/', { rate: 200, atLeast: 5_000 });
    await until('all connections are open', async () => (await scene.dial(client, kinds[0].url)).every(({ version }) => version === 'blue'));
    await scene.apply(app(Colour.GREEN));
    assertOnly(await scene.load(client, 'http://shop.connections/', { count: 200 }), 'green');
    for (const { name, url } of kinds) {
      const dialled = await scene.dial(client, url, CONNECTIONS);
      assert.deepEqual(dialled.map(({ version, end }) => `${version} ${end}`), dialled.map(() => 'green open'), name);
    }
    const ended = await tcp.report();
    const stayed = await webSocket.stop();
    const seconds = ended.map(one => one.seconds);
    scene.record(`TCP: ${CONNECTIONS} new connections follow at once, ${CONNECTIONS} old ones are closed`, { seen: `after ${Math.min(...seconds).toFixed(1)} to ${Math.max(...seconds).toFixed(1)} s` });
    scene.record(`WebSocket: ${CONNECTIONS} new connections follow at once, ${CONNECTIONS} old ones stay`, { seen: `open after ${stayed[0].seconds.toFixed(1)} s` });
    // By a reset where a line was on its way.
    assert.deepEqual(ended.map(({ version, end }) => `${version} ${end.split(':')[0]}`), ended.map(() => 'blue closed'));
    assert.ok(seconds.every(one => one >= DRAIN_SECONDS && one <= DRAIN_SECONDS + 5), `closed after ${seconds.join(', ')} s`);
    assert.deepEqual(stayed.map(({ version, end }) => `${version} ${end}`), stayed.map(() => 'blue open'));
    const http = await requests.stop();
    scene.record('HTTP follows at once', http);
    assertNoneFailed(http, 5_000);
  });
});
