import assert from 'node:assert/strict';
import { before } from 'node:test';
import { ApiObject, Chart, Duration } from 'cdk8s';
import { CanaryRoute, MeshNamespace, MeshService, MutualTlsMode, MutualTlsPolicy, PortProtocol, RouteMatch, RoutePolicy, ServiceAlias, type MeshServiceProps } from '../../../lib/src/index.js';
import { assertNoneFailed, assertShare, share } from '../lab/assertions.js';
import { analyze } from '../lab/istioctl.js';
import { IMAGE, scenario, test } from '../lab/scenario.js';

const NAMES = 'aliases-names';
const { GRPC, TLS, MYSQL, TCP } = PortProtocol;

scenario('aliases', 'a service is reached by another name, by its own routes and identity', scene => {
  const built = (mode: MutualTlsMode) => scene.synth(chart => {
    const service = (name: string, props: Partial<MeshServiceProps>) => {
      const one = new MeshService(chart, name, props.ports ? props : { port: 80, targetPort: 8080, ...props });
      return { one, v1: one.addVersion('v1', { image: IMAGE, replicas: 1 }) };
    };
    const { one: web, v1 } = service('web', { ports: [{ port: 80, targetPort: 8080 }, { port: 7070, protocol: GRPC }, { port: 3306, protocol: MYSQL }] });
    new CanaryRoute(chart, 'canary', { stable: v1, canary: web.addVersion('v2', { image: IMAGE, replicas: 1 }), weight: 25 });
    new RoutePolicy(chart, 'again', { service: web, match: [RouteMatch.path().exact('/shop.Cart/Get')], retries: { attempts: 3, retryOn: ['unavailable'], everyMethod: true } });
    const { one: secure } = service('secure', { ports: [{ port: 80, targetPort: 8080 }, { port: 443, targetPort: 8443, protocol: TLS }] });
    // With a route its TLS port takes the names that the route lists, and no others.
    new RoutePolicy(chart, 'patience', { service: secure, timeout: Duration.seconds(5) });
    new MutualTlsPolicy(chart, 'mtls', { mode });
    const { one: store } = service('store', { ports: [{ port: 8080 }, { port: 9000, protocol: TCP }], headless: true });
    const names = new Chart(chart, 'names', { namespace: NAMES });
    new MeshNamespace(names, 'namespace');
    const old = new ServiceAlias(chart, 'old-web', { target: web });
    // What another team wrote, by hand.
    new ApiObject(names, 'oldest', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'oldest' }, spec: { type: 'ExternalName', externalName: old.host } });
    const oldest = ServiceAlias.fromServiceAliasAttributes(names, 'known', { aliasName: 'oldest', namespace: NAMES, target: old });
    const more = [new ServiceAlias(names, 'web', { target: web }), new ServiceAlias(names, 'secure', { target: secure })];
    service('guest', { calls: [old, oldest, ...more, ...[secure, store].map(target => new ServiceAlias(chart, `old-${target.serviceName}`, { target }))] });
    service('client', { calls: [web] });
  });
  /** It declares aliases alone. */
  const guest = () => scene.pod('guest');

  before(() => scene.apply(built(MutualTlsMode.STRICT)));

  for (const [what, name] of [['an alias', 'old-web.aliases'], ['an alias of another namespace', `web.${NAMES}`], ['an alias of an alias', `oldest.${NAMES}`]]) {
    test(`who declares ${what} reaches the service by it, by the service's routes and by mutual TLS`, async () => {
      const seen = await scene.load(guest(), `http://${name}/`, { count: 3_000 });
      scene.record(`by ${what}, 25 % on the canary`, { ...seen, seen: `${share(seen, 'v2').toFixed(1)} %` });
      assertNoneFailed(seen, 3_000);
      assertShare(seen, 'v2', 25, 3);
      const { body } = await scene.request(guest(), `http://${name}/`);
      const [certificate] = body.headers['X-Forwarded-Client-Cert'];
      assert.match(certificate, /^By=spiffe:\/\/cluster\.local\/ns\/aliases\/sa\/web;.*URI=spiffe:\/\/cluster\.local\/ns\/aliases\/sa\/guest$/);
      assert.equal(body.host, name);
    });
  }

  test('gRPC keeps its retries', async () => {
    const seen = await scene.load(guest(), 'http://old-web.aliases:7070', { count: 200, concurrency: 1, grpc: '/shop.Cart/Get', headers: { fail: '14 1/2' } });
    scene.record('by an alias, gRPC of which every other call is UNAVAILABLE, with retries', seen);
    assertNoneFailed(seen, 200);
  });

  test('connections are shared out by weight', async () => {
    const count = 400;
    const seen = await scene.dial(guest(), 'greeting://old-web.aliases:3306', count);
    const percent = 100 * seen.filter(({ version }) => version === 'v2').length / count;
    scene.record('by an alias, connections of MySQL, 25 % on the canary', { requests: count, failed: seen.filter(({ lines }) => lines !== 1).length, seen: `${percent.toFixed(1)} %` });
    assert.ok(seen.every(({ lines }) => lines === 1), JSON.stringify(seen.find(({ lines }) => lines !== 1)));
    // The standard deviation of 400 draws is 2.2 points: four of them.
    assert.ok(Math.abs(percent - 25) <= 8.7, `${percent} %`);
  });

  test('TLS that the application ends goes by any name of the alias', async () => {
    const all = (name: string, namespace: string) => [`${name}.${namespace}`, `${name}.${namespace}.svc`, `${name}.${namespace}.svc.cluster.local`];
    for (const name of ['old-secure', ...all('old-secure', 'aliases'), ...all('secure', NAMES)]) {
      const { status, body } = await scene.request(guest(), `https://${name}/`, '-k', '--connect-to', `${name}:443:old-secure.aliases:443`);
      assert.deepEqual([status, body.sni], [200, name]);
    }
    scene.record('by an alias, TLS by server name', { seen: 'by each of its names; of another namespace\'s alias by each but the bare one' });
  });

  test('a headless service has an alias', async () => {
    const seen = await scene.load(guest(), 'http://old-store.aliases:8080/', { count: 500 });
    scene.record('by an alias, a headless service', seen);
    assertNoneFailed(seen, 500);
    const [line] = await scene.dial(guest(), 'tcp://old-store.aliases:9000');
    assert.equal(line.lines, 1, line.end);
  });

  test('who declares the service and not the alias is refused there', async () => {
    const status = async (name: string) => (await scene.request(scene.pod('client'), `http://${name}/`)).status;
    assert.deepEqual([await status('web.aliases'), await status('old-web.aliases')], [200, 502]);
    scene.record('by an alias that is not declared', { seen: '502' });
  });

  test('where the Sidecar names an alias in its own namespace, Istio does not know it', async () => {
    const sidecars = built(MutualTlsMode.STRICT).filter(({ kind, metadata }) => kind === 'Sidecar' && metadata.name === 'guest');
    const moved = (hosts: string[]) => hosts.map(host => host.replace(/^aliases\/(.*\.aliases-names\.)/, 'aliases-names/$1'));
    const misled = sidecars.map(object => ({ ...object, spec: { ...object.spec, egress: [{ hosts: moved(object.spec.egress[0].hosts) }] } }));
    assert.notDeepEqual(misled, sidecars);
    await scene.apply(misled);
    const seen = await scene.load(guest(), `http://web.${NAMES}/`, { count: 500 });
    scene.recordCounterExample('by an alias of another namespace, which the Sidecar names in that one', seen);
    assert.equal(seen.failed, 500);
    await scene.apply(sidecars);
  });

  test('a caller without a proxy reaches the service by DNS, where plain text is taken', async () => {
    const call = () => scene.load(scene.outside, `http://web.${NAMES}/`, { count: 500 });
    assert.equal((await call()).failed, 500);
    await scene.apply(built(MutualTlsMode.PERMISSIVE));
    const seen = await call();
    scene.record('by an alias, from a caller without a proxy', { ...seen, seen: `${share(seen, 'v2').toFixed(1)} % on one of two versions: by pods, not by the routes` });
    assertNoneFailed(seen, 500);
  });

  test('istioctl analyze finds nothing at the aliases', async () => {
    const found = await Promise.all(['aliases', NAMES].map(namespace => analyze(scene.mesh.bin, { namespace })));
    assert.deepEqual(found.flat().filter(message => / Service /.test(message)), []);
  });
});
