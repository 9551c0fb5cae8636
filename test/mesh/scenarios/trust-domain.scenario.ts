import assert from 'node:assert/strict';
import { after } from 'node:test';
import { App, Chart } from 'cdk8s';
import { LeastPrivilege, MeshDefaults, MeshNamespace, MeshService, MeshSettings, OutboundTraffic, TlsVersion } from '../../../lib/src/index.js';
import type { Manifest } from '../lab/api.js';
import { assertNoneFailed } from '../lab/assertions.js';
import { Authority } from '../lab/certificates.js';
import { restarted } from '../lab/manifests.js';
import { IMAGE, scenario, test } from '../lab/scenario.js';
import { Site } from '../lab/site.js';
import { until } from '../lab/wait.js';

const [OLD, NEW] = ['cluster.local', 'mesh.example.com'];
const RATINGS = 'http://ratings.shop/';

scenario('trust-domain', 'a mesh that is installed by the values of its settings moves to another trust domain', scene => {
  let site: Site;
  after(() => site?.remove());

  const app = (trustDomain: string, ...trustDomainAliases: string[]) => {
    const root = new App();
    const settings = MeshSettings.set(root, { trustDomain, trustDomainAliases });
    new MeshDefaults(new Chart(root, 'fleet', { namespace: settings.rootNamespace }), 'defaults', { minimumTls: TlsVersion.V1_3, outboundTraffic: OutboundTraffic.REGISTRY_ONLY });
    const shop = new Chart(root, 'shop', { namespace: 'shop' });
    new MeshNamespace(shop, 'namespace');
    new LeastPrivilege(shop, 'least-privilege');
    const deploy = (id: string, ...calls: MeshService[]) => {
      const service = new MeshService(shop, id, { port: 80, targetPort: 8080, calls });
      service.addVersion('v1', { image: IMAGE, replicas: 1 });
      return service;
    };
    const ratings = deploy('ratings');
    deploy('reviews', ratings);
    deploy('page', ratings);
    deploy('stranger');
    return { objects: root.charts.flatMap(chart => chart.toJson()) as Manifest[], values: settings.controlPlaneValues() };
  };
  /** Sidecars away, so that what is refused is refused by the called pod. */
  const shown = (objects: readonly Manifest[]) => objects.filter(({ kind, metadata }) => kind !== 'Sidecar' || metadata.name !== 'stranger');
  const ask = async (caller: string) => scene.request(await site.pod(caller, 'shop'), RATINGS);
  const identityOf = async (caller: string) => {
    const { status, body } = await ask(caller);
    return status === 200 ? /URI=([^;]+)$/.exec(body.headers['X-Forwarded-Client-Cert'][0])![1] : String(status);
  };
  const identity = (trustDomain: string, caller: string) => `spiffe://${trustDomain}/ns/shop/sa/${caller}`;
  const move = async ({ objects, values }: ReturnType<typeof app>, ...restart: string[]) => {
    await site.reconfigure(values);
    await site.apply(restart.reduce((all, name) => restarted(all, `${name}-v1`), shown(objects)));
  };

  test('the control plane goes by the values', async () => {
    const authority = await Authority.create('trust-domain');
    const { objects, values } = app(OLD);
    site = await Site.start(scene.mesh.bin, { name: 'moving', region: 'r1', values, authority: await authority.plugIn('moving') });
    const { trustDomain, outboundTrafficPolicy, meshMTLS } = await site.meshConfig();
    // It tells REGISTRY_ONLY, the first of its modes, by none; its own default is told.
    assert.deepEqual({ trustDomain, outboundTrafficPolicy, meshMTLS }, { trustDomain: OLD, outboundTrafficPolicy: {}, meshMTLS: { minProtocolVersion: 'TLSV1_3' } });
    await site.apply(shown(objects));
    assert.equal(await identityOf('reviews'), identity(OLD, 'reviews'));
    assert.equal(await identityOf('stranger'), '403');
    scene.record('values of the settings', { seen: 'trust domain, outbound policy and least TLS version are what istiod goes by' });
  });

  test('with the former trust domain as an alias no request fails while workloads take their new identities', async () => {
    const moving = app(NEW, OLD);
    const former = scene.startLoad(await site.pod('reviews', 'shop'), RATINGS, { rate: 200, atLeast: 1_000 });
    await move(moving, 'ratings', 'page');
    const seen = await former.stop();
    scene.record('a caller of the former trust domain, while others move', seen);
    assertNoneFailed(seen, 1_000);
    assert.equal(await identityOf('reviews'), identity(OLD, 'reviews'));
    assert.equal(await identityOf('page'), identity(NEW, 'page'));
    const moved = scene.startLoad(await site.pod('page', 'shop'), RATINGS, { rate: 200, atLeast: 1_000 });
    await move(moving, 'ratings');
    const later = await moved.stop();
    scene.record('a caller of the new one, while others move', later);
    assertNoneFailed(later, 1_000);
    assert.equal(await identityOf('stranger'), '403');
  });

  test('without the alias who has not moved yet is refused', async () => {
    await move(app(NEW));
    // By the called proxy, which takes no certificate of another trust domain.
    await until('the former identity is refused', async () => (await ask('reviews')).status === 503, 20);
    assert.equal((await ask('page')).status, 200);
    await move(app(NEW, OLD));
    await until('it is let in again', async () => (await ask('reviews')).status === 200, 20);
    scene.record('the alias is left out too early', { seen: 'no connection, 503, for who has the former identity, and for nobody else' });
  });

  test('when all have moved the alias goes, and nobody notices', async () => {
    await move(app(NEW, OLD), 'reviews', 'stranger');
    assert.equal(await identityOf('reviews'), identity(NEW, 'reviews'));
    const load = scene.startLoad(await site.pod('reviews', 'shop'), RATINGS, { rate: 200, atLeast: 1_000 });
    await move(app(NEW));
    const seen = await load.stop();
    scene.record('the alias goes', seen);
    assertNoneFailed(seen, 1_000);
    assert.equal(await identityOf('stranger'), '403');
    assert.deepEqual(await site.complaints(), []);
  });
});
