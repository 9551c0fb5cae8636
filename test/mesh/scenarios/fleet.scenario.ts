import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { Chart } from 'cdk8s';
import { GatewayWorkload, LeastPrivilege, MeshDefaults, MeshGateway, MeshNamespace, MeshService, MeshSettings } from '../../../lib/src/index.js';
import { assertNoneFailed } from '../lab/assertions.js';
import { IMAGE, scenario, test } from '../lab/scenario.js';
import { until } from '../lab/wait.js';

const LEGACY = 'fleet-legacy';
const EXEMPT = { namespace: LEGACY, reason: 'its callers have no proxies yet' };

scenario('fleet', 'one declaration holds for every namespace, and not where one is exempt', scene => {
  const services = (chart: Chart) => {
    const back = new MeshService(chart, 'back', { port: 80, targetPort: 8080 });
    const front = new MeshService(chart, 'front', { port: 80, targetPort: 8080, calls: [back] });
    const forgotten = new MeshService(chart, 'forgotten', { port: 80, targetPort: 8080 });
    front.calls(forgotten);
    new LeastPrivilege(chart, 'least-privilege', { services: [front, back] });
    new MeshGateway(chart, 'edge', { hosts: ['fleet.example.com'], workload: GatewayWorkload.own({ replicas: 1 }) }).expose(front);
    const legacy = new Chart(chart, 'legacy', { namespace: LEGACY });
    new MeshNamespace(legacy, 'namespace');
    const old = new MeshService(legacy, 'old', { port: 80, targetPort: 8080 });
    [back, front, forgotten, old].forEach(service => service.addVersion('v1', { image: IMAGE, replicas: 1 }));
  };
  const withDefaults = (chart: Chart) => {
    new MeshDefaults(new Chart(chart, 'policy', { namespace: MeshSettings.of(chart).rootNamespace }), 'defaults', { defaultDeny: true, exemptions: [EXEMPT] });
    services(chart);
  };
  const status = async (from: Parameters<typeof scene.request>[0], url: string, ...options: string[]) => (await scene.request(from, url, ...options)).status;
  const becomes = async (expected: number, what: string, ask: () => Promise<number>) => {
    await until(`${what}: ${expected}`, async () => await ask() === expected, 10);
    for (let attempt = 0; attempt < 20; attempt++) {
      assert.equal(await ask(), expected, what);
    }
  };
  const throughGateway = () => status(scene.outside, 'http://edge.fleet/', '-H', 'host: fleet.example.com');
  const mine = () => scene.synth(withDefaults).filter(({ metadata }) => metadata.namespace === 'istio-system');

  before(() => scene.apply(services));
  after(() => scene.delete(...mine()));

  test('before, the mesh takes plain text and calls that no policy forbids', async () => {
    await becomes(200, 'plain text', () => status(scene.outside, 'http://forgotten.fleet/'));
    await becomes(200, 'a service without a policy', () => status(scene.pod('front'), 'http://forgotten.fleet/'));
  });

  test('with it, declared calls go on without a failure, through the gateway and in the mesh', async () => {
    const loads = [
      scene.startLoad(scene.pod('front'), 'http://back.fleet/', { rate: 200, atLeast: 1_000 }),
      scene.startLoad(scene.outside, 'http://edge.fleet/', { host: 'fleet.example.com', rate: 200, atLeast: 1_000 }),
    ];
    await scene.apply(withDefaults);
    await becomes(200, 'through the gateway', throughGateway);
    for (const load of loads) {
      const seen = await load.stop();
      scene.record('declared calls while the defaults are applied', seen);
      assertNoneFailed(seen, 1_000);
    }
  });

  test('with it, plain text is refused everywhere, and what no policy admits', async () => {
    await becomes(0, 'plain text', () => status(scene.outside, 'http://forgotten.fleet/'));
    await becomes(403, 'a service without a policy', () => status(scene.pod('front'), 'http://forgotten.fleet/'));
    scene.record('plain text, and a service that no policy opens', { seen: 'refused' });
  });

  test('with it, a namespace that is exempt is as before', async () => {
    await becomes(200, 'plain text to the exempt namespace', () => status(scene.outside, `http://old.${LEGACY}/`));
    const { annotations } = (await scene.mesh.api.read({ apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata: { namespace: LEGACY, name: 'default' } })).metadata;
    assert.equal(annotations?.['cdk8s-istio/exemption-reason'], EXEMPT.reason);
    scene.record('plain text to a namespace that is exempt', { seen: 'taken; the reason stands in the cluster' });
  });
});
