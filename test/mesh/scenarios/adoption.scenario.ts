import assert from 'node:assert/strict';
import { App, Chart } from 'cdk8s';
import { MeshNamespace, MeshService, OutboundTraffic, PortProtocol } from '../../../lib/src/index.js';
import type { Manifest } from '../lab/api.js';
import { assertNoneFailed, assertShare, share } from '../lab/assertions.js';
import { givenManifests, inLab, synthExample } from '../lab/examples.js';
import { restarted, withTemplates } from '../lab/manifests.js';
import { createPodNetwork } from '../lab/network.js';
import { IMAGE, scenario, test, type Scene } from '../lab/scenario.js';
import type { Background, LoadReport } from '../lab/traffic.js';

/** As many of each as give the canary one request in five by pods alone, which is what the example has. */
const REPLICAS = { catalog: 4 };
const STOREFRONT = 'http://storefront.adoption/';
const CATALOG = 'http://catalog.adoption:8080/';
const POSTGRES = 'http://postgres-0.postgres.adoption:5432/';

scenario('adoption', 'running services join the mesh while clients in and outside of it call them', scene => {
  const plain = inLab(givenManifests('adopt', 'adoption'), REPLICAS);
  const steps = (weight: number) => {
    const [apps, mesh] = synthExample('adopt', { from: 'namespace: \'shop\'', to: 'namespace: \'adoption\'' }, { from: 'weight: 5', to: `weight: ${weight}` });
    return { apps: draining(inLab(apps.objects, REPLICAS)), mesh: mesh.objects };
  };
  const senders = () => [{ name: 'outside of the mesh', from: scene.outside }, { name: 'in the mesh', from: scene.pod('client', undefined, 'adoption-client') }];

  test('before: the manifests lose requests in a rolling update as they stand, and none when their pods wait', async () => {
    await scene.apply([...client(), ...plain]);
    const asTheyStand = await whileRolling(scene, plain);
    await scene.apply(draining(plain));
    const waiting = await whileRolling(scene, draining(plain));
    scene.compare({ figure: `failed requests of ${asTheyStand.requests} and ${waiting.requests} in a rolling update before the mesh, with preStop`, without: asTheyStand.failed, with: waiting.failed, unit: 'requests' });
    assertNoneFailed(waiting, 500);
  });

  test('a port that gets its protocol costs callers connections that may call nothing else, and no others', async () => {
    const at = async (appProtocol?: string) => scene.apply([portSpeaking(appProtocol)]);
    await scene.apply([...callers(), portSpeaking()]);
    let [lost, requests] = [0, 0];
    for (let round = 0; round < 6 && lost === 0; round++) {
      const loads = ['confined', 'open'].map(name => scene.startLoad(scene.pod(name, undefined, 'adoption-callers'), 'http://web.adoption-callers/', { rate: 300, atLeast: 500, concurrency: 6, headers: { connection: 'close' } }));
      for (let turn = 0; turn < 5; turn++) {
        await at('http');
        await at();
      }
      const [confined, open] = await Promise.all(loads.map(load => load.stop()));
      [lost, requests] = [lost + confined.failed, requests + confined.requests];
      assertNoneFailed(open, 500);
    }
    scene.record('a port that gets its protocol, from callers that may call nothing else', { requests, failed: lost, counterExample: true });
    assert.ok(lost > 0, `${requests} requests, none failed`);
  });

  test('a pod of the StatefulSet answers by its name, from everywhere', () => assertPodByName(scene, 'before'));

  test('each step of the guide fails no request', async () => {
    const loads = senders().flatMap(({ name, from }) => [STOREFRONT, CATALOG].map(url => ({ name: `${name}, ${new URL(url).host}`, load: scene.startLoad(from, url, { rate: 130, atLeast: 1_000, concurrency: 4 }) })));
    // Injection: the label of the version rolls every workload. Then the rules and routes with the share that pods gave, and the canary's own.
    const first = steps(20);
    await scene.apply(first.apps);
    assert.ok(scene.mesh.pods({}, 'adoption').every(pod => pod.container('istio-proxy')), 'a pod has no proxy');
    // The subsets first: a proxy that learns a route before it has the endpoints of its new subset answers 503 for a moment.
    await scene.apply(first.mesh.filter(({ kind }) => kind !== 'VirtualService'));
    await scene.apply(first.mesh);
    await scene.apply(steps(5).mesh);
    const seen = await stopAll(loads);
    assert.ok(seen.reduce((sum, { requests }) => sum + requests, 0) >= 5_000, 'too few requests');
    for (const report of seen) {
      assertNoneFailed(report, 1_000);
    }
  });

  test('the canary takes its share of what comes from the mesh, and those that ask for it reach it', async () => {
    const [, { from }] = senders();
    const seen = await scene.load(from, CATALOG, { count: 5_000 });
    scene.record('the canary of an adopted service, 5 %', { ...seen, seen: `${share(seen, 'canary').toFixed(1)} % on the canary` });
    assertNoneFailed(seen, 5_000);
    assertShare(seen, 'canary', 5, 1.5);
    assertShare(await scene.load(from, CATALOG, { count: 200, headers: { 'x-canary': 'always' } }), 'canary', 100, 0);
  });

  test('a pod of the StatefulSet still answers by its name, from everywhere', () => assertPodByName(scene, 'after'));

  test('a rolling update in the mesh fails no request', async () => {
    const loads = senders().map(({ name, from }) => ({ name: `${name}, a rolling update`, load: scene.startLoad(from, CATALOG, { rate: 130, atLeast: 300, concurrency: 4 }) }));
    await scene.apply(restarted(steps(5).apps));
    for (const report of await stopAll(loads)) {
      assertNoneFailed(report, 300);
    }
  });

  async function stopAll(loads: readonly { name: string; load: Background<LoadReport> }[]): Promise<LoadReport[]> {
    const reports: LoadReport[] = [];
    for (const { name, load } of loads) {
      const report = await load.stop();
      scene.record(name, report);
      reports.push(report);
    }
    return reports;
  }
});

/** A server, and two meshed clients of which one may call nothing else. */
function callers(): Manifest[] {
  const chart = new Chart(new App(), 'callers', { namespace: 'adoption-callers' });
  new MeshNamespace(chart, 'namespace');
  const web = MeshService.fromServiceAttributes(chart, 'web', { serviceName: 'web', namespace: 'adoption-callers', ports: [{ port: 80 }] });
  for (const [name, outboundTraffic] of [['confined', OutboundTraffic.REGISTRY_ONLY], ['open', OutboundTraffic.ALLOW_ANY]] as const) {
    new MeshService(chart, name, { port: 81, targetPort: 8080, calls: [web], outboundTraffic }).addVersion('v1', { image: IMAGE, replicas: 1 });
  }
  return chart.toJson() as Manifest[];
}

/** Of the two clients' own pods, since a server is a server. */
function portSpeaking(appProtocol?: string): Manifest {
  const ports = [{ name: 'web', port: 80, targetPort: 8080, appProtocol }];
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'adoption-callers' }, spec: { selector: { version: 'v1' }, ports } };
}

/** A meshed client in a namespace of its own, which stays as it is. */
function client(): Manifest[] {
  const chart = new Chart(new App(), 'client', { namespace: 'adoption-client' });
  new MeshNamespace(chart, 'namespace');
  const callee = (serviceName: string, port: number, protocol?: PortProtocol) =>
    MeshService.fromServiceAttributes(chart, `of ${serviceName}`, { serviceName, namespace: 'adoption', ports: [{ port, protocol }] });
  const calls = [callee('storefront', 80), callee('catalog', 8080), callee('postgres', 5432, PortProtocol.TCP)];
  // The ports that it calls get their protocol.
  new MeshService(chart, 'client', { port: 80, targetPort: 8080, calls, outboundTraffic: OutboundTraffic.ALLOW_ANY }).addVersion('v1', { image: IMAGE, replicas: 1 });
  return chart.toJson() as Manifest[];
}

async function whileRolling(scene: Scene, objects: readonly Manifest[]): Promise<LoadReport> {
  // A connection for each request, as clients have that come and go: on open ones a stopping application tells them to leave.
  // From a client of its own: connections to pods that are gone stay known by the client's address and port for two minutes, and who
  // comes by the same port would be led there again.
  const load = scene.startLoad(await createPodNetwork(), CATALOG, { rate: 200, atLeast: 500, concurrency: 8, headers: { connection: 'close' } });
  await scene.apply(restarted(objects));
  return load.stop();
}

async function assertPodByName(scene: Scene, when: string): Promise<void> {
  const senders = [scene.outside, scene.pod('client', undefined, 'adoption-client')];
  for (const from of senders) {
    const { status, body } = await scene.request(from, POSTGRES);
    assert.deepEqual([status, body.pod], [200, 'postgres-0'], JSON.stringify(body));
  }
  scene.record(`a pod of a StatefulSet by its name, ${when}`, { requests: senders.length, failed: 0 });
}

/** What the guide asks for before the first step: pods that go on serving until all callers know that they go. */
function draining(objects: readonly Manifest[]): Manifest[] {
  const lifecycle = { preStop: { sleep: { seconds: 10 } } };
  return withTemplates(objects, template => ({ ...template, spec: { ...template.spec, containers: template.spec.containers.map((one: object) => ({ ...one, lifecycle })) } }));
}
