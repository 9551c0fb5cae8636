import assert from 'node:assert/strict';
import { before } from 'node:test';
import { Duration, type Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { CircuitBreaker, MeshService, OutlierDetection, VersionFailover } from '../../../lib/src/index.js';
import { assertNoneFailed, assertOnly, share } from '../lab/assertions.js';
import { counting } from '../lab/envoy.js';
import { IMAGE, scenario, test } from '../lab/scenario.js';
import { until } from '../lab/wait.js';

const EJECTIONS = 'stock.*outlier_detection.ejections_enforced_total';
const ACTIVE = 'stock.*outlier_detection.ejections_active';
const podAnnotations = counting('.*stock.*');

scenario('ejection', 'callers leave pods alone that fail, and come back', scene => {
  const url = 'http://stock.ejection/';
  before(() => scene.apply(chart => {
    const stock = new MeshService(chart, 'stock', { port: 80, targetPort: 8080 });
    stock.addVersion('v1', { image: IMAGE, replicas: 4 });
    const ejection = OutlierDetection.of({ consecutiveErrors: 5, interval: Duration.seconds(1), baseEjectionTime: Duration.seconds(5) });
    new CircuitBreaker(chart, 'breaker', { service: stock, ejection });
    new MeshService(chart, 'client', { port: 80, targetPort: 8080, calls: [stock] }).addVersion('v1', { image: IMAGE, replicas: 1, podAnnotations });
  }));
  const client = () => scene.pod('client');
  const ejected = () => scene.envoy(client()).count(ACTIVE);

  test('a pod that fails five times in a row is left alone, and gets its share again when it is well', async () => {
    const [bad] = scene.mesh.pods({ app: 'stock' }, scene.name);
    await scene.behave(bad, 'status=500');
    const before = await scene.envoy(client()).count(EJECTIONS);
    const seen = await scene.load(client(), url, { count: 1_500, rate: 100, concurrency: 4 });
    const times = await scene.envoy(client()).count(EJECTIONS) - before;
    scene.recordCounterExample(`one of four pods answers 500, five in a row eject it for five seconds and more: ${times} times`, seen);
    // An ejection takes effect within a second; without any it would fail 375.
    assert.ok(times >= 1 && seen.failed >= 5 * times && seen.failed <= 375 / 2, `${seen.failed} failed, ${times} ejections`);
    await scene.behave(bad);
    await until('the pod is back', async () => await ejected() === 0);
    const after = await scene.load(client(), url, { count: 2_000 });
    scene.record('the same after it is well and its time is over', after);
    assertNoneFailed(after, 2_000);
  });

  test('at most half of the pods are ejected', async () => {
    const pods = scene.mesh.pods({ app: 'stock' }, scene.name);
    await Promise.all(pods.map(pod => scene.behave(pod, 'status=500')));
    await scene.load(client(), url, { count: 400 });
    assert.equal(await ejected(), 2);
    scene.record('all four pods answer 500', { seen: 'two are ejected, two go on to be asked' });
    await Promise.all(pods.map(pod => scene.behave(pod)));
  });
});

scenario('failover', 'another version stands in when the pods of the preferred one fail', scene => {
  const url = 'http://stock.failover/';
  const app = (failover: boolean) => (chart: Chart) => {
    const stock = new MeshService(chart, 'stock', { port: 80, targetPort: 8080 });
    const version = stock.addVersion('v1', { image: IMAGE, replicas: 2 });
    stock.addVersion('v2', { image: IMAGE, replicas: 1 });
    if (failover) {
      const ejection = OutlierDetection.of({ consecutiveErrors: 5, interval: Duration.seconds(1), baseEjectionTime: Duration.seconds(5), maxEjectionPercent: 67 });
      new VersionFailover(chart, 'failover', { version, ejection });
    }
    new MeshService(chart, 'client', { port: 80, targetPort: 8080, calls: [stock] }).addVersion('v1', { image: IMAGE, replicas: 1, podAnnotations });
  };
  const client = () => scene.pod('client');
  before(() => scene.apply(app(false)));

  test('begins under load without a lost request, and the preferred version serves', async () => {
    const load = scene.startLoad(client(), url, { method: 'GET', atLeast: 5_000 });
    await scene.apply(app(true));
    const seen = await load.stop();
    scene.record('the failover is added under load', seen);
    assertNoneFailed(seen, 5_000);
    assertOnly(seen, 'v1');
  });

  test('the application of the preferred version stops answering: none failed', async () => {
    const load = scene.startLoad(client(), url, { method: 'GET', atLeast: 8_000 });
    const pods = scene.mesh.pods({ app: 'stock', version: 'v1' }, scene.name);
    await Promise.all(pods.map(pod => scene.behave(pod, 'status=503')));
    await until('both pods are ejected', async () => await scene.envoy(client()).count(ACTIVE) === 2);
    const seen = await load.stop();
    scene.record('both pods of the preferred version fail', { ...seen, seen: `${share(seen, 'v2').toFixed(0)} % by the other version` });
    assertNoneFailed(seen, 8_000);
    const meanwhile = await scene.load(client(), url, { count: 1_000, method: 'GET' });
    assertNoneFailed(meanwhile, 1_000);
    await Promise.all(pods.map(pod => scene.behave(pod)));
    await until('both pods are back', async () => (await scene.load(client(), url, { count: 100, method: 'GET' })).counts['200 v1'] === 100);
    const after = await scene.load(client(), url, { count: 2_000, method: 'GET' });
    scene.record('they are well again', { ...after, seen: 'all by the preferred version' });
    assertNoneFailed(after, 2_000);
    assertOnly(after, 'v1');
  });
});

scenario('health', 'a pod that is not ready gets no requests, and gets them again', scene => {
  const url = 'http://stock.health/';
  before(() => scene.apply(chart => {
    const stock = new MeshService(chart, 'stock', { port: 80, targetPort: 8080 });
    // The kubelet asks the pod's proxy, which asks the application: that is how Istio rewrites it.
    const readiness = kplus.Probe.fromHttpGet('/healthy', { port: 8080, periodSeconds: Duration.seconds(1), failureThreshold: 2 });
    stock.addVersion('v1', { container: { image: IMAGE, readiness }, replicas: 2 });
    new MeshService(chart, 'client', { port: 80, targetPort: 8080, calls: [stock] }).addVersion('v1', { image: IMAGE, replicas: 1 });
  }));

  test('a failing readiness probe takes a pod out of the mesh under load, and its success brings it back', async () => {
    const [bad] = scene.mesh.pods({ app: 'stock' }, scene.name);
    const client = scene.pod('client');
    const asked = async () => (await scene.load(client, url, { count: 100 })).pods[bad.key.split('/')[1]] ?? 0;
    const load = scene.startLoad(client, url, { rate: 300, atLeast: 3_000 });
    // Only its probe fails: what it is asked meanwhile it answers.
    await scene.behave(bad, 'status=500&path=/healthy');
    await until('the pod is left out', async () => await asked() === 0);
    await scene.behave(bad);
    await until('the pod is back', async () => await asked() > 0);
    const seen = await load.stop();
    scene.record('a pod fails its readiness probe, and passes it again', { ...seen, seen: 'left out and taken back' });
    assertNoneFailed(seen, 3_000);
  });
});
