import { after, test } from 'node:test';
import assert from 'node:assert/strict';
import { App, Chart } from 'cdk8s';
import { CanaryRoute, MeshNamespace, MeshService, MutualTlsMode, MutualTlsPolicy, RouteMatch } from '../../../lib/src/index.js';
import { theMesh } from '../lab/current.js';
import type { Manifest } from '../lab/api.js';
import { request, sendLoad, startLoad } from '../lab/traffic.js';
import { until } from '../lab/wait.js';

const image = 'lab/app';

/** The app of this scenario with a weight of the canary. */
function synth(weight: number): Manifest[] {
  const chart = new Chart(new App(), 'canary', { namespace: 'canary' });
  new MeshNamespace(chart, 'namespace');
  const reviews = new MeshService(chart, 'reviews', { port: 80, targetPort: 8080 });
  const stable = reviews.addVersion('v1', { image, replicas: 1 });
  const canary = reviews.addVersion('v2', { image, replicas: 1 });
  new CanaryRoute(chart, 'trial', { stable, canary, weight, match: [RouteMatch.header('end-user').exact('jason')] });
  const client = new MeshService(chart, 'client', { port: 80, targetPort: 8080, calls: [reviews] });
  client.addVersion('v1', { image, replicas: 1 });
  new MutualTlsPolicy(chart, 'mtls', { mode: MutualTlsMode.STRICT });
  return chart.toJson() as Manifest[];
}

const URL = 'http://reviews.canary/';
const mesh = theMesh();
after(async () => { await mesh.api.delete({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'canary' } }); });

test('a canary of 25 takes a quarter of 10,000 requests, within two points', async () => {
  await mesh.apply(synth(25));
  const [client] = mesh.pods({ app: 'client' });
  // Ready is said by the kubelet; that the client's proxy knows both versions is another matter.
  for (const header of ['end-user: jason', 'end-user: mary']) {
    await until('both versions answer', async () => (await request(client, URL, '-H', header)).status === 200, 20);
  }
  const seen = await sendLoad(mesh.bin, client, URL, { count: 10_000 });
  assert.deepEqual(seen.failures, []);
  const share = 100 * (seen.counts['200 v2'] ?? 0) / seen.requests;
  assert.ok(Math.abs(share - 25) <= 2, `v2 took ${share} % (${JSON.stringify(seen.counts)})`);
  console.log(`25/75 over ${seen.requests}: ${JSON.stringify(seen.counts)}, ${Math.round(seen.requests / seen.seconds)} a second`);
});

test('requests that match always reach the canary', async () => {
  const [client] = mesh.pods({ app: 'client' });
  const seen = await sendLoad(mesh.bin, client, URL, { count: 1_000, headers: { 'end-user': 'jason' } });
  assert.deepEqual(seen.counts, { '200 v2': 1_000 });
});

test('steps from 0 to 100 fail no request', async () => {
  const [client] = mesh.pods({ app: 'client' });
  const load = startLoad(mesh.bin, client, URL, { rate: 800 });
  for (const weight of [0, 10, 50, 100]) {
    await mesh.apply(synth(weight));
  }
  const seen = await load.stop();
  console.log(`0 to 100 under ${seen.requests} requests: ${JSON.stringify(seen.counts)}`);
  assert.deepEqual(seen.failures, []);
});
