import assert from 'node:assert/strict';
import { App, Chart } from 'cdk8s';
import { MeshNamespace, MeshService, OutboundTraffic, type MeshServiceProps } from '../../../lib/src/index.js';
import type { Manifest } from '../lab/api.js';
import { assertNoneFailed } from '../lab/assertions.js';
import { IMAGE, scenario, test } from '../lab/scenario.js';

const SERVICES = 1_000;
const WIDE = 'sidecar-wide';

// The last scenario by its name: the lab ends behind it, and nothing waits until so much is deleted.
scenario('sidecar', `a proxy in a mesh of ${SERVICES} services knows what its service calls`, scene => {
  const confined = () => scene.envoy(scene.pod('caller'));
  const unconfined = () => scene.envoy(scene.pod('free'));

  test('the proxy holds what is called, and its configuration and memory are small', async () => {
    await scene.createAll(wide());
    await scene.apply(scene.synth(services).filter(({ kind, metadata }) => kind !== 'Sidecar' || metadata.name !== 'free'));

    const called = await confined().outboundClusters();
    assert.deepEqual(called.filter(name => !name.includes('.istio-system.')), ['outbound|80|v1|callee.sidecar.svc.cluster.local', 'outbound|80||callee.sidecar.svc.cluster.local']);
    const all = await unconfined().outboundClusters();
    assert.ok(all.length > 3 * SERVICES, `${all.length} clusters without a Sidecar`);
    const megabytes = (bytes: number) => Number((bytes / 1e6).toFixed(2));
    const figures = [
      { figure: `outbound clusters of a proxy in a mesh of ${SERVICES} services`, unit: 'clusters', without: all.length, with: called.length, atLeast: 100 },
      { figure: 'configuration of the proxy', unit: 'MB', without: megabytes(await unconfined().configBytes()), with: megabytes(await confined().configBytes()), atLeast: 20 },
      { figure: 'memory that the proxy has allocated', unit: 'MB', without: megabytes(await unconfined().allocatedBytes()), with: megabytes(await confined().allocatedBytes()), atLeast: 10 },
    ];
    for (const { atLeast, ...compared } of figures) {
      scene.compare(compared);
      assert.ok(compared.without / compared.with >= atLeast, `${compared.figure}: ${compared.without} to ${compared.with} ${compared.unit}, less than ${atLeast} to 1`);
    }
  });

  test('every call that is declared works, with mutual TLS', async () => {
    const seen = await scene.load(scene.pod('caller'), 'http://callee.sidecar/', { count: 1_000 });
    scene.record('a declared call', seen);
    assertNoneFailed(seen, 1_000);
    const { body } = await scene.request(scene.pod('caller'), 'http://callee.sidecar/');
    assert.match(String(body.headers['X-Forwarded-Client-Cert']), /URI=spiffe:\/\/cluster\.local\/ns\/sidecar\/sa\/caller/);
  });

  test('a call that is not declared is refused, and passes where that is allowed', async () => {
    const refused = await scene.request(scene.pod('caller'), 'http://undeclared.sidecar/');
    assert.equal(refused.status, 502, JSON.stringify(refused.body));
    const passed = await scene.request(scene.pod('legacy'), 'http://undeclared.sidecar/');
    assert.deepEqual([passed.status, passed.body.service], [200, 'undeclared']);
    // Past every policy: in plain text, without an identity.
    assert.equal(passed.body.headers['X-Forwarded-Client-Cert'], undefined);
    // Where the proxy knows no HTTP host at a port, nothing answers for one there.
    const closed = await scene.request(scene.pod('caller'), 'http://undeclared.sidecar:81/');
    assert.equal(closed.status, 0, JSON.stringify(closed.body));
    scene.record('a call that is not declared', { seen: '502 at a port of a declared HTTP host, closed at another; 200 with ALLOW_ANY' });
  });

  test('a change elsewhere in the mesh does not reach the proxy', async () => {
    const updates = async () => ({ confined: await confined().count('cluster_manager.cds.update_success'), unconfined: await unconfined().count('cluster_manager.cds.update_success') });
    await scene.mesh.atRest();
    const before = await updates();
    await scene.apply(wide(10, 'v3'));
    const after = await updates();
    scene.compare({ figure: 'updates of clusters that reach the proxy when 10 other services change', without: after.unconfined - before.unconfined, with: after.confined - before.confined, unit: 'updates' });
    assert.ok(after.unconfined > before.unconfined, 'the change did not reach the proxy without a Sidecar');
    assert.equal(after.confined, before.confined);
  });
});

function services(chart: Chart): void {
  const service = (name: string, props: Partial<MeshServiceProps> = {}) => {
    const made = new MeshService(chart, name, { ports: [{ port: 80, targetPort: 8080 }], ...props });
    made.addVersion('v1', { image: IMAGE, replicas: 1 });
    return made;
  };
  const callee = service('callee');
  service('undeclared', { ports: [{ port: 80, targetPort: 8080 }, { port: 81, targetPort: 8081 }] });
  service('caller', { calls: [callee] });
  service('free', { calls: [callee] });
  service('legacy', { calls: [callee], outboundTraffic: OutboundTraffic.ALLOW_ANY });
}

/** The rest of the mesh: services of two versions, without pods, in a namespace of their own. */
function wide(count = SERVICES, second = 'v2'): Manifest[] {
  const chart = new Chart(new App(), 'wide', { namespace: WIDE });
  new MeshNamespace(chart, 'namespace');
  const namespace = chart.toJson() as Manifest[];
  return [...namespace, ...Array.from({ length: count }, (_, index) => `service-${index}`).flatMap(name => [
    { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: WIDE }, spec: { ports: [{ name: 'http', port: 80 }] } },
    {
      apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: { name, namespace: WIDE },
      spec: { host: `${name}.${WIDE}.svc.cluster.local`, subsets: ['v1', second].map(version => ({ name: version, labels: { version } })) },
    },
  ])];
}
