import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before } from 'node:test';
import type { Manifest } from '../lab/api.js';
import { parse } from '../lab/manifests.js';
import { givenManifests, inLab, synthExample, type SynthesizedFile } from '../lab/examples.js';
import { INGRESS_GATEWAY, ingressGateway } from '../lab/ingress-gateway.js';
import { analyze } from '../lab/istioctl.js';
import { sh } from '../lab/network.js';
import { declareProviders } from '../lab/mesh-config.js';
import { HOME } from '../lab/processes.js';
import { scenario, test, type Scene } from '../lab/scenario.js';
import { Issuer, keySet, seconds } from '../lab/tokens.js';
import { until } from '../lab/wait.js';

const SECURE = 'secure.httpbin.example.com';
const certificateOf = (host: string) => `${HOME}/${host}.pem`;

/** Two examples live in the namespace 'shop'; here each has its own, by its name. */
const inNamespace = (name: string, given = 'shop') => ({ from: `namespace: '${given}'`, to: `namespace: '${name}'` });
const [PAYROLL, BANK, PARTNERS] = ['payroll.example.com', 'bank.example.com', 'partners.bank.example.com'];
const HOUSE = new Issuer('https://id.example.com');
const NO_ROOT = 'fleet-mesh';
const EXAMPLES: Record<string, () => SynthesizedFile[]> = {
  'bookinfo': () => synthExample('bookinfo'),
  'httpbin': () => synthExample('httpbin'),
  'blue-green': () => synthExample('blue-green', inNamespace('blue-green')),
  'resilience': () => synthExample('resilience', inNamespace('resilience', 'market')),
  'rate-limits': () => synthExample('rate-limits', inNamespace('rate-limits', 'booking')),
  'load-balancing': () => synthExample('load-balancing', inNamespace('load-balancing', 'helpdesk')),
  'egress': () => synthExample('egress', inNamespace('egress', 'billing')),
  'monitoring': () => synthExample('monitoring', inNamespace('monitoring', 'shop'), { from: "'stack', { namespace: 'monitoring' }", to: "'stack', { namespace: 'monitoring-stack' }" }),
  'hybrid': () => synthExample('hybrid', inNamespace('hybrid', 'depot')),
  'observability': () => synthExample('observability', inNamespace('observability', 'tickets')),
  'adopt': () => synthExample('adopt', inNamespace('adopt')),
  // There is no server of keys.
  'tokens': () => synthExample('tokens', { from: "Jwks.url('https://id.example.com/keys')", to: `Jwks.inline('${keySet(HOUSE)}')` }),
  // What holds for the mesh would for the other examples too: here its root namespace is one that holds for nobody.
  'fleet': () => synthExample('fleet', { from: "trustDomain: 'mesh.example.com', trustDomainAliases: ['cluster.local']", to: `rootNamespace: '${NO_ROOT}'` }),
  'access': () => synthExample('access'),
  'edge': () => synthExample('edge', { from: 'registry.example.com/sessions:2.0.3', to: 'gcr.io/istio-testing/ext-authz:1.28.0' }),
};

/** What MeshSettings.controlPlaneValues() says of the edge example. */
const SESSIONS = { name: 'sessions', envoyExtAuthzGrpc: { service: 'sessions.bank.svc.cluster.local', port: 9000, timeout: '0.5s' } };

/** What would hold for the scenarios behind this one, too. */
const holdsForTheMesh = ({ apiVersion, metadata }: Manifest) => /^(telemetry|security)\.istio\.io\//.test(apiVersion) && metadata.namespace === 'istio-system';

/** What analysis says where nothing is wrong. */
const HARMLESS = [
  { message: /^Warning IST0133 EnvoyFilter /, what: 'that EnvoyFilters are such' },
  { message: /^Warning IST0133 AuthorizationPolicy .* will deny all traffic to TCP ports/, what: 'that TCP ports would be denied, of which there are none' },
  { message: /^Error IST0101 AuthorizationPolicy bookstore\/details-readers: Referenced namespace not found: "reports"/, what: 'that the namespace of another team is not there' },
  // It asks for pods alone.
  { message: /^Error IST0173 DestinationRule hybrid\/stock: The Subset v6 .* does not select any pods/, what: 'that no pod is in a subset of machines' },
];

interface Ask {
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly options?: string[];
  readonly service?: string;
  readonly version?: string;
  readonly status?: number;
}

const page = (path: string): Ask => ({ path, service: 'productpage', version: 'v1' });
/** Through Istio's own gateway, or the example's. */
const REQUESTS: { name: string; host: string; at?: string; ask: Ask[] }[] = [
  {
    name: 'bookinfo', host: 'bookinfo.example.com', ask: [
      ...['/productpage', '/static/bootstrap.css', '/login', '/logout', '/api/v1/products', '/api/v1/products/0/ratings'].map(page),
      { path: '/reviews/0', headers: { 'end-user': 'jason' }, service: 'reviews', version: 'v2' },
      { path: '/reviews/0', headers: { 'end-user': 'jason', 'cookie': 'reviews=v3' }, service: 'reviews', version: 'v3' },
      { path: '/productpages', status: 404 },
    ],
  },
  { name: 'httpbin', host: 'httpbin.example.com', ask: [...['/status/200', '/delay/1'].map(path => ({ path, service: 'httpbin', version: 'v1' })), { path: '/get', status: 404 }] },
  { name: 'blue-green', host: 'shop.example.com', ask: [{ path: '/', service: 'shop', version: 'blue' }, { path: '/', headers: { 'x-preview': 'true' }, service: 'shop', version: 'green' }] },
  { name: 'resilience', host: 'market.example.com', ask: [{ path: '/', service: 'storefront', version: 'v1' }] },
  { name: 'rate-limits', host: 'booking.example.com', ask: [{ path: '/', service: 'site', version: 'v1' }] },
  { name: 'load-balancing', host: 'helpdesk.example.com', ask: [{ path: '/', service: 'web', version: 'v1' }, { path: '/chat', service: 'chat', version: 'v1' }] },
  { name: 'access', host: 'bookstore.example.com', at: 'edge.bookstore', ask: [{ path: '/productpage', service: 'productpage', version: 'v1' }, { path: '/reviews/1', status: 403 }] },
  { name: 'fleet', host: 'orders.example.com', at: 'edge.orders', ask: [{ path: '/', service: 'checkout', version: 'v1' }] },
  { name: 'hybrid', host: 'depot.example.com', ask: [{ path: '/', service: 'dispatch', version: 'v1' }] },
];

scenario('acceptance', 'the API server with Istio\'s CRDs and istiod\'s webhook takes what every example puts out, and it serves', scene => {
  const files = new Map(Object.entries(EXAMPLES).map(([name, synth]) => [name, synth()]));
  const added: Manifest[] = [];

  before(async () => {
    added.push(
      ...[NO_ROOT, 'payroll', 'bank'].map(name => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })), ...await certManager(), ...await ingressGateway(scene.mesh.bin),
      await certificate(SECURE, 'httpbin-httpbin-gateway-tls', 'istio-system'), await certificate(PAYROLL, 'payroll-tls', 'payroll'),
      await certificate(BANK, 'bank-cert', 'bank'), await certificate(PARTNERS, 'partners-cert', 'bank'),
    );
    await scene.apply(added);
  });
  after(async () => {
    await declareProviders([]);
    await scene.delete(...added, ...[...files.values()].flat().flatMap(({ objects }) => objects).filter(holdsForTheMesh));
  });

  const bare = (kind: string, spec: object): Manifest => ({ apiVersion: `${kind === 'PeerAuthentication' ? 'security' : 'networking'}.istio.io/v1`, kind, metadata: { name: 'refused', namespace: 'default' }, spec });
  for (const { what, object, message } of [
    { what: 'a mistyped field', object: bare('VirtualService', { hosts: ['a.default.svc.cluster.local'], htpp: [] }), message: /\.spec\.htpp: field not declared in schema/ },
    { what: 'what breaks a rule of its CRD', object: bare('PeerAuthentication', { portLevelMtls: { 80: { mode: 'STRICT' } } }), message: /is invalid: spec: Invalid value: .*portLevelMtls requires selector/s },
    { what: 'what only istiod\'s webhook sees', object: bare('DestinationRule', { host: 'a.default.svc.cluster.local', subsets: [{ name: 'v1' }, { name: 'v1' }] }), message: /admission webhook "\S*validation\.istio\.io" denied the request: .*duplicate subset names/s },
  ]) {
    test(`${what} is refused`, async () => {
      await assert.rejects(scene.submit([object]), message);
    });
  }

  test('the manifests that a team has before it adopts are accepted', async () => {
    await scene.apply(inLab(givenManifests('adopt', 'adopt')));
  });

  for (const [name, written] of files) {
    test(`${name}: every object is accepted, in the order of the files`, async () => {
      const validated = await scene.mesh.istiod.validated();
      let count = 0;
      for (const { objects } of written) {
        await scene.apply(inLab(objects));
        count += objects.filter(({ apiVersion }) => apiVersion.includes('istio.io')).length;
      }
      assert.ok(count > 0 && await scene.mesh.istiod.validated() - validated >= count, 'istiod did not see every object of Istio\'s');
      scene.record(`${name}: objects accepted`, { seen: `${written.flatMap(({ objects }) => objects).length}, ${count} of them by istiod's webhook` });
    });

    test(`${name}: istioctl analyze finds nothing, in the cluster and in the files`, async () => {
      const namespaces = written.flatMap(({ objects }) => objects).filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
      const live = await Promise.all(namespaces.map(namespace => analyze(scene.mesh.bin, { namespace })));
      const messages = [...live.flat(), ...await analyze(scene.mesh.bin, { files: written.map(({ path }) => path) })];
      assert.deepEqual(messages.filter(text => !HARMLESS.some(({ message }) => message.test(text))), []);
      const said = HARMLESS.filter(({ message }) => messages.some(text => message.test(text))).map(({ what }) => what);
      scene.record(`${name}: istioctl analyze`, { seen: `no message${said.length > 0 ? ` but ${said.join(' and ')}` : ''}, live and offline` });
    });
  }

  test('analysis sees what is wrong', async () => {
    const [path] = files.get('httpbin')!.map(file => file.path);
    const broken = join(HOME, 'broken.yaml');
    await sh(`sed 's/subset: v1/subset: v9/' ${path} > ${broken}`);
    assert.match((await analyze(scene.mesh.bin, { files: [broken] })).join('\n'), /^Error IST0101 /m);
  });

  for (const { name, host, at = INGRESS_GATEWAY, ask } of REQUESTS) {
    test(`${name}: requests are answered by what the example says`, async () => {
      for (const { path, headers = {}, service, version, status = 200, options = [] } of ask) {
        const given = Object.entries({ host, ...headers }).flatMap(([key, value]) => ['-H', `${key}: ${value}`]);
        const { status: got, body } = await scene.request(scene.outside, `http://${at}${path}`, ...given, ...options);
        assert.deepEqual([path, got, body.service, body.version], [path, status, service, version], JSON.stringify(body));
      }
      scene.record(`${name}: through the gateway`, { requests: ask.length, failed: 0 });
    });
  }

  test('bookinfo: the page reaches all that it calls, and they what they call', async () => {
    const page = scene.pod('productpage', undefined, 'bookinfo');
    const calls = ['http://details:8080/details/0', 'http://ratings:9080/ratings/0', 'http://reviews:9080/reviews/0?next=http://ratings:9080/ratings/0'];
    for (const url of calls) {
      const { status, body } = await scene.request(page, url.replace(/\/\/(\w+):/, '//$1.bookinfo:'));
      assert.deepEqual([url, status, body.nextStatus ?? 200], [url, 200, 200], JSON.stringify(body));
    }
    scene.record('bookinfo: calls in the mesh', { requests: calls.length, failed: 0 });
  });

  test('tokens: requests are answered by what their tokens say', async () => {
    const ask = (path: string, token?: string, ...options: string[]) => scene.request(
      scene.outside, `https://${PAYROLL}${path}`, '--connect-to', `${PAYROLL}:443:edge.payroll:443`, '--cacert', certificateOf(PAYROLL),
      ...(token === undefined ? [] : ['-H', `authorization: Bearer ${token}`]), ...options,
    );
    const token = (claims: object = {}) => HOUSE.token({ aud: 'payroll', scope: 'openid payslips:read', ...claims });
    const [post, personnel] = [['-X', 'POST'], { realm_access: { roles: ['personnel'] } }];
    await until('the gateway has its certificate', async () => (await ask('/login')).status === 200, 10);
    const asked: [path: string, token: string | undefined, options: string[], status: number, service?: string, version?: string][] = [
      ['/login', undefined, [], 200, 'site', 'v1'],
      ['/payslips/7', undefined, [], 403],
      ['/payslips/7', token({ exp: seconds(-600) }), [], 401],
      ['/payslips/7', token({ aud: 'elsewhere' }), [], 403],
      ['/payslips/7', new Issuer(HOUSE.name).token({ aud: 'payroll' }), [], 401],
      ['/payslips/7', token({ scope: 'openid' }), [], 403],
      ['/payslips/7', token(), [], 200, 'payslips', 'v1'],
      ['/payslips/7', token({ groups: ['staff', 'beta'] }), [], 200, 'payslips', 'v2'],
      ['/payslips/7', token(), post, 403],
      ['/payslips/7', token({ scope: 'payslips:write' }), post, 200, 'payslips', 'v1'],
      ['/payslips/all', token(), [], 403],
      ['/payslips/all', token(personnel), [], 200, 'payslips', 'v1'],
      ['/office', token(), [], 200, 'site', 'v1'],
      ['/office', token(personnel), [], 200, 'office', 'v1'],
    ];
    for (const [index, [path, bearer, options, status, service, version]] of asked.entries()) {
      const seen = await ask(path, bearer, ...options);
      assert.deepEqual([index, seen.status, seen.body.service, seen.body.version], [index, status, service, version], path);
    }
    await refused(scene, 'http://payslips.payroll:8080/payslips/7');
    scene.record('tokens: through the gateway, with tokens of all kinds', { requests: asked.length, failed: 0, seen: 'let in, led and refused by what the tokens say' });
  });

  test('fleet: teams call each other as declared; who has no proxy is refused where its callers have joined, and by its address where they have not', async () => {
    assert.equal((await scene.request(scene.pod('order', undefined, 'orders'), 'http://bins.warehouse:8080/')).status, 200);
    assert.equal((await scene.request(scene.pod('scans', undefined, 'warehouse'), 'http://bins.warehouse:8080/')).status, 200);
    await refused(scene, 'http://bins.warehouse:8080/');
    assert.equal((await scene.request(scene.outside, 'http://scans.warehouse:8080/scans', '-X', 'POST')).status, 403);
    scene.record('fleet: calls between teams, and plain text', { requests: 4, failed: 0, seen: 'let in and refused as declared' });
  });

  test('edge: the gateway knows clients by the PROXY protocol, asks who judges sessions, and takes partners by their certificates alone', async () => {
    const at = (host: string, path: string, ...options: string[]) =>
      scene.request(scene.outside, `https://${host}${path}`, '--connect-to', `${host}:443:edge.bank:443`, '--cacert', certificateOf(host), '--haproxy-protocol', ...options);
    await declareProviders([SESSIONS]);
    const allowed = ['-H', 'x-ext-authz: allow'];
    await until('the gateway asks for sessions', async () => (await at(BANK, '/account', ...allowed)).status === 200, 20);
    const asked: [host: string, path: string, options: string[], status: number][] = [
      [BANK, '/', [], 200], [BANK, '/', ['--tls-max', '1.2'], 0], [BANK, '/account', [], 403], [BANK, '/account', allowed, 200],
      [BANK, '/office', allowed, 403], [PARTNERS, '/payments', [], 0],
    ];
    for (const [host, path, options, status] of asked) {
      assert.equal((await at(host, path, ...options)).status, status, `${host}${path} ${options}`);
    }
    const { headers } = await at(BANK, '/');
    assert.equal(headers['strict-transport-security'], 'max-age=31536000; includeSubDomains');
    scene.record('edge: clients at the gateway', { requests: asked.length + 1, failed: 0, seen: 'let in and refused by TLS, session, address and certificate' });
  });

  test('access: callers do what they declare, and no more', async () => {
    const [get, post] = [[], ['-X', 'POST']];
    const calls: [from: string, url: string, options: string[], status: number][] = [
      ['productpage', 'http://details.bookstore:9080/details/0', get, 200],
      ['productpage', 'http://details.bookstore:9080/details/0', post, 403],
      ['productpage', 'http://reviews.bookstore:9080/reviews/0', get, 200],
      // What is rehearsed is not refused.
      ['productpage', 'http://reviews.bookstore:9080/reviews/0', post, 200],
      ...['productpage', 'reviews'].flatMap((from): typeof calls => [
        [from, 'http://ratings.bookstore:9080/ratings/0', get, 200], [from, 'http://ratings.bookstore:9080/ratings/0', post, 403], [from, 'http://ratings.bookstore:9080/', get, 403],
      ]),
    ];
    for (const [from, url, options, status] of calls) {
      const seen = await scene.request(scene.pod(from, undefined, 'bookstore'), url, ...options);
      assert.deepEqual([from, url, options, seen.status], [from, url, options, status]);
    }
    // Without an identity: plain text is taken by details alone, from the addresses that it names.
    assert.equal((await scene.request(scene.outside, 'http://details.bookstore:9080/details/0')).status, 403);
    await refused(scene, 'http://ratings.bookstore:9080/ratings/0');
    const lines = async (from: string) => (await scene.dial(scene.pod(from, undefined, 'bookstore'), 'tcp://mongodb.bookstore:27017', 1)).map(one => one.lines);
    assert.deepEqual([await lines('ratings'), await lines('reviews')], [[1], [0]]);
    scene.record('access: what is declared, and what is not', { requests: calls.length + 4, failed: 0, seen: 'let in and refused as declared' });
  });

  test('httpbin: the secure host is served with its certificate, and port 80 redirects to it', async () => {
    const to = (port: number) => ['--connect-to', `${SECURE}:${port}:${INGRESS_GATEWAY}:${port}`, '--cacert', certificateOf(SECURE)];
    const secure = await scene.request(scene.outside, `https://${SECURE}/anything`, ...to(443));
    assert.deepEqual([secure.status, secure.body.service], [200, 'httpbin']);
    const plain = await scene.request(scene.outside, `http://${SECURE}/anything`, ...to(80));
    assert.deepEqual([plain.status, plain.headers.location], [301, `https://${SECURE}/anything`]);
    scene.record('httpbin: TLS at the gateway, and the redirect to it', { requests: 2, failed: 0 });
  });

  test('adopt: callers outside are served, and the canary is reached by its header', async () => {
    const outside = await scene.request(scene.outside, 'http://storefront.adopt/');
    assert.deepEqual([outside.status, outside.body.version], [200, 'v2']);
    const storefront = scene.pod('storefront', undefined, 'adopt');
    const canary = await scene.request(storefront, 'http://catalog.adopt:8080/', '-H', 'x-canary: always');
    assert.deepEqual([canary.status, canary.body.version], [200, 'canary']);
    assert.equal((await scene.request(storefront, 'http://orders.adopt/')).status, 200);
    scene.record('adopt: from outside and within', { requests: 3, failed: 0 });
  });

  test('strict mutual TLS refuses a caller without a proxy', async () => {
    for (const [service, port] of [['productpage.bookinfo', 9080], ['shop.blue-green', 8080], ['httpbin.httpbin', 8000]] as const) {
      await refused(scene, `http://${service}:${port}/`);
    }
  });
});

async function refused(scene: Scene, url: string): Promise<void> {
  const { status } = await scene.request(scene.outside, url);
  assert.equal(status, 0, `${url} answered ${status}`);
}

async function certManager(): Promise<Manifest[]> {
  const crds = parse(await readFile(new URL('../../../imports/crds/cert-manager.yaml', import.meta.url), 'utf8'));
  return crds.filter(({ metadata }) => metadata.name === 'certificates.cert-manager.io');
}

/** What cert-manager, which is not in the lab, would make of a Certificate, or somebody who has one. */
async function certificate(host: string, name: string, namespace: string): Promise<Manifest> {
  const [key, file] = [`${HOME}/${host}.key`, certificateOf(host)];
  await sh(`openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=${host} -addext subjectAltName=DNS:${host} -keyout ${key} -out ${file} 2>/dev/null`);
  const data = { 'tls.crt': await readFile(file, 'base64'), 'tls.key': await readFile(key, 'base64') };
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, type: 'kubernetes.io/tls', data };
}
