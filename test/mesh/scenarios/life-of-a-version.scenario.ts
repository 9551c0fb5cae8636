import assert from 'node:assert/strict';
import { before } from 'node:test';
import type { Chart } from 'cdk8s';
import { CanaryRoute, MeshService, type ServiceVersion } from '../../../lib/src/index.js';
import type { Manifest } from '../lab/api.js';
import { assertNoneFailed, assertOnly } from '../lab/assertions.js';
import { IMAGE, scenario, test, type Scene } from '../lab/scenario.js';

/** The versions that there are, 'retiring' ones marked, and the share of the last where two take requests. */
interface Stage { readonly versions: readonly string[]; readonly retiring?: string; readonly weight?: number }

const URL = (scene: Scene) => `http://reviews.${scene.name}/`;

function manifests(scene: Scene, { versions, retiring, weight }: Stage): Manifest[] {
  return scene.synth((chart: Chart) => {
    const reviews = new MeshService(chart, 'reviews', { port: 80, targetPort: 8080 });
    const made = versions.map(name => reviews.addVersion(name, { image: IMAGE, replicas: 1, retiring: name === retiring }));
    if (weight !== undefined) {
      const [stable, canary] = made.slice(-2) as [ServiceVersion, ServiceVersion];
      new CanaryRoute(chart, 'trial', { stable, canary, weight });
    }
    new MeshService(chart, 'client', { port: 80, targetPort: 8080, calls: [reviews] }).addVersion('v1', { image: IMAGE, replicas: 1 });
  });
}

/** What an apply with pruning removes: objects that were applied before and are no longer put out. */
function left(before: readonly Manifest[], now: readonly Manifest[]): Manifest[] {
  const key = ({ kind, metadata }: Manifest) => `${kind} ${metadata.name}`;
  const kept = new Set(now.map(key));
  return before.filter(object => !kept.has(key(object)));
}

scenario('version-life', 'versions come and go without a lost request', scene => {
  const alone: Stage = { versions: ['v1'] };
  const trial: Stage = { versions: ['v1', 'v2'], weight: 25 };
  before(() => scene.apply(manifests(scene, alone)));

  test('v1, canary v2, v2 alone, v1 retired and removed, v3 added', async () => {
    const client = scene.pod('client');
    const load = scene.startLoad(client, URL(scene), { rate: 800, atLeast: 10_000 });
    // In an apply of its own, which waits until it is ready: a new version takes no requests.
    await scene.apply(manifests(scene, { versions: ['v1', 'v2'] }));
    await scene.apply(manifests(scene, trial));
    await scene.apply(manifests(scene, { ...trial, weight: 100 }));
    assertOnly(await scene.load(client, URL(scene), { count: 200 }), 'v2');
    const retired = manifests(scene, { versions: ['v1', 'v2'], retiring: 'v1' });
    await scene.apply(retired);
    assertOnly(await scene.load(client, URL(scene), { count: 200 }), 'v2');
    const removed = manifests(scene, { versions: ['v2'] });
    await scene.apply(removed);
    await scene.delete(...left(retired, removed));
    await scene.apply(manifests(scene, { versions: ['v2', 'v3'] }));
    await scene.mesh.gone({ app: 'reviews', version: 'v1' }, scene.name);
    assertOnly(await scene.load(client, URL(scene), { count: 200 }), 'v2');
    const seen = await load.stop();
    scene.record('v1, canary v2, v2 alone, v1 retired and removed, v3 added', seen);
    assertNoneFailed(seen, 10_000);
  });
});

scenario('retirement', 'a version that takes requests retires in one apply, and is removed in the next', scene => {
  const trial: Stage = { versions: ['v1', 'v2'], weight: 50 };
  before(() => scene.apply(manifests(scene, trial)));

  test('from half of the requests to none, under load', async () => {
    const retired = manifests(scene, { versions: ['v1', 'v2'], retiring: 'v1' });
    const removed = manifests(scene, { versions: ['v2'] });
    const load = scene.startLoad(scene.pod('client'), URL(scene), { atLeast: 10_000 });
    // In the worst order that a tool may apply it in: the routes last.
    await scene.apply(retired.filter(({ kind }) => kind !== 'VirtualService'));
    await scene.apply(retired);
    await scene.apply(removed);
    await scene.delete(...left(retired, removed));
    await scene.mesh.gone({ app: 'reviews', version: 'v1' }, scene.name);
    const seen = await load.stop();
    scene.record('half of the requests, retired, removed', seen);
    assertNoneFailed(seen, 10_000);
  });
});

scenario('counter-examples', 'what the library keeps users from doing fails requests', scene => {
  const trial: Stage = { versions: ['v1', 'v2'], weight: 50 };
  before(() => scene.apply(manifests(scene, { versions: ['v1'] })));

  test('routes that arrive before the subset that they name', async () => {
    const objects = manifests(scene, trial);
    const load = scene.startLoad(scene.pod('client'), URL(scene), { rate: 800 });
    await scene.apply(objects.filter(({ kind }) => kind !== 'DestinationRule'));
    await scene.apply(objects);
    const seen = await load.stop();
    scene.recordCounterExample('the DestinationRule held back until the proxies have the VirtualService', seen);
    assert.ok(seen.failed > 0, `none of ${seen.requests} failed`);
    assert.ok(seen.failures.every(failure => failure.includes('503')), seen.failures.join('\n'));
  });

  test('a share for a version whose pods are not ready', async () => {
    await scene.apply(manifests(scene, { versions: ['v1', 'v2'] }));
    const load = scene.startLoad(scene.pod('client'), URL(scene), { rate: 800 });
    await scene.apply(manifests(scene, { versions: ['v1', 'v2', 'v3'], weight: 50 }));
    const seen = await load.stop();
    scene.recordCounterExample('a version and its share in one apply', seen);
    assert.ok(seen.failed > 0, `none of ${seen.requests} failed`);
  });

  test('a version that is removed in the apply that takes its route', async () => {
    const before = manifests(scene, trial);
    await scene.apply(before);
    const now = manifests(scene, { versions: ['v2'] });
    const load = scene.startLoad(scene.pod('client'), URL(scene));
    await scene.submit(now);
    await scene.delete(...left(before, now));
    await scene.apply(now);
    const seen = await load.stop();
    scene.recordCounterExample('subset, route and pods removed at once', seen);
    assert.ok(seen.failed > 0, `none of ${seen.requests} failed`);
  });
});
