import assert from 'node:assert/strict';
import { before } from 'node:test';
import type { Chart } from 'cdk8s';
import { MeshService } from '../../../lib/src/index.js';
import type { Manifest } from '../lab/api.js';
import { IMAGE, scenario, test } from '../lab/scenario.js';
import { until } from '../lab/wait.js';

scenario('lab', 'the lab itself does what a cluster does, and notices what goes wrong', scene => {
  const plain = (name: string, container: object): Manifest => ({
    apiVersion: 'v1', kind: 'Pod',
    metadata: { name, namespace: 'lab', labels: { app: name, 'sidecar.istio.io/inject': 'false' } },
    spec: { terminationGracePeriodSeconds: 8, containers: [{ name, image: IMAGE, ports: [{ name: 'http', containerPort: 8080 }], ...container }] },
  });
  const running = async (manifest: Manifest) => {
    await scene.submit([manifest]);
    return until(`pod ${manifest.metadata.name}`, () => scene.mesh.pods({ app: manifest.metadata.name }, 'lab').find(pod => pod.ready), 20);
  };
  const secondsToEnd = async (manifest: Manifest) => {
    const begin = Date.now();
    await scene.delete(manifest);
    await scene.mesh.gone({ app: manifest.metadata.name }, 'lab');
    return (Date.now() - begin) / 1000;
  };

  before(() => scene.apply((chart: Chart) => {
    const back = new MeshService(chart, 'back', { port: 80, targetPort: 8080 });
    back.addVersion('v1', { image: IMAGE, replicas: 1 });
    const front = new MeshService(chart, 'front', { port: 80, targetPort: 8080, calls: [back] });
    front.addVersion('v1', { image: IMAGE, replicas: 1, readinessPath: '/health' });
  }));

  test('the proxy is a native sidecar: started before the application, ready after its startup probe', async () => {
    const pod = scene.pod('front');
    assert.equal(pod.container('istio-proxy')?.isSidecar, true);
    assert.deepEqual(pod.startOrder, ['istio-proxy', 'front']);
  });

  test('names and cluster IPs lead to pods, also for clients without a proxy', async () => {
    for (const name of ['front.lab', 'front.lab.svc', 'front.lab.svc.cluster.local']) {
      const { status, body } = await scene.request(scene.outside, `http://${name}/`);
      assert.deepEqual([name, status, body.service], [name, 200, 'front']);
    }
    assert.equal((await scene.request(scene.outside, 'http://nobody.lab/')).status, 0);
  });

  test('nothing leaves the lab', async () => {
    assert.equal((await scene.request(scene.outside, 'http://192.0.2.1/', '-m', '2')).status, 0);
    assert.equal((await scene.request(scene.outside, 'http://example.com/', '-m', '2')).status, 0);
  });

  test('the application calls on along a chain and passes the headers of a trace on', async () => {
    const { body } = await scene.request(scene.outside, 'http://front.lab/?next=http://back.lab/', '-H', 'traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01');
    assert.deepEqual([body.service, body.nextStatus, body.next.service], ['front', 200, 'back']);
    assert.match(body.next.headers.Traceparent[0], /^00-0af7651916cd43dd8448eb211c80319c-/);
  });

  test('a preStop sleep sleeps', async () => {
    const manifest = plain('sleeper', { lifecycle: { preStop: { sleep: { seconds: 3 } } } });
    await running(manifest);
    const seconds = await secondsToEnd(manifest);
    assert.ok(seconds >= 3 && seconds < 8, `ended after ${seconds} s`);
  });

  test('an exec hook runs in the container, and its failure is noticed', async () => {
    // The file is in the container's own root: the application's process could read it, the machine's cannot.
    const hooks = { postStart: { exec: { command: ['sh', '-c', 'echo started > /tmp/mark'] } }, preStop: { exec: { command: ['sh', '-c', 'test "$(cat /tmp/mark)" = started && exit 7'] } } };
    const manifest = plain('hooked', { lifecycle: hooks });
    await running(manifest);
    await secondsToEnd(manifest);
    const [complaint, ...others] = await scene.complaints();
    assert.match(complaint, /preStop of hooked in lab\/hooked: .* answered 7/);
    assert.deepEqual(others, []);
    await scene.forget();
  });

  test('a container that does not end is killed when its grace is over', async () => {
    const manifest = plain('stubborn', { command: ['sh', '-c', 'trap "" TERM; while :; do sleep 1; done'] });
    manifest.spec.terminationGracePeriodSeconds = 3;
    await running(manifest);
    const seconds = await secondsToEnd(manifest);
    assert.ok(seconds >= 3 && seconds < 8, `ended after ${seconds} s`);
  });

  test('a container that ends is started again, and a pod that fails its readiness probe is taken out of the Service', async () => {
    const manifest = plain('fickle', { readinessProbe: { exec: { command: ['test', '!', '-e', '/tmp/unready'] }, periodSeconds: 1, failureThreshold: 1 } });
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'fickle', namespace: 'lab' }, spec: { selector: { app: 'fickle' }, ports: [{ name: 'http', port: 80, targetPort: 8080 }] } };
    const pod = await running(manifest);
    await scene.apply([service]);
    const answers = async () => (await scene.request(scene.outside, 'http://fickle.lab/', '-m', '1')).status === 200;
    await until('the Service to answer', answers, 10);
    await pod.container('fickle')!.exec(['touch', '/tmp/unready'], 1);
    await until('the Service to have no pod', async () => !await answers(), 15);
    await pod.container('fickle')!.exec(['rm', '/tmp/unready'], 1);
    await until('the Service to answer again', answers, 15);
    pod.container('fickle')!.process!.signal('SIGKILL');
    await until('the container to be started again', () => pod.container('fickle')!.restarts === 1 && pod.ready, 15);
    await secondsToEnd(manifest);
  });

  test('a Job runs until a pod of it succeeds, and pods that had ended go with it', async () => {
    const job: Manifest = {
      apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'once', namespace: 'lab' },
      spec: {
        backoffLimit: 1,
        template: {
          metadata: { labels: { app: 'once', 'sidecar.istio.io/inject': 'false' } },
          spec: { restartPolicy: 'Never', containers: [{ name: 'once', image: IMAGE, command: ['sh', '-c', 'exit 3'] }] },
        },
      },
    };
    await scene.submit([job]);
    await until('the Job to give up', async () => (await scene.mesh.api.read(job)).status?.conditions?.some((one: { type: string }) => one.type === 'Failed'), 60);
    assert.equal(scene.mesh.kubelet.find(pod => pod.matches({ app: 'once' }, 'lab')).length, 2);
    await scene.delete(job);
    await scene.mesh.gone({ app: 'once' }, 'lab');
    assert.deepEqual(await scene.complaints(), []);
  });

  test('a pod that is deleted before it could start is no error', async () => {
    const manifest = plain('waiting', { volumeMounts: [{ name: 'late', mountPath: '/late' }] });
    manifest.spec.volumes = [{ name: 'late', configMap: { name: 'never' } }];
    await scene.submit([manifest]);
    await until('the pod to be begun', () => scene.mesh.pods({ app: 'waiting' }, 'lab')[0], 10);
    await scene.delete(manifest);
    await scene.mesh.gone({ app: 'waiting' }, 'lab');
    assert.deepEqual(await scene.complaints(), []);
  });

  test('configuration that a proxy rejects is noticed', async () => {
    const filter: Manifest = {
      apiVersion: 'networking.istio.io/v1alpha3', kind: 'EnvoyFilter', metadata: { name: 'broken', namespace: 'lab' },
      spec: {
        workloadSelector: { labels: { app: 'front' } },
        configPatches: [{ applyTo: 'CLUSTER', match: { cluster: { service: 'back.lab.svc.cluster.local' } }, patch: { operation: 'MERGE', value: { connect_timeout: '0s' } } }],
      },
    };
    await scene.submit([filter]);
    await until('the proxy to reject it', async () => (await scene.complaints()).some(one => one.includes('front-v1') && one.includes('ConnectTimeout')), 20);
    await scene.delete(filter);
    await until('the proxy to accept again', async () => (await scene.mesh.istiod.rejections()).length === 0, 20);
    await scene.forget();
  });
});
