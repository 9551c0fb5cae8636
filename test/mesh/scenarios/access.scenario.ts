import assert from 'node:assert/strict';
import { before } from 'node:test';
import { Chart } from 'cdk8s';
import {
  AccessAction, AccessAttribute, AccessPolicy, AccessSource, GatewayWorkload, LeastPrivilege, MeshGateway, MeshService, PolicyScope, PortProtocol,
} from '../../../lib/src/index.js';
import { IMAGE, scenario, test } from '../lab/scenario.js';
import { until } from '../lab/wait.js';
import type { LoadOptions, LoadReport, Sender } from '../lab/traffic.js';

/** Who calls whom in Bookinfo, and a service that has just come. */
const CALLS: Record<string, readonly string[]> = { productpage: ['details', 'reviews'], details: [], reviews: ['ratings'], ratings: [], newcomer: [] };
const NAMES = Object.keys(CALLS);
const REQUESTS = 50;

scenario('access', 'who is let in is who declares to call, and nobody else', scene => {
  const bookinfo = (further: Record<string, readonly string[]> = {}, rest: (chart: Chart, services: Map<string, MeshService>) => void = () => undefined) => (chart: Chart) => {
    new LeastPrivilege(chart, 'least-privilege');
    const ports = [{ port: 80, targetPort: 8080 }, { port: 9000, targetPort: 9001, protocol: PortProtocol.TCP }];
    const services = new Map(NAMES.map(name => [name, new MeshService(chart, name, { ports })]));
    for (const [name, service] of services) {
      service.addVersion('v1', { image: IMAGE, replicas: 1 });
      service.calls(...[...CALLS[name], ...further[name] ?? []].map(callee => services.get(callee)!));
    }
    const edge = new MeshGateway(chart, 'edge', { hosts: ['bookinfo.example.com'], workload: GatewayWorkload.own({ replicas: 1 }) });
    edge.expose(services.get('productpage')!);
    rest(chart, services);
  };
  /** Every proxy knows every service, so that what is refused is refused by the called pod, which sees who calls. */
  const apply = (build: (chart: Chart) => void) => scene.apply(scene.synth(build).filter(({ kind }) => kind !== 'Sidecar'));
  const url = (name: string, path = '/') => `http://${name}.access${path}`;
  const load = (from: Sender, target: string, options: Partial<LoadOptions> = {}) => scene.load(from, target, { count: REQUESTS, concurrency: 4, ...options });

  /** A connection that was open when the policy changed carries one more request by the old one, and is closed by the answer. */
  const becomes = async (status: number, who: string, from: Sender, target: string, options: Partial<LoadOptions> = {}) => {
    await until(`${who}: ${status}`, async () => statuses(await load(from, target, { ...options, count: 8 })).join() === String(status), 10);
    assertAll(await load(from, target, options), status, who);
  };

  before(() => apply(bookinfo()));

  test('of every pair of services, those that declare it are let in, by HTTP and by TCP', async () => {
    let [allowed, denied] = [0, 0];
    for (const caller of NAMES) {
      for (const callee of NAMES) {
        const expected = CALLS[caller].includes(callee);
        const from = scene.pod(caller);
        assertAll(await load(from, url(callee)), expected ? 200 : 403, `${caller} to ${callee}`);
        const lines = (await scene.dial(from, `tcp://${callee}.access:9000`, 4)).map(one => one.lines);
        assert.deepEqual(lines, Array(4).fill(expected ? 1 : 0), `lines over TCP from ${caller} to ${callee}`);
        [allowed, denied] = expected ? [allowed + 1, denied] : [allowed, denied + 1];
      }
    }
    assert.deepEqual([allowed, denied], [3, 22]);
    scene.record('every pair of five services', { requests: 25 * REQUESTS, failed: 0, seen: `${allowed} pairs let in, ${denied} refused with 403, all ${REQUESTS} requests of each; the same by TCP` });
  });

  test('an identity is nothing that a header says', async () => {
    const forged = 'By=spiffe://cluster.local/ns/access/sa/ratings;Hash=0;Subject="";URI=spiffe://cluster.local/ns/access/sa/reviews';
    for (const [who, from] of [['details', scene.pod('details')], ['a client outside of the mesh', scene.outside]] as const) {
      for (const name of ['X-Forwarded-Client-Cert', 'X-Envoy-Peer-Metadata', 'Source-Principal']) {
        assertAll(await load(from, url('ratings'), { headers: { [name]: forged } }), 403, `${who} with ${name}`);
      }
    }
    scene.record('forged identities in headers', { requests: 6 * REQUESTS, failed: 0, seen: 'all refused with 403' });
  });

  test('who has no identity is refused, by the service\'s address and by its pods\'', async () => {
    const pod = scene.pod('ratings');
    for (const target of [url('ratings'), `http://${pod.ip}:8080/`]) {
      assertAll(await load(scene.outside, target), 403, `outside of the mesh to ${target}`);
    }
    for (const target of ['tcp://ratings.access:9000', `tcp://${pod.ip}:9001`]) {
      assert.deepEqual((await scene.dial(scene.outside, target, 4)).map(({ lines }) => lines), [0, 0, 0, 0], target);
    }
    // A caller that is let in by the service's name is not by the pod's address, where its proxy shows no identity.
    assert.notEqual((await scene.request(scene.pod('reviews'), `http://${pod.ip}:8080/`)).status, 200);
    scene.record('without an identity, to the service and straight to its pod', { requests: 2 * REQUESTS, failed: 0, seen: 'all refused with 403, connections closed' });
  });

  test('the gateway is let in where it exposes, and nowhere else', async () => {
    const edge = 'http://edge.access/';
    assertAll(await load(scene.outside, edge, { host: 'bookinfo.example.com' }), 200, 'through the gateway');
    assertAll(await load(scene.outside, url('productpage')), 403, 'past the gateway');
    scene.record('through the gateway that exposes it, and past it', { requests: 2 * REQUESTS, failed: 0, seen: 'let in; refused with 403' });
  });

  test('a newcomer is refused until it declares its call, and its declaration alone lets it in', async () => {
    const newcomer = scene.pod('newcomer');
    assertAll(await load(newcomer, url('ratings'), { count: 200 }), 403, 'before');
    const others = scene.startLoad(scene.pod('reviews'), url('ratings'), { rate: 200, atLeast: 500 });
    await apply(bookinfo({ newcomer: ['ratings'] }));
    await becomes(200, 'after', newcomer, url('ratings'), { count: 200 });
    assertAll(await load(newcomer, url('details'), { count: 200 }), 403, 'elsewhere');
    const meanwhile = await others.stop();
    assert.equal(meanwhile.failed, 0, meanwhile.failures.join('; '));
    await apply(bookinfo());
    await becomes(403, 'when it is taken back', newcomer, url('ratings'), { count: 200 });
    scene.record('a newcomer before, with and without its declaration', { requests: 800, failed: 0, seen: '403, 200, 403; 0 failed of those let in meanwhile' });
  });

  test('who declares a part may do that part', async () => {
    await apply(bookinfo({}, (_, services) => services.get('newcomer')!.callsOnly(services.get('ratings')!, { methods: ['GET'], paths: ['/ratings/*', '/items/{*}/stars'] })));
    const from = scene.pod('newcomer');
    const asked: [method: string, path: string, status: number][] = [
      ['GET', '/ratings/1', 200], ['GET', '/items/7/stars', 200], ['POST', '/ratings/1', 403], ['GET', '/ratings', 403], ['GET', '/admin', 403],
      ['GET', '/items/7/8/stars', 403], ['GET', '/ratings/../admin', 403], ['GET', '/ratings/%2e%2e/admin', 403], ['GET', '//ratings/1', 403],
    ];
    const allowed = asked[0][1];
    await until('the part is let in', async () => (await scene.request(from, url('ratings', allowed))).status === 200, 10);
    for (const [method, path, status] of asked) {
      for (let attempt = 0; attempt < 10; attempt++) {
        const reply = await scene.request(from, url('ratings', path), '-X', method, '--path-as-is');
        assert.equal(reply.status, status, `${method} ${path}`);
      }
    }
    assert.deepEqual((await scene.dial(from, 'tcp://ratings.access:9000', 4)).map(({ lines }) => lines), [0, 0, 0, 0]);
    scene.record('methods and paths that are declared, and others', { requests: asked.length * 10, failed: 0, seen: 'let in and refused as declared, also by paths that are written otherwise' });
  });

  test('a policy adds callers, takes some out again, asks conditions, and rehearses', async () => {
    const policy = (dryRun: boolean) => bookinfo({}, (chart, services) => {
      const scope = PolicyScope.service(services.get('ratings')!);
      new AccessPolicy(chart, 'more', { action: AccessAction.allow(), scope, rules: [{ from: [AccessSource.service(services.get('details')!)], when: [AccessAttribute.header('x-team').oneOf('a*')] }] });
      new AccessPolicy(chart, 'not', { action: AccessAction.deny(), scope, dryRun, rules: [{ to: [{ paths: ['/admin/*'] }] }] });
    });
    await apply(policy(true));
    const ofTeam = (team: string, status: number) => becomes(status, `of team ${team}`, scene.pod('details'), url('ratings'), { headers: { 'x-team': team } });
    await ofTeam('alpha', 200);
    await ofTeam('beta', 403);
    await becomes(200, 'a rehearsed denial', scene.pod('reviews'), url('ratings', '/admin/x'));
    await apply(policy(false));
    await becomes(403, 'a denial', scene.pod('reviews'), url('ratings', '/admin/x'));
    assertAll(await load(scene.pod('reviews'), url('ratings')), 200, 'what is not denied');
    // The port that carries no requests is none of the denial's concern.
    assert.deepEqual((await scene.dial(scene.pod('reviews'), 'tcp://ratings.access:9000', 4)).map(({ lines }) => lines), [1, 1, 1, 1]);
    scene.record('policies beside the declared calls', { requests: 5 * REQUESTS, failed: 0, seen: 'conditions hold, a denial goes before what is allowed, a rehearsal refuses nothing' });
  });
});

function assertAll(seen: LoadReport, status: number, who: string): void {
  assert.deepEqual(statuses(seen), [String(status)], `${who}: ${JSON.stringify(seen.counts)} ${seen.failures.join('; ')}`);
}

function statuses({ counts }: LoadReport): string[] {
  return Object.keys(counts).map(key => key.split(' ')[0]);
}
