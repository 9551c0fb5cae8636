import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { BlueGreenService, Colour, MeshService, Preview } from '../../../lib/src/index.js';
import { assertNoneFailed, assertOnly } from '../lab/assertions.js';
import { LEGACY_SIDECARS, NATIVE_SIDECARS } from '../lab/mesh.js';
import { IMAGE, scenario, test, type Scene } from '../lab/scenario.js';
import type { Manifest } from '../lab/api.js';

/** Under each change, on eight connections. */
const REQUESTS = 20_000;

interface State { readonly live: Colour; readonly blue?: string; readonly green?: string }

const { BLUE, GREEN } = Colour;

/** A release train on one scene: all steps are changes of the state, under one load. */
class Train {
  private state: State = { live: BLUE };

  constructor(private readonly scene: Scene) {}

  private get url(): string { return `http://shop.${this.scene.name}/`; }

  public manifests(change: Partial<State> = {}): Manifest[] {
    this.state = { ...this.state, ...change };
    const { live, blue = '1', green = '1' } = this.state;
    return this.scene.synth(chart => {
      const shop = new BlueGreenService(chart, 'shop', {
        port: 80, targetPort: 8080, live, preview: Preview.header('x-preview'),
        blue: { image: `${IMAGE}:${blue}`, replicas: 2 },
        green: { image: `${IMAGE}:${green}`, replicas: 2 },
      });
      new MeshService(chart, 'client', { port: 80, targetPort: 8080, calls: [shop] }).addVersion('v1', { image: IMAGE, replicas: 1 });
    });
  }

  /** Cuts over and checks that everybody is with the live colour and the preview with the other. */
  public async cutTo(live: Colour): Promise<void> {
    await this.scene.apply(this.manifests({ live }));
    const client = this.scene.pod('client');
    assertOnly(await this.scene.load(client, this.url, { count: 50 }), live);
    assertOnly(await this.scene.load(client, this.url, { count: 50, headers: { 'x-preview': 'yes' } }), live === BLUE ? GREEN : BLUE);
  }

  /** A load of everybody and one of the testers, all along a change of the mesh. */
  public async under(step: string, change: () => Promise<void>, rate?: number): Promise<void> {
    const client = this.scene.pod('client');
    const everybody = this.scene.startLoad(client, this.url, rate ? { rate, atLeast: REQUESTS } : { count: REQUESTS });
    const testers = this.scene.startLoad(client, this.url, { rate: 50, atLeast: 100, concurrency: 2, headers: { 'x-preview': 'yes' } });
    do {
      await change();
    } while (!rate && everybody.running);
    const seen = rate ? await everybody.stop() : await everybody.report();
    const preview = await testers.stop();
    this.scene.record(step, seen);
    this.scene.record(`${step}, the preview`, preview);
    assertNoneFailed(seen, REQUESTS);
    assertNoneFailed(preview, 100);
  }

  /** Gives a colour a new image and cuts over and back while its pods are replaced. */
  public async roll(colour: Colour, live: Colour, image: string): Promise<void> {
    const before = this.scene.pod('shop', colour);
    await this.scene.submit(this.manifests({ live, [colour]: image }));
    const other = live === BLUE ? GREEN : BLUE;
    await this.scene.apply(this.manifests({ live: other }));
    await this.scene.apply(this.manifests({ live }));
    await this.scene.mesh.drained(this.scene.name);
    assert.notEqual(this.scene.pod('shop', colour).ip, before.ip, 'the colour did not roll');
  }
}

function trainOf(scene: Scene): Train {
  const train = new Train(scene);
  before(() => scene.apply(train.manifests()));
  return train;
}

scenario('cutover', 'cutover and rollback lose no request', scene => {
  const train = trainOf(scene);

  test('cutover and rollback, again and again', async () => {
    await train.cutTo(BLUE);
    await train.under('cutover and rollback', async () => {
      await train.cutTo(GREEN);
      await train.cutTo(BLUE);
    });
  });

  test('the same while the idle colour rolls to a new image', async () => {
    await train.under('cutover and rollback while the idle colour rolls', () => train.roll(GREEN, BLUE, '2'), 1600);
  });

  test('the same while the live colour rolls', async () => {
    await train.under('cutover and rollback while the live colour rolls', () => train.roll(BLUE, BLUE, '2'), 1600);
  });
});

scenario('cutover-legacy', 'the same where proxies are ordinary containers', scene => {
  before(() => scene.mesh.kubelet.setVersion(LEGACY_SIDECARS));
  after(() => scene.mesh.kubelet.setVersion(NATIVE_SIDECARS));
  const train = trainOf(scene);

  test('the proxy is an ordinary container, and runs before the application', async () => {
    const pod = scene.pod('shop', 'blue');
    assert.equal(pod.container('istio-proxy')?.isInit, false);
    assert.deepEqual(pod.startOrder, ['istio-proxy', 'shop']);
  });

  test('cutover and rollback while the live colour rolls', async () => {
    await train.under('cutover and rollback while the live colour rolls, legacy sidecars', () => train.roll(BLUE, BLUE, '2'), 1600);
  });
});
