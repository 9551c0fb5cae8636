import assert from 'node:assert/strict';
import { before } from 'node:test';
import { Duration, type Chart } from 'cdk8s';
import { GatewayWorkload, MeshGateway, MeshService, PortProtocol, RouteAction, RouteMatch, RoutePolicy, ServiceRoute } from '../../../lib/src/index.js';
import { assertNoneFailed, assertOnly } from '../lab/assertions.js';
import { IMAGE, scenario, test } from '../lab/scenario.js';
import type { LoadOptions, Sender } from '../lab/traffic.js';

scenario('routes', 'what routes and policies do to requests, in the mesh and at the gateway', scene => {
  const HOST = 'shop.example.com';
  const GRPC_HOST = 'grpc.example.com';
  const ORIGIN = 'https://pages.example.com';

  const app = (sockets: 'v1' | 'v2') => (chart: Chart) => {
    const shop = new MeshService(chart, 'shop', {
      ports: [{ port: 80, targetPort: 8080 }, { port: 7070, protocol: PortProtocol.GRPC }, { port: 9000, protocol: PortProtocol.TCP }],
    });
    const v1 = shop.addVersion('v1', { image: IMAGE, replicas: 1 });
    const v2 = shop.addVersion('v2', { image: IMAGE, replicas: 1 });
    const archive = new MeshService(chart, 'archive', { port: 80, targetPort: 8080 });
    archive.addVersion('v1', { image: IMAGE, replicas: 1 });
    const client = new MeshService(chart, 'client', { port: 80, targetPort: 8080, calls: [shop, archive] });
    client.addVersion('v1', { image: IMAGE, replicas: 1 });
    const edge = new MeshGateway(chart, 'edge', { hosts: [HOST, GRPC_HOST], workload: GatewayWorkload.own({ replicas: 1 }) });
    edge.expose(shop, { hosts: [HOST] });
    edge.expose(shop, { hosts: [GRPC_HOST], port: 7070 });

    const { toVersion, toService, redirect, respond, split } = RouteAction;
    const at = (path: string) => RouteMatch.path().exact(path);
    const below = (path: string) => RouteMatch.path().under(path);
    const route = (id: string, match: RouteMatch[], action: RouteAction, more = {}) => new ServiceRoute(chart, id, { service: shop, match, action, ports: [80], ...more });
    route('old', [below('/old')], toVersion(v1), { rewrite: { path: '/new', authority: 'renamed.example.com' } });
    route('moved', [at('/moved')], redirect({ path: '/here', code: 302 }));
    route('elsewhere', [below('/elsewhere')], redirect({ authority: 'www.example.com', scheme: 'https', code: 308 }));
    route('robots', [at('/robots.txt')], respond(200, 'User-agent: *'));
    route('closed', [below('/closed')], respond(503, 'closed'));
    route('to-archive', [below('/archive')], toService(archive));
    route('sockets', [below('/ws')], toVersion(sockets === 'v1' ? v1 : v2));
    route('pick', [
      RouteMatch.header('X-Beta').present(), RouteMatch.cookie('team').exact('blue'), RouteMatch.query('lab').exact('on'), RouteMatch.method('PUT'),
    ].map(match => match.and(at('/pick'))), toVersion(v2));
    route('who', [at('/who').and(RouteMatch.from(client))], toVersion(v2));
    route('door', [at('/door').and(RouteMatch.throughGateway(edge))], toVersion(v2));
    new ServiceRoute(chart, 'get', { service: shop, ports: [7070], match: [at('/shop.Cart/Get')], action: toVersion(v2) });
    new ServiceRoute(chart, 'lines', { service: shop, ports: [9000], action: split({ version: v1, weight: 75 }, { version: v2, weight: 25 }) });

    const policy = (id: string, path: string, what: object) => new RoutePolicy(chart, id, { service: shop, match: [below(path)], ports: [80], ...what });
    policy('headers', '/headers', {
      requestHeaders: { set: { 'x-client': '%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%', 'x-share': '50%%' }, add: { 'x-trail': 'mesh' }, remove: ['x-secret'] },
      responseHeaders: { set: { 'X-Served-By': 'mesh' }, remove: ['content-type'] },
    });
    policy('flaky', '/flaky', { retries: { attempts: 3, retryOn: ['503'], everyMethod: true } });
    policy('careful', '/careful', { retries: { attempts: 3, retryOn: ['503', 'connect-failure'] } });
    policy('hasty', '/hasty', { timeout: Duration.seconds(5), retries: { attempts: 2, perTryTimeout: Duration.millis(300), retryOn: ['gateway-error'], everyMethod: true } });
    policy('slow', '/slow', { timeout: Duration.millis(300) });
    policy('pages', '/api', {
      cors: { allowOrigins: [ORIGIN], allowMethods: ['GET', 'PUT'], allowHeaders: ['x-token'], exposeHeaders: ['x-total'], maxAge: Duration.hours(1), allowCredentials: true },
    });
  };

  interface End { name: string; from: Sender; address: string; ip: string; inMesh: boolean }
  const ends = (): End[] => {
    const client = scene.pod('client');
    return [
      { name: 'in the mesh', from: client, address: 'shop.routes', ip: client.ip, inMesh: true },
      { name: 'through the gateway', from: scene.outside, address: 'edge.routes', ip: scene.mesh.outside.ip, inMesh: false },
    ];
  };
  const ask = ({ from, address, inMesh }: End, path: string, ...options: string[]) => scene.request(from, `http://${address}${path}`, ...(inMesh ? [] : ['-H', `host: ${HOST}`]), ...options);
  const load = ({ from, address, inMesh }: End, path: string, options: LoadOptions & { count: number }) => scene.load(from, `http://${address}${path}`, { ...(inMesh ? {} : { host: HOST }), ...options });
  /** One test, at both ends. */
  const both = (what: string, seen: string | undefined, look: (end: End) => Promise<void>) => test(what, async () => {
    for (const end of ends()) {
      await look(end);
      if (seen) {
        scene.record(`${what}, ${end.name}`, { seen });
      }
    }
  });

  before(() => scene.apply(app('v2')));

  both('a rewrite', 'path and host changed', async end => {
    for (const [path, seen] of [['/old', '/new'], ['/old/items', '/new/items'], ['/older', '/older']]) {
      const { status, body } = await ask(end, path);
      assert.deepEqual([status, body.version, body.path], [200, 'v1', seen], `${path}, ${end.name}`);
      assert.equal(body.host === 'renamed.example.com', path !== '/older');
    }
  });

  both('a redirect', 'path, host, scheme and status as asked', async end => {
    const host = end.inMesh ? end.address : HOST;
    const moved = await ask(end, '/moved');
    assert.deepEqual([moved.status, moved.headers.location], [302, `http://${host}/here`], end.name);
    const elsewhere = await ask(end, '/elsewhere/a?b=c');
    assert.deepEqual([elsewhere.status, elsewhere.headers.location], [308, 'https://www.example.com/elsewhere/a?b=c'], end.name);
  });

  both('an answer of the proxy\'s own', 'no service asked', async end => {
    const robots = await ask(end, '/robots.txt');
    assert.deepEqual([robots.status, robots.body], [200, 'User-agent: *']);
    const closed = await ask(end, '/closed/all');
    assert.deepEqual([closed.status, closed.body], [503, 'closed']);
  });

  both('matches by header, cookie, query and method', 'each to the version that it asks for', async end => {
    const cases: [version: string, path: string, ...options: string[]][] = [
      ['v1', '/pick'], ['v2', '/pick', '-H', 'x-beta: 1'], ['v2', '/pick', '-H', 'cookie: a=1; team=blue; b=2'], ['v1', '/pick', '-H', 'cookie: team=bluer'],
      ['v2', '/pick?a=1&lab=on'], ['v1', '/pick?lab=off'], ['v2', '/pick', '-X', 'PUT'], ['v1', '/picks', '-X', 'PUT'],
      [end.inMesh ? 'v2' : 'v1', '/who'], [end.inMesh ? 'v1' : 'v2', '/door'],
    ];
    for (const [version, path, ...options] of cases) {
      assert.equal((await ask(end, path, ...options)).body.version, version, `${path} ${options.join(' ')}, ${end.name}`);
    }
    assert.equal((await ask(end, '/archive/1')).body.service, 'archive');
  });

  both('header changes', 'set, added and removed; Envoy\'s variables resolved', async end => {
    const { body: { headers: request }, headers: response } = await ask(end, '/headers', '-H', 'x-share: 1', '-H', 'x-trail: client', '-H', 'x-secret: 1');
    assert.deepEqual([request['X-Client'], request['X-Share'], request['X-Trail'], request['X-Secret']], [[end.ip], ['50%'], ['client', 'mesh'], undefined], end.name);
    assert.deepEqual([response['x-served-by'], response['content-type']], ['mesh', undefined], end.name);
  });

  both('retries', undefined, async end => {
    // One after the other, of a server that fails every other time: each is tried twice at most.
    const seen = await load(end, '/flaky?fail=1/2', { count: 100, concurrency: 1 });
    scene.record(`a server that fails every other time, with retries, ${end.name}`, seen);
    assertNoneFailed(seen, 100);
    const bare = await load(end, '/?fail=1/2', { count: 100, concurrency: 1 });
    scene.recordCounterExample(`the same without a policy, ${end.name}`, bare);
    assert.equal(bare.failed, 50, 'Istio\'s own retries leave alone what a server answered');
  });

  both('retries of methods that may be repeated', undefined, async end => {
    const gets = await load(end, '/careful?fail=1/2', { count: 100, concurrency: 1, method: 'GET' });
    scene.record(`GET, of a server that fails every other time, ${end.name}`, gets);
    assertNoneFailed(gets, 100);
    const posts = await load(end, '/careful?fail=1/2', { count: 100, concurrency: 1 });
    scene.recordCounterExample(`POST, by the same policy: not repeated, ${end.name}`, posts);
    assert.equal(posts.failed, 50);
  });

  both('retries after a try that takes too long', undefined, async end => {
    const seen = await load(end, '/hasty?delay=3000&slow=1/2', { count: 20, concurrency: 1 });
    scene.record(`a server that is slow every other time, tries of 300 ms, ${end.name}`, { ...seen, seen: `in ${seen.seconds.toFixed(1)} s` });
    assertNoneFailed(seen, 20);
    // Every other request is tried a second time; one that waited for a slow answer would take three seconds.
    assert.ok(seen.seconds > 10 * 0.3 && seen.seconds < 10 * 1, `${seen.seconds} s`);
  });

  both('a timeout', '504 after 300 ms; an answer in time is passed on', async end => {
    const begin = Date.now();
    assert.equal((await ask(end, '/slow?delay=5000')).status, 504, end.name);
    const took = Date.now() - begin;
    assert.ok(took >= 300 && took < 2_000, `${took} ms`);
    assert.equal((await ask(end, '/slow?delay=50')).status, 200);
    assert.equal((await ask(end, '/?delay=600')).status, 200, 'a request without the policy');
  });

  both('CORS', 'the preflight is answered for the origin alone', async end => {
    const preflight = (origin: string) => ask(end, '/api/items', '-X', 'OPTIONS', '-H', `origin: ${origin}`, '-H', 'access-control-request-method: PUT', '-H', 'access-control-request-headers: x-token');
    const { status, body, headers } = await preflight(ORIGIN);
    assert.deepEqual([status, body], [200, ''], 'the proxy answers');
    const allowed = (name: string) => headers[`access-control-${name}`];
    assert.deepEqual(['allow-origin', 'allow-methods', 'allow-headers', 'max-age', 'allow-credentials'].map(allowed), [ORIGIN, 'GET,PUT', 'x-token', '3600', 'true']);
    const page = await ask(end, '/api/items', '-H', `origin: ${ORIGIN}`);
    assert.deepEqual([page.status, page.headers['access-control-allow-origin'], page.headers['access-control-expose-headers']], [200, ORIGIN, 'x-total']);
    assert.equal((await preflight('https://evil.example.com')).headers['access-control-allow-origin'], undefined);
  });

  both('gRPC by method', undefined, async end => {
    for (const [method, version] of [['/shop.Cart/Get', 'v2'], ['/shop.Cart/Put', 'v1']]) {
      const seen = await scene.load(end.from, end.inMesh ? 'http://shop.routes:7070' : 'http://edge.routes:80', { count: 1_000, grpc: method, host: end.inMesh ? undefined : GRPC_HOST });
      scene.record(`gRPC calls of ${method}, ${end.name}`, { ...seen, seen: `all on ${version}` });
      assertNoneFailed(seen, 1_000);
      assert.deepEqual(seen.counts, { [`OK ${version}`]: 1_000 });
    }
  });

  test('WebSockets go by their route and outlive its change', async () => {
    for (const { name, from, address, inMesh } of ends()) {
      const seen = await scene.dial(from, `ws://${address}:80/ws/chat`, 4, inMesh ? undefined : HOST);
      assert.deepEqual(seen.map(({ version, lines, end }) => [version, lines, end]), Array(4).fill(['v2', 1, 'open']), name);
    }
    const held = ['ws://shop.routes:80/ws/chat', 'tcp://shop.routes:9000'].map(url => scene.hold(scene.pod('client'), url, 4));
    await scene.apply(app('v1'));
    const [after] = await scene.dial(scene.pod('client'), 'ws://shop.routes:80/ws/chat');
    assert.equal(after.version, 'v1');
    const [sockets, lines] = await Promise.all(held.map(one => one.stop()));
    assert.deepEqual(sockets.map(({ version, end }) => [version, end]), Array(4).fill(['v2', 'open']));
    assert.deepEqual(lines.map(({ end }) => end), Array(4).fill('open'));
    scene.record('WebSockets, in the mesh and through the gateway', { seen: '8 of 8 on the version of their route; 4 held ones and 4 TCP connections outlived a change of the routes' });
  });

  test('connections over TCP are shared out by weight', async () => {
    const count = 600;
    const seen = await scene.dial(scene.pod('client'), 'tcp://shop.routes:9000', count);
    const percent = 100 * seen.filter(({ version }) => version === 'v2').length / count;
    scene.record('TCP connections, 25 % to one version', { requests: count, failed: seen.filter(({ lines }) => lines !== 1).length, seen: `${percent.toFixed(1)} %` });
    assert.ok(seen.every(({ lines }) => lines === 1));
    // The standard deviation of 600 draws is 1.8 points: four of them.
    assert.ok(Math.abs(percent - 25) <= 7.1, `${percent.toFixed(1)} % of ${count}, not 25`);
  });

  test('what no route claims stays with the first version', async () => {
    for (const end of ends()) {
      assertOnly(await load(end, '/', { count: 500 }), 'v1');
    }
  });
});
