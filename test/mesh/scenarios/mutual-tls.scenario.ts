import assert from 'node:assert/strict';
import { before } from 'node:test';
import { Chart } from 'cdk8s';
import { GatewayWorkload, Injection, MeshGateway, MeshNamespace, MeshService, MutualTlsMode, MutualTlsPolicy, PolicyScope, PortProtocol, type MutualTlsPolicyProps } from '../../../lib/src/index.js';
import { assertNoneFailed } from '../lab/assertions.js';
import { restarted } from '../lab/manifests.js';
import { IMAGE, scenario, test } from '../lab/scenario.js';
import type { Sender } from '../lab/traffic.js';
import { until } from '../lab/wait.js';

const { STRICT, PERMISSIVE, DISABLE } = MutualTlsMode;
const BARE = 'mutual-tls-bare';

scenario('mutual-tls', 'what workloads take from callers with and without an identity of the mesh', scene => {
  const main = 'http://server.mutual-tls/';
  const metrics = 'http://server.mutual-tls:9090/';
  const principals: Record<string, string> = {};

  type Policy = [props: MutualTlsPolicyProps, ofServer?: boolean];
  const app = (...policies: Policy[]) => (chart: Chart) => {
    const server = new MeshService(chart, 'server', {
      ports: [{ port: 80, targetPort: 8080 }, { port: 9090, targetPort: 9191, name: 'http-metrics' }, { port: 9000, protocol: PortProtocol.TCP }],
    });
    server.addVersion('v1', { image: IMAGE, replicas: 1, readinessPath: '/' });
    const client = new MeshService(chart, 'client', { port: 80, targetPort: 8080, calls: [server], serviceAccountName: 'caller' });
    client.addVersion('v1', { image: IMAGE, replicas: 1 });
    const edge = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'], workload: GatewayWorkload.own({ replicas: 1 }) });
    edge.expose(server);
    Object.assign(principals, { server: server.principal, client: client.principal, edge: edge.principal });
    const bare = new Chart(chart, 'bare', { namespace: BARE });
    new MeshNamespace(bare, 'namespace', { injection: Injection.disabled() });
    new MeshService(bare, 'bare', { port: 80, targetPort: 8080 }).addVersion('v1', { image: IMAGE, replicas: 1 });
    policies.forEach(([props, ofServer], index) => new MutualTlsPolicy(chart, `policy-${index}`, { ...props, ...(ofServer ? { scope: PolicyScope.service(server) } : {}) }));
  };
  const withoutIdentity = (): [string, Sender][] => [['outside of the mesh', scene.outside], ['a pod without a proxy', scene.pod('bare', undefined, BARE)]];
  const client = () => scene.pod('client');

  /** Applies policies, and deletes those that an earlier step had and this has not. */
  const hold = async (...policies: Policy[]) => {
    const objects = scene.synth(app(...policies));
    const named = new Set(objects.filter(isPolicy).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`));
    const stale = [['mutual-tls', 'default'], ['mutual-tls', 'server'], ['istio-system', 'default']].filter(at => !named.has(at.join('/')));
    await scene.delete(...stale.map(([namespace, name]) => ({ apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata: { namespace, name } })));
    await scene.apply(objects);
  };

  /** What new connections see: the first may come before the listener is changed. */
  const takesPlaintext = async (url: string, expected: boolean) => {
    for (const [who, from] of withoutIdentity()) {
      const status = async () => (await scene.request(from, url)).status;
      await until(`${url} ${expected ? 'takes' : 'refuses'} plain text from ${who}`, async () => (await status() === 200) === expected, 10);
      for (let attempt = 0; attempt < 10; attempt++) {
        assert.equal(await status(), expected ? 200 : 0, `${who} to ${url}`);
      }
    }
  };
  const peers = async (url: string) => (await scene.request(client(), url)).body.headers['X-Forwarded-Client-Cert']?.[0] as string | undefined;
  const takesTheMesh = async (...urls: string[]) => {
    for (const url of urls) {
      const seen = await scene.load(client(), url, { count: 500 });
      assertNoneFailed(seen, 500);
      const cert = await peers(url) ?? assert.fail(`no identity at ${url}`);
      assert.match(cert, new RegExp(`By=spiffe://${principals.server};`));
      assert.match(cert, new RegExp(`URI=spiffe://${principals.client}$`));
    }
  };

  before(() => hold());

  test('without a policy both are taken, and peers of the mesh see each other\'s principal', async () => {
    await takesPlaintext(main, true);
    await takesTheMesh(main, metrics);
    const { body } = await scene.request(scene.outside, main);
    assert.equal(body.headers['X-Forwarded-Client-Cert'], undefined);
    scene.record('no policy', { seen: `plain text taken; in the mesh ${principals.client} calls ${principals.server}` });
  });

  test('STRICT for the namespace refuses plain text at every port, and fails no request of the mesh', async () => {
    const load = scene.startLoad(client(), main, { rate: 500, atLeast: 1_000 });
    await hold([{ mode: STRICT }]);
    await takesPlaintext(main, false);
    await takesPlaintext(metrics, false);
    const seen = await load.stop();
    assertNoneFailed(seen, 1_000);
    await takesTheMesh(main, metrics);
    const throughGateway = await scene.request(scene.outside, 'http://edge.mutual-tls/', '-H', 'host: shop.example.com');
    assert.equal(throughGateway.status, 200, 'the gateway of the namespace stays open');
    assert.match(throughGateway.body.headers['X-Forwarded-Client-Cert'][0], new RegExp(`URI=spiffe://${principals.edge}$`));
    const [refused] = await scene.dial(scene.outside, 'tcp://server.mutual-tls:9000');
    const [taken] = await scene.dial(client(), 'tcp://server.mutual-tls:9000');
    assert.deepEqual([refused.lines, taken.lines, taken.version], [0, 1, 'v1'], 'lines over TCP from outside and in the mesh');
    scene.record('from PERMISSIVE to STRICT under load in the mesh, plain text refused after it', seen);
  });

  test('under STRICT the kubelet\'s probes go on', async () => {
    await until('the server is ready and has not restarted', () => scene.pod('server').ready && scene.pod('server').container('server')!.restarts === 0, 5);
    await scene.apply(restarted(scene.synth(app([{ mode: STRICT }])), 'server-v1'));
    await takesPlaintext(main, false);
    scene.record('probes under STRICT', { seen: 'a new pod becomes ready by its HTTP probe' });
  });

  test('a port of a STRICT service may take plain text', async () => {
    await hold([{ mode: STRICT, ports: [{ port: 9090, mode: PERMISSIVE }] }, true]);
    await takesPlaintext(metrics, true);
    await takesPlaintext(main, false);
    await takesTheMesh(main, metrics);
    scene.record('STRICT with one PERMISSIVE port', { seen: 'plain text taken at that port alone' });
  });

  test('a port of a PERMISSIVE service may refuse plain text, and the service wins over its namespace', async () => {
    await hold([{ mode: STRICT }], [{ mode: PERMISSIVE, ports: [{ port: 9090, mode: STRICT }] }, true]);
    await takesPlaintext(metrics, false);
    await takesPlaintext(main, true);
    await takesTheMesh(main, metrics);
    scene.record('PERMISSIVE with one STRICT port, in a STRICT namespace', { seen: 'plain text refused at that port alone' });
  });

  test('a port that is disabled is called in plain text by the mesh itself', async () => {
    await hold([{ mode: STRICT, ports: [{ port: 9090, mode: DISABLE }] }, true]);
    await takesPlaintext(metrics, true);
    assertNoneFailed(await scene.load(client(), metrics, { count: 500 }), 500);
    assert.equal(await peers(metrics), undefined);
    await takesTheMesh(main);
    scene.record('STRICT with one DISABLEd port', { seen: 'plain text from all, no identity at that port' });
  });

  test('STRICT for the mesh holds where nothing narrower does, and goes with its policy', async () => {
    try {
      await hold([{ mode: STRICT, scope: PolicyScope.mesh() }]);
      await takesPlaintext(main, false);
      await takesTheMesh(main);
      await hold([{ mode: STRICT, scope: PolicyScope.mesh() }], [{ mode: PERMISSIVE }]);
      await takesPlaintext(main, true);
    } finally {
      await hold();
    }
    await takesPlaintext(main, true);
    scene.record('STRICT for the mesh', { seen: 'plain text refused; a PERMISSIVE namespace wins over it' });
  });
});

function isPolicy({ kind }: { kind: string }): boolean {
  return kind === 'PeerAuthentication';
}
