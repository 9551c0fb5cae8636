import { Chart } from 'cdk8s';
import * as fc from 'fast-check';
import { issuer, ISSUER } from './fixtures';
import { ClaimRule, GatewayWorkload, JwtPolicy, JwtPolicyProps, MeshGateway, MeshService, MutualTlsMode, MutualTlsPolicy, PolicyScope, PortProtocol, ServicePort } from '../../src';
import { expectFailure } from '../service/fixtures';
import { Arriving, denies } from '../support/authorize';
import { addService, shopChart } from '../support/shop';
import { find, findOnly, Manifest, synth } from '../support/synth';

const HTTP: ServicePort = { port: 80, targetPort: 8080 };
const TCP: ServicePort = { port: 9000, targetPort: 9100, protocol: PortProtocol.TCP };

function policy(chart: Chart, scope: PolicyScope, props: Partial<JwtPolicyProps> = {}) {
  new JwtPolicy(chart, 'jwt', { scope, issuers: [issuer()], ...props });
  return findOnly(synth(chart), 'AuthorizationPolicy');
}

function ofCart(props: Partial<JwtPolicyProps> = {}, ports: ServicePort[] = [HTTP]) {
  const { chart, service } = addService(shopChart(), 'cart', ['v1'], { ports });
  return policy(chart, PolicyScope.service(service), props);
}

const rulesOf = (authorization: Manifest) => (authorization.spec as any).rules;
const NEEDED = { from: [{ source: { notRequestPrincipals: [`${ISSUER}/*`] } }] };

describe('a policy for tokens', () => {
  test('reads tokens, and denies who shows none', () => {
    const { chart, service } = addService(shopChart(), 'cart', ['v1']);
    new JwtPolicy(chart, 'jwt', { scope: PolicyScope.service(service), issuers: [issuer()] });
    const objects = synth(chart);
    const metadata = { name: 'cart-jwt', namespace: 'shop' };
    const selector = { matchLabels: { app: 'cart' } };
    expect(findOnly(objects, 'RequestAuthentication')).toEqual({
      apiVersion: 'security.istio.io/v1', kind: 'RequestAuthentication', metadata, spec: { selector, jwtRules: [{ issuer: ISSUER, jwksUri: `${ISSUER}/keys` }] },
    });
    expect(findOnly(objects, 'AuthorizationPolicy')).toEqual({
      apiVersion: 'security.istio.io/v1', kind: 'AuthorizationPolicy', metadata, spec: { selector, action: 'DENY', rules: [NEEDED] },
    });
    // Tokens are read before they are asked for, so that good ones are never refused.
    expect(objects.findIndex(({ kind }) => kind === 'RequestAuthentication')).toBeLessThan(objects.findIndex(({ kind }) => kind === 'AuthorizationPolicy'));
  });

  test('takes a token of any of its issuers', () => {
    expect(rulesOf(ofCart({ issuers: [issuer(), issuer({ issuer: 'b@example.com' })] })))
      .toEqual([{ from: [{ source: { notRequestPrincipals: [`${ISSUER}/*`, 'b@example.com/*'] } }] }]);
  });

  test('denies tokens for others, whoever else takes these', () => {
    const when = (audience: string) => [{ key: 'request.auth.audiences', notValues: [audience] }];
    expect(rulesOf(ofCart({ issuers: [issuer({ audiences: ['shop'] })] }))).toEqual([NEEDED, { when: when('shop') }]);
    const two = rulesOf(ofCart({ issuers: [issuer({ audiences: ['shop'] }), issuer({ issuer: 'b', audiences: ['c'] }), issuer({ issuer: 'd' })] }));
    expect(two.slice(1)).toEqual([
      { from: [{ source: { requestPrincipals: [`${ISSUER}/*`] } }], when: when('shop') },
      { from: [{ source: { requestPrincipals: ['b/*'] } }], when: when('c') },
    ]);
    const alike = [issuer({ audiences: ['shop', 'site'] }), issuer({ issuer: 'b', audiences: ['site', 'shop'] })];
    const needed = (...issuers: string[]) => ({ from: [{ source: { notRequestPrincipals: issuers.map(one => `${one}/*`) } }] });
    const both = [{ key: 'request.auth.audiences', notValues: ['shop', 'site'] }];
    expect(rulesOf(ofCart({ issuers: alike }))).toEqual([needed(ISSUER, 'b'), { when: both }]);
    expect(rulesOf(ofCart({ issuers: [...alike, issuer({ issuer: 'c' })] })))
      .toEqual([needed(ISSUER, 'b', 'c'), { from: [{ source: { requestPrincipals: [`${ISSUER}/*`, 'b/*'] } }], when: both }]);
  });

  test('lets public paths and preflights pass', () => {
    const to = [{ operation: { notPaths: ['/health', '/docs/*'], notMethods: ['OPTIONS'] } }];
    expect(rulesOf(ofCart({ publicPaths: ['/health', '/docs/*'], allowPreflight: true, issuers: [issuer({ audiences: ['shop'] })] })))
      .toEqual([{ ...NEEDED, to }, { to, when: [{ key: 'request.auth.audiences', notValues: ['shop'] }] }]);
  });

  test('denies tokens that do not say what is required', () => {
    const requires = [{ claim: ['role'], values: ['admin'], paths: ['/admin/*'], methods: ['POST', 'DELETE'] }, { claim: ['realm_access', 'roles'], values: ['user'] }];
    expect(rulesOf(ofCart({ publicPaths: ['/health'], requires })).slice(1)).toEqual([
      { to: [{ operation: { paths: ['/admin/*'], methods: ['POST', 'DELETE'] } }], when: [{ key: 'request.auth.claims[role]', notValues: ['admin'] }] },
      { to: [{ operation: { notPaths: ['/health'] } }], when: [{ key: 'request.auth.claims[realm_access][roles]', notValues: ['user'] }] },
    ]);
  });

  test('confines itself to the workload\'s HTTP ports where others take connections', () => {
    const grpc = { port: 81, targetPort: 7070, protocol: PortProtocol.GRPC };
    const requires = [{ claim: ['role'], values: ['admin'] }];
    const ports = [{ operation: { ports: ['7070', '8080'] } }];
    expect(rulesOf(ofCart({ requires }, [HTTP, TCP, grpc]))).toEqual([
      { ...NEEDED, to: ports }, { to: ports, when: [{ key: 'request.auth.claims[role]', notValues: ['admin'] }] },
    ]);
    expect(rulesOf(ofCart({}, [HTTP, { port: 53, protocol: PortProtocol.UDP }]))).toEqual([NEEDED]);
  });

  test('holds for a namespace or the mesh', () => {
    expect(policy(shopChart(), PolicyScope.namespace())).toMatchObject({ metadata: { name: 'default-jwt', namespace: 'shop' }, spec: { action: 'DENY', rules: [NEEDED] } });
    const mesh = policy(shopChart(), PolicyScope.mesh());
    expect(mesh.metadata).toEqual({ name: 'default-jwt', namespace: 'istio-system' });
    expect(mesh.spec).not.toHaveProperty('selector');
  });

  test('holds for the pods of a gateway, and there for some of its hosts', () => {
    const chart = shopChart();
    const edge = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com', '*.example.org'] });
    const written = policy(chart, PolicyScope.gateway(edge), { hosts: ['shop.example.com', 'a.example.org'] });
    expect(written).toMatchObject({ metadata: { name: 'edge-jwt', namespace: 'istio-system' }, spec: { selector: { matchLabels: { istio: 'ingressgateway' } } } });
    const [{ to }] = rulesOf(written);
    expect(to).toEqual([{ operation: { hosts: ['shop.example.com', 'shop.example.com:*', 'a.example.org', 'a.example.org:*'] } }]);
    const at = (host: string) => denies(written, { port: 8080, request: { path: '/', host } });
    expect(['shop.example.com', 'SHOP.example.com', 'shop.example.com:80', 'a.example.org:8080', 'other.example.com', 'shop.example.com.evil.org'].map(at))
      .toEqual([true, true, true, true, false, false]);
  });

  test('takes hosts that the gateway gets later, and those of another app\'s gateway', () => {
    const chart = shopChart();
    const edge = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'] });
    new JwtPolicy(chart, 'jwt', { scope: PolicyScope.gateway(edge), issuers: [issuer()], hosts: ['pay.example.com'] });
    edge.addHosts(['pay.example.com']);
    synth(chart);
    const theirs = MeshGateway.fromGatewayAttributes(chart, 'theirs', { gatewayName: 'g', namespace: 'edge', hosts: ['*'], podNamespace: 'edge', podLabels: { istio: 'edge' } });
    new JwtPolicy(chart, 'theirs-jwt', { scope: PolicyScope.gateway(theirs), issuers: [issuer()], hosts: ['a.example.com'] });
    expect(find(synth(chart), 'AuthorizationPolicy', 'g-jwt').metadata.namespace).toBe('edge');
  });

  test('stands beside other policies of the service', () => {
    const { chart, service } = addService(shopChart(), 'cart', ['v1']);
    new MutualTlsPolicy(chart, 'mtls', { mode: MutualTlsMode.STRICT, scope: PolicyScope.service(service) });
    policy(chart, PolicyScope.service(service));
  });

  test.each<[string, Partial<JwtPolicyProps>, string]>([
    ['without an issuer', { issuers: [] }, 'has no issuer'],
    ['with an empty list of public paths', { publicPaths: [] }, 'has an empty list of publicPaths'],
    ['with a public path that is none', { publicPaths: ['/a/*/b'] }, "public path '/a/*/b' has a '*'"],
    ['with a rule that is none', { requires: [{ claim: [], values: ['a'] }] }, 'a claim has no name'],
    ['with hosts and no gateway', { hosts: ['shop.example.com'] }, 'has hosts and holds for no gateway'],
  ])('fails %s', (_, props, message) => {
    expectFailure(() => ofCart(props), `[shop/jwt] ${message}`);
  });

  test.each<[string, string[], string]>([
    ['an empty list of hosts', [], 'has an empty list of hosts'],
    ['a host that is none', ['shop'], "host 'shop' is no fully qualified host"],
    ['a wildcard', ['*.example.com'], "host '*.example.com' is a wildcard, which Istio does not find where the client names a port"],
    ['a host that the gateway does not serve', ['pay.example.com'], "requires tokens for host 'pay.example.com', which 'shop/edge' does not serve: use 'shop.example.com'"],
  ])('fails for %s', (_, hosts, message) => {
    const chart = shopChart();
    const edge = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'] });
    expectFailure(() => policy(chart, PolicyScope.gateway(edge), { hosts }), `[shop/jwt] ${message}`);
  });

  test('fails for a service without a port that speaks HTTP', () => {
    expectFailure(() => ofCart({}, [TCP, { port: 443, protocol: PortProtocol.HTTPS }]), "[shop/jwt] requires tokens at 'shop/cart', whose ports are 9000 (tcp), 443 (https): only requests carry tokens");
  });

  test('fails twice for one scope, of whatever kind', () => {
    const { chart, service } = addService(shopChart(), 'cart', ['v1']);
    const edge = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'], workload: GatewayWorkload.own() });
    [PolicyScope.service(service), PolicyScope.gateway(edge), PolicyScope.namespace(), PolicyScope.mesh()].forEach((scope, at) => {
      new JwtPolicy(chart, `one-${at}`, { scope, issuers: [issuer()] });
      expectFailure(() => new JwtPolicy(chart, `two-${at}`, { scope, issuers: [issuer()] }), `[shop/two-${at}] the token that `, `is owned by 'shop/one-${at}' already: a request would need the tokens of both`);
    });
  });
});

describe('what a policy for tokens denies', () => {
  const PATHS = ['/', '/health', '/docs', '/docs/a', '/admin', '/admin/users'];
  const METHODS = ['GET', 'POST', 'OPTIONS'];
  const TOKENS = [
    undefined, { iss: ISSUER }, { iss: 'other', sub: 'ann' }, { iss: 'other', sub: 'ann', role: 'admin', aud: 'shop' },
    ...[undefined, 'shop', 'other', ['x', 'shop']].flatMap(aud => [undefined, 'admin', 'user', ['user', 'admin'], true].map(role => ({ iss: ISSUER, sub: 'ann', aud, role }))),
  ];
  const oneOf = (...lists: string[][]) => fc.constantFrom<string[] | undefined>(undefined, ...lists);
  const rule: fc.Arbitrary<ClaimRule> = fc.record({
    claim: fc.constant<string[]>(['role']),
    values: fc.subarray(['admin', 'us*', '*'], { minLength: 1 }),
    paths: oneOf(['/admin', '/admin/*'], ['/docs/*']),
    methods: oneOf(['POST'], ['GET', 'POST']),
  });
  const props = fc.record({
    publicPaths: oneOf(['/health'], ['/docs', '/docs/*']),
    requires: fc.array(rule, { maxLength: 2 }),
    allowPreflight: fc.boolean(),
    audiences: oneOf(['shop']),
  });
  const like = (patterns: readonly string[], text: string) =>
    patterns.some(pattern => pattern === '*' ? text !== '' : pattern.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : pattern === text);

  test('is just what the words say, for every token, path, method and port', () => {
    fc.assert(fc.property(props, fc.boolean(), ({ audiences, ...given }, tcp) => {
      const written = ofCart({ ...given, issuers: [issuer({ audiences })] }, tcp ? [HTTP, TCP] : [HTTP]);
      const { publicPaths = [], requires, allowPreflight } = given;
      const wrong: object[] = [];
      for (const path of PATHS) {
        for (const method of METHODS) {
          for (const claims of TOKENS as any[]) {
            const free = like(publicPaths, path) || (allowPreflight && method === 'OPTIONS');
            const good = claims?.iss === ISSUER && claims.sub !== undefined && (!audiences || [claims.aud].flat().includes('shop'));
            const rules = requires.filter(({ paths, methods }) =>
              (paths ? like(paths, path) : !like(publicPaths, path)) && (methods ? methods.includes(method) : !(allowPreflight && method === 'OPTIONS')));
            const says = rules.every(({ values }) => [claims?.role].flat().some(role => typeof role === 'string' && like(values, role)));
            const arriving: Arriving = { port: 8080, request: { path, method, claims } };
            if (denies(written, arriving) === ((free || good) && says)) {
              wrong.push({ arriving, free, good, says });
            }
          }
        }
      }
      expect(wrong).toEqual([]);
      expect(denies(written, { port: 9100 })).toBe(!tcp);
    }), { numRuns: 40 });
  });
});

describe('pods that several services share', () => {
  test('have their ports looked at together', () => {
    const { chart, service } = addService(shopChart(), 'cart', ['v1'], { ports: [HTTP] });
    MeshService.fromServiceAttributes(chart, 'cart-db', { serviceName: 'cart-db', namespace: 'shop', ports: [TCP], podLabels: { app: 'cart', tier: 'db' } });
    expect(rulesOf(policy(chart, PolicyScope.service(service)))).toEqual([{ ...NEEDED, to: [{ operation: { ports: ['8080'] } }] }]);
  });
});
