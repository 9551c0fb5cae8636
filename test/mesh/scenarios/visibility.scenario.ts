import assert from 'node:assert/strict';
import { before } from 'node:test';
import { App, Chart } from 'cdk8s';
import { CanaryRoute, MeshNamespace, MeshService, MutualTlsMode, MutualTlsPolicy, Visibility } from '../../../lib/src/index.js';
import { assertNoneFailed, assertShare, share } from '../lab/assertions.js';
import { IMAGE, scenario, test } from '../lab/scenario.js';

const CALLER = 'visibility-caller';
const STRANGER = 'visibility-stranger';
const STOCK = 'http://stock.visibility/';

scenario('visibility', 'a service is known where its callers are, and nowhere else', scene => {
  // Without Sidecars, which would hide the service from the stranger by themselves.
  const built = (visibility: Visibility) => scene.synth(chart => {
    const stock = new MeshService(chart, 'stock', { port: 80, targetPort: 8080, visibility });
    const stable = stock.addVersion('v1', { image: IMAGE, replicas: 1 });
    const canary = stock.addVersion('v2', { image: IMAGE, replicas: 1 });
    new CanaryRoute(chart, 'canary', { stable, canary, weight: 20 });
    new MutualTlsPolicy(chart, 'mtls', { mode: MutualTlsMode.STRICT });
    client(chart, CALLER).calls(stock);
    client(chart, STRANGER);
  }).filter(({ kind }) => kind !== 'Sidecar');
  const caller = () => scene.pod('client', undefined, CALLER);
  const stranger = () => scene.pod('client', undefined, STRANGER);
  const known = async (pod: ReturnType<typeof caller>) => (await scene.envoy(pod).outboundClusters()).filter(name => name.includes('stock.visibility.'));

  before(() => scene.apply(built(Visibility.everywhere())));

  test('everywhere: every proxy knows it', async () => {
    assert.deepEqual((await known(stranger())).length, 3);
    const seen = await scene.load(stranger(), STOCK, { count: 500 });
    scene.record('from a namespace that does not call it, visible everywhere', seen);
    assertNoneFailed(seen, 500);
  });

  test('to callers: a caller\'s proxy knows it with its versions, and its requests go by its routes', async () => {
    const load = scene.startLoad(caller(), STOCK, { rate: 200 });
    await scene.apply(built(Visibility.toCallers()));
    assertNoneFailed(await load.stop(), 100);
    assert.deepEqual(await known(caller()), ['', 'v1', 'v2'].map(subset => `outbound|80|${subset}|stock.visibility.svc.cluster.local`).sort());
    const seen = await scene.load(caller(), STOCK, { count: 3_000 });
    scene.record('from a namespace that calls it, visible to callers', { ...seen, seen: `${share(seen, 'v2').toFixed(1)} % on the canary of 20 %` });
    assertNoneFailed(seen, 3_000);
    assertShare(seen, 'v2', 20, 3);
  });

  test('to callers: another proxy does not know it, and so shows no identity', async () => {
    assert.deepEqual(await known(stranger()), []);
    const { status, body } = await scene.request(stranger(), STOCK);
    assert.equal(status, 503, JSON.stringify(body));
    scene.record('from a namespace that does not call it, visible to callers', { seen: 'no cluster in the proxy; 503 from pods that ask for mutual TLS' });
  });
});

function client(chart: Chart, namespace: string): MeshService {
  const own = new Chart(App.of(chart), namespace, { namespace });
  new MeshNamespace(own, 'namespace');
  const made = new MeshService(own, 'client', { port: 80, targetPort: 8080 });
  made.addVersion('v1', { image: IMAGE, replicas: 1 });
  return made;
}
