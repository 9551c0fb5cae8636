import assert from 'node:assert/strict';
import { before } from 'node:test';
import type { Chart } from 'cdk8s';
import {
  GatewayWorkload, Jwks, JwtPolicy, MeshGateway, MeshService, PolicyScope, PortProtocol, RouteAction, RouteMatch, ServiceRoute, TokenLocation,
} from '../../../lib/src/index.js';
import type { Manifest } from '../lab/api.js';
import { IMAGE, scenario, test } from '../lab/scenario.js';
import { Issuer, keySet, seconds } from '../lab/tokens.js';
import type { LoadOptions, Sender } from '../lab/traffic.js';
import { until } from '../lab/wait.js';

const COUNT = 300;
/** Longer than the minute by which Envoy lets clocks differ. */
const LONG_AGO = -600;

scenario('jwt', 'tokens: who is let in, what the application sees, and routes by claims', scene => {
  const house = new Issuer('https://house.example.com');
  const renewed = new Issuer(house.name, 'two');
  const partner = new Issuer('partner@example.com');
  const stranger = new Issuer(house.name);
  const server = 'http://server.jwt';
  const edge = 'http://edge.jwt';
  const client = () => scene.pod('client');
  const good = (claims: object = {}, by = house) => by.token({ aud: 'shop', ...claims });

  const app = (keys: readonly Issuer[]) => (chart: Chart) => {
    const one = { image: IMAGE, replicas: 1, readinessPath: '/' };
    const protectedServer = new MeshService(chart, 'server', { ports: [{ port: 80, targetPort: 8080 }, { port: 9000, targetPort: 9100, protocol: PortProtocol.TCP }] });
    protectedServer.addVersion('v1', one);
    const web = new MeshService(chart, 'web', { port: 80, targetPort: 8080 });
    const [v1, v2] = ['v1', 'v2'].map(version => web.addVersion(version, one));
    web.defaultTo(v1);
    new MeshService(chart, 'client', { port: 80, targetPort: 8080, calls: [protectedServer, web] }).addVersion('v1', one);

    const jwks = Jwks.inline(keySet(...keys));
    new JwtPolicy(chart, 'server-tokens', {
      scope: PolicyScope.service(protectedServer),
      issuers: [
        {
          issuer: house.name, jwks, audiences: ['shop'],
          outputClaimToHeaders: [{ claim: 'sub', header: 'x-user' }, { claim: 'address.country', header: 'x-country' }],
          outputPayloadToHeader: 'x-claims',
        },
        {
          issuer: partner.name, jwks: Jwks.inline(keySet(partner)), forwardOriginalToken: true,
          locations: [TokenLocation.header('x-partner-token', 'Partner '), TokenLocation.query('partner'), TokenLocation.cookie('partner')],
        },
      ],
      publicPaths: ['/health', '/docs/*'],
      requires: [
        { claim: ['scope'], values: ['orders'], paths: ['/orders', '/orders/*'] },
        { claim: ['realm_access', 'roles'], values: ['admin', 'support-*'], paths: ['/admin', '/docs/internal'] },
        { claim: ['plan'], values: ['paid'], paths: ['/export'], methods: ['POST'] },
        { claim: ['email_verified'], values: ['*'], paths: ['/verified'] },
      ],
      allowPreflight: true,
    });

    const gateway = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com', 'api.example.com'], workload: GatewayWorkload.own({ replicas: 1 }) });
    gateway.expose(web);
    gateway.expose(protectedServer, { hosts: ['api.example.com'], paths: ['/server'] });
    new JwtPolicy(chart, 'edge-tokens', {
      scope: PolicyScope.gateway(gateway),
      hosts: ['api.example.com'],
      issuers: [{ issuer: house.name, jwks, forwardOriginalToken: true, outputClaimToHeaders: [{ claim: 'sub', header: 'x-user' }] }],
    });
    const through = RouteMatch.throughGateway(gateway);
    const route = (id: string, match: RouteMatch, action = RouteAction.toVersion(v2), order = 0) =>
      new ServiceRoute(chart, id, { service: web, match: [match.and(through)], action, order });
    const path = (value: string) => RouteMatch.path().exact(value);
    // A token may have the group and what another route asks for: those for one path go first.
    route('beta', RouteMatch.claim('groups').exact('beta'), RouteAction.toVersion(v2), 1);
    route('support', RouteMatch.claim('realm_access', 'roles').prefix('support-').and(path('/desk')));
    route('tenants', RouteMatch.claim('tenant').regex('[ab][0-9]+').and(path('/tenant')));
    route('known', RouteMatch.claim('sub').present().and(path('/known')));
    route('strangers', RouteMatch.claim('sub').absent().and(path('/hello')), RouteAction.respond(200, 'stranger'));
  };

  interface Asking extends Pick<LoadOptions, 'method' | 'host'> {
    readonly from?: Sender;
    readonly url?: string;
    readonly token?: string;
    readonly headers?: Record<string, string>;
  }
  const bearer = (token: string | undefined): Record<string, string> => token === undefined ? {} : { authorization: `Bearer ${token}` };

  /** All of some hundred requests get the one answer, by status and version. */
  const allGet = async (what: string, expected: string, { from = client(), url = `${server}/`, method = 'GET', token, headers, host }: Asking) => {
    const seen = await scene.load(from, url, { count: COUNT, method, host, headers: { ...bearer(token), ...headers } });
    assert.deepEqual(seen.counts, { [expected]: COUNT }, `${what}: ${seen.failures.slice(0, 2).join('; ')}`);
    kinds.set(expected, [...kinds.get(expected) ?? [], what]);
  };
  /** What was asked of late, by its answer. */
  const kinds = new Map<string, string[]>();
  /** A test that is told in one line, with all kinds of requests. */
  const told = (name: string, run: () => Promise<void>) => test(name, async () => {
    kinds.clear();
    await run();
    const seen = [...kinds].map(([answer, whats]) => `${answer}: ${whats.join(', ')}`).join('; ');
    scene.record(name, { requests: [...kinds.values()].flat().length * COUNT, failed: 0, seen });
  });
  const outside = (host: string, path = '/'): Asking => ({ from: scene.outside, url: `${edge}${path}`, host });
  const headersSeen = async (url: string, token: string | undefined, ...options: string[]): Promise<Record<string, string[]>> => {
    const credentials = Object.entries(bearer(token)).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
    const { status, body } = await scene.request(client(), url, ...credentials, ...options);
    assert.equal(status, 200, url);
    return body.headers;
  };

  before(async () => {
    await scene.apply(app([house]));
    await until('tokens are asked for at both ends', async () => (await scene.request(client(), server)).status === 403
      && (await scene.request(scene.outside, edge, '-H', 'host: api.example.com')).status === 403, 20);
  });

  told('a good token lets in, from the mesh and from outside', async () => {
    await allGet('a good token', '200 v1', { token: good() });
    await allGet('a good token for several audiences', '200 v1', { token: good({ aud: ['other', 'shop'] }) });
    await allGet('a good token from outside of the mesh', '200 v1', { token: good(), from: scene.outside });
  });

  told('no token and every bad one is refused', async () => {
    await allGet('no token', '403', {});
    await allGet('no token, from outside of the mesh straight to the pod', '403', { from: scene.outside, url: `http://${scene.pod('server').ip}:8080/` });
    const bad: [what: string, token: string, expected?: string][] = [
      ['an expired token', good({ exp: seconds(LONG_AGO) })],
      ['a token that is not valid yet', good({ nbf: seconds(-LONG_AGO) })],
      ['a token for another audience', good({ aud: 'other' }), '403'],
      ['a token for no audience', good({ aud: undefined }), '403'],
      ['a token of an unknown issuer', good({ iss: 'https://other.example.com' })],
      ['a token in the name of another known issuer', good({ iss: partner.name })],
      ['a token signed by another key', good({}, stranger)],
      ['a token whose claims were changed', good().replace(/\.[^.]+\./, `.${Buffer.from(JSON.stringify({ iss: house.name, sub: 'root', aud: 'shop', exp: seconds(3600) })).toString('base64url')}.`)],
      ['a token without a signature', `${Buffer.from('{"alg":"none"}').toString('base64url')}.${good().split('.')[1]}.`],
      ['no token at all but a text', 'token'],
      ['a good token without sub', good({ sub: undefined }), '403'],
    ];
    for (const [what, token, expected = '401'] of bad) {
      await allGet(what, expected, { token });
    }
  });

  told('another place is looked at for the tokens of another issuer', async () => {
    const token = partner.token();
    await allGet('a partner\'s token in its header', '200 v1', { headers: { 'x-partner-token': `Partner ${token}` } });
    await allGet('a partner\'s token in the query', '200 v1', { url: `${server}/?partner=${token}` });
    await allGet('a partner\'s token in a cookie', '200 v1', { headers: { cookie: `partner=${token}` } });
    await allGet('a partner\'s token where it is not looked for', '401', { token });
    await allGet('a partner\'s token signed by another', '401', { headers: { cookie: `partner=${stranger.token({ iss: partner.name })}` } });
  });

  told('public paths need no token, and refuse a bad one', async () => {
    await allGet('a public path', '200 v1', { url: `${server}/health` });
    await allGet('a path below a public one', '200 v1', { url: `${server}/docs/a/b` });
    await allGet('a public path with a query', '200 v1', { url: `${server}/health?full=1` });
    await allGet('a public path with an expired token', '401', { url: `${server}/health`, token: good({ exp: seconds(LONG_AGO) }) });
    for (const path of ['/healthy', '/health/', '/docs', '/x/../', '//health']) {
      await allGet(`${path}, which is not public`, '403', { url: `${server}${path}` });
    }
    await allGet('a public path left by ..', '403', { url: `${server}/docs/%2e%2e/orders` });
  });

  told('claims are required where they are, and other requests need none', async () => {
    const roles = (...all: string[]) => ({ realm_access: { roles: all } });
    const rules: [what: string, path: string, claims: object, expected: string, method?: string][] = [
      ['a scope of one word', '/orders', { scope: 'orders' }, '200 v1'],
      ['a scope among others', '/orders/1', { scope: 'profile orders' }, '200 v1'],
      ['another scope', '/orders', { scope: 'profile' }, '403'],
      ['a scope that begins so', '/orders', { scope: 'orders-read' }, '403'],
      ['no scope', '/orders/1', {}, '403'],
      ['a role within another claim', '/admin', roles('user', 'admin'), '200 v1'],
      ['a role by its beginning', '/admin', roles('support-eu'), '200 v1'],
      ['another role', '/admin', roles('user'), '403'],
      ['the role in another claim', '/admin', { roles: ['admin'] }, '403'],
      ['a role at a path that is public but for it', '/docs/internal', roles('admin'), '200 v1'],
      ['no role there', '/docs/internal', {}, '403'],
      ['a claim for one method', '/export', { plan: 'paid' }, '200 v1', 'POST'],
      ['another value for that method', '/export', { plan: 'free' }, '403', 'POST'],
      ['another value for another method', '/export', { plan: 'free' }, '200 v1', 'GET'],
      ['true, which is no text', '/verified', { email_verified: true }, '403'],
      ['a text in its place', '/verified', { email_verified: 'true' }, '200 v1'],
    ];
    for (const [what, path, claims, expected, method] of rules) {
      await allGet(what, expected, { url: `${server}${path}`, token: good(claims), method });
    }
    await allGet('a path with a claim, without a token', '403', { url: `${server}/docs/internal` });
  });

  test('the application sees claims as headers, and nothing that a client made up', async () => {
    const made = ['-H', 'x-user: mallory', '-H', 'x-country: XX', '-H', 'x-claims: e30'];
    const seen = await headersSeen(server, good({ address: { country: 'NO' } }), ...made);
    assert.deepEqual([seen['X-User'], seen['X-Country'], seen.Authorization], [['ann'], ['NO'], undefined]);
    assert.equal(JSON.parse(Buffer.from(seen['X-Claims'][0], 'base64url').toString()).sub, 'ann');
    const without = await headersSeen(server, good(), ...made);
    assert.equal(without['X-Country'], undefined, 'a claim that the token has not');
    const anonymous = await headersSeen(`${server}/health`, undefined, ...made);
    assert.deepEqual(['X-User', 'X-Country', 'X-Claims'].filter(name => anonymous[name]), [], 'without a token');
    const forwarded = await headersSeen(server, undefined, '-H', `x-partner-token: Partner ${partner.token()}`, ...made);
    assert.deepEqual([forwarded['X-Partner-Token']?.length, forwarded['X-User']], [1, undefined], 'a token of another issuer');
    scene.record('claims as headers', { seen: 'those of the token; made up ones taken away, with a token and without' });
  });

  told('preflights pass without a token, and no other method for it', async () => {
    const asking = { origin: 'https://pages.example.com', 'access-control-request-method': 'PUT' };
    await allGet('a preflight', '200 v1', { method: 'OPTIONS', headers: asking });
    await allGet('a GET with the headers of a preflight', '403', { method: 'GET', headers: asking });
    const seen = await headersSeen(server, undefined, '-X', 'OPTIONS', '-H', 'x-user: mallory', ...Object.entries(asking).flatMap(([name, value]) => ['-H', `${name}: ${value}`]));
    assert.equal(seen['X-User'], undefined, 'a header of the name of a claim, made up in a preflight');
  });

  test('a TCP port beside is left alone', async () => {
    for (const [who, from] of [['in the mesh', client()], ['outside', scene.outside]] as const) {
      const connections = await scene.dial(from, 'tcp://server.jwt:9000', 50);
      assert.deepEqual(connections.map(({ lines, version }) => [lines, version]), connections.map(() => [1, 'v1']));
      scene.record(`connections to a TCP port beside, from ${who}`, { requests: connections.length, failed: 0 });
    }
  });

  told('what another policy allows still needs a token', async () => {
    const allow: Manifest = {
      apiVersion: 'security.istio.io/v1', kind: 'AuthorizationPolicy', metadata: { name: 'allow-all', namespace: 'jwt' },
      spec: { selector: { matchLabels: { app: 'server' } }, rules: [{}] },
    };
    await scene.apply([...scene.synth(app([house])), allow]);
    await allGet('no token, and a policy that allows all', '403', {});
    await allGet('a good token, and a policy that allows all', '200 v1', { token: good() });
    await scene.delete(allow);
  });

  told('a gateway asks for tokens at some of its hosts, however a client writes them', async () => {
    await allGet('no token at a host that needs one', '403', outside('api.example.com'));
    await allGet('no token, the port in the host', '403', outside('api.example.com:80'));
    await allGet('no token, another port in the host', '403', outside('api.example.com:8443'));
    await allGet('no token, the host in upper case', '403', outside('API.example.com'));
    const { status } = await scene.request(scene.outside, edge, '-H', 'host: api.example.com.');
    assert.notEqual(status, 200, 'a dot behind the host');
    await allGet('no token at another host', '200 v1', outside('shop.example.com'));
    await allGet('a bad token at another host', '401', { ...outside('shop.example.com'), token: good({}, stranger) });
    await allGet('a good token at the gateway', '200 v1', { ...outside('api.example.com'), token: good() });
    await allGet('a good token at gateway and service', '200 v1', { ...outside('api.example.com', '/server'), token: good() });
    await allGet('a token at the gateway that the service refuses', '403', { ...outside('api.example.com', '/server'), token: good({ aud: 'other' }) });
    const { body } = await scene.request(scene.outside, edge, '-H', 'host: api.example.com', '-H', `authorization: Bearer ${good()}`, '-H', 'x-user: mallory');
    assert.deepEqual([body.headers['X-User'], body.headers.Authorization?.length], [['ann'], 1]);
  });

  told('routes of the gateway follow claims', async () => {
    const at = (path: string, claims?: object): Asking => ({ ...outside('shop.example.com', path), token: claims && good(claims) });
    const routes: [what: string, expected: string, asking: Asking][] = [
      ['a claim of the wanted text', '200 v2', at('/', { groups: 'beta' })],
      ['a claim with it in its list', '200 v2', at('/', { groups: ['alpha', 'beta'] })],
      ['a claim of another text', '200 v1', at('/', { groups: 'betas' })],
      ['no such claim', '200 v1', at('/', {})],
      ['a nested claim by its beginning', '200 v2', at('/desk', { realm_access: { roles: ['user', 'support-eu'] } })],
      ['a nested claim that is another', '200 v1', at('/desk', { realm_access: { roles: ['user'] } })],
      ['a claim by expression', '200 v2', at('/tenant', { tenant: 'a12' })],
      ['a claim that is not of the expression', '200 v1', at('/tenant', { tenant: 'a12x' })],
      ['a claim that is there', '200 v2', at('/known', {})],
      ['a claim asked for without a token', '200 v1', at('/known')],
      ['no claim, with a token', '200 v1', at('/hello', {})],
      ['no claim, without a token', '200', at('/hello')],
    ];
    for (const [what, expected, asking] of routes) {
      await allGet(`route by ${what}`, expected, asking);
    }
    const inMesh = await scene.load(client(), 'http://web.jwt/', { count: COUNT, method: 'GET', headers: bearer(good({ groups: 'beta' })) });
    assert.deepEqual(inMesh.counts, { '200 v1': COUNT }, 'the claim counts at the gateway alone');
  });

  test('a client that writes claims as headers gets no other route', async () => {
    for (const name of ['@request.auth.claims[groups]', '@request.auth.claims.groups', 'groups', 'x-groups']) {
      const { status, body } = await scene.request(scene.outside, edge, '-H', 'host: shop.example.com', '-H', `${name}: beta`);
      assert.notEqual(body?.version, 'v2', `${name}: ${status}`);
    }
    scene.record('claims as headers of a client\'s own', { seen: 'not one request led to the claim\'s version' });
  });

  told('a renewed key takes over, and the old one goes, without a failed request', async () => {
    const load = scene.startLoad(client(), `${server}/`, { rate: 200, atLeast: 1_000, method: 'GET', headers: bearer(good()) });
    await scene.apply(app([house, renewed]));
    const seen = await load.stop();
    assert.deepEqual(seen.failures, []);
    scene.record('a key added under load', seen);
    await until('the new key is known', async () => (await scene.request(client(), server, '-H', `authorization: Bearer ${good({}, renewed)}`)).status === 200, 10);
    await allGet('a token of the new key', '200 v1', { token: good({}, renewed) });
    await allGet('a token of the old key, while both hold', '200 v1', { token: good() });
    await scene.apply(app([renewed]));
    await until('the old key is gone', async () => (await scene.request(client(), server, '-H', `authorization: Bearer ${good()}`)).status === 401, 10);
    await allGet('a token of the old key, behind it', '401', { token: good() });
    await allGet('a token of the new key alone', '200 v1', { token: good({}, renewed) });
  });
});
