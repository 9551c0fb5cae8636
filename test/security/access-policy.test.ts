import { Chart, JsonPatch } from 'cdk8s';
import {
  AccessAction, AccessAttribute, AccessOperation, AccessPolicy, AccessPolicyProps, AccessSource, ClientAddress, ExternalAuthorizer, GatewayWorkload,
  MeshGateway, MeshService, MeshSettings, OutboundTraffic, PolicyScope, PortProtocol, ServiceAlias,
} from '../../src';
import { expectFailure, withVersion } from '../service/fixtures';
import { shopChart } from '../support/shop';
import { find, findOnly, synth } from '../support/synth';

const { allow, deny, audit, custom } = AccessAction;
const anyone = [AccessSource.anyone()];

function policyIn(chart: Chart, props: Partial<AccessPolicyProps> = {}) {
  new AccessPolicy(chart, 'policy', { action: allow(), rules: [{ from: anyone }], ...props });
  return findOnly(synth(chart), 'AuthorizationPolicy');
}

/** A service whose ports are others than its pods', one of which carries no requests. */
function mixed(chart: Chart): MeshService {
  return withVersion(chart, 'cart', { ports: [{ port: 80, targetPort: 8080 }, { port: 81, targetPort: 8081 }, { port: 3306, targetPort: 3307, protocol: PortProtocol.MYSQL }] });
}

const rules = (props: Partial<AccessPolicyProps>, chart = shopChart()) => (policyIn(chart, props).spec as any).rules;

describe('an access policy', () => {
  test('holds for the namespace when nothing else is said', () => {
    expect(policyIn(shopChart())).toEqual({
      apiVersion: 'security.istio.io/v1', kind: 'AuthorizationPolicy', metadata: { name: 'policy', namespace: 'shop' }, spec: { rules: [{}] },
    });
  });

  test('holds for a service, a gateway, another namespace or the mesh', () => {
    const chart = shopChart();
    const edge = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'], workload: GatewayWorkload.own() });
    new AccessPolicy(chart, 'one', { action: deny(), rules: [{ to: [{ hosts: ['a.example.com'] }] }], scope: PolicyScope.gateway(edge), name: 'edge-hosts' });
    new AccessPolicy(chart, 'two', { action: allow(), rules: [], scope: PolicyScope.service(withVersion(chart, 'cart')) });
    new AccessPolicy(chart, 'three', { action: allow(), rules: [], scope: PolicyScope.namespace('billing') });
    new AccessPolicy(chart, 'four', { action: allow(), rules: [], scope: PolicyScope.mesh() });
    const objects = synth(chart);
    expect(find(objects, 'AuthorizationPolicy', 'edge-hosts')).toMatchObject({ metadata: { namespace: 'shop' }, spec: { action: 'DENY', selector: { matchLabels: { istio: 'edge' } } } });
    expect(find(objects, 'AuthorizationPolicy', 'two').spec).toEqual({ selector: { matchLabels: { app: 'cart' } }, rules: [] });
    expect(find(objects, 'AuthorizationPolicy', 'three')).toMatchObject({ metadata: { namespace: 'billing' }, spec: { rules: [] } });
    expect(find(objects, 'AuthorizationPolicy', 'four').metadata.namespace).toBe('istio-system');
  });

  test('tells who asks: services, gateways, namespaces, identities, addresses, holders of tokens', () => {
    const chart = shopChart();
    const edge = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'] });
    const from = [
      AccessSource.service(withVersion(chart, 'cart')), AccessSource.gateway(edge), AccessSource.namespaces('b', 'a'), AccessSource.principals('cluster.local/ns/x/*'),
      AccessSource.ipBlocks('10.0.0.0/8'), AccessSource.remoteIpBlocks('192.0.2.7'), AccessSource.requestPrincipals('https://issuer.example.com/*'), AccessSource.anyIdentity(),
    ];
    expect(rules({ rules: [{ from }] }, chart)).toEqual([{
      from: [
        { principals: ['cluster.local/ns/shop/sa/cart'] }, { principals: ['cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account'] }, { namespaces: ['a', 'b'] },
        { principals: ['cluster.local/ns/x/*'] }, { ipBlocks: ['10.0.0.0/8'] }, { remoteIpBlocks: ['192.0.2.7'] }, { requestPrincipals: ['https://issuer.example.com/*'] },
        { principals: ['*'] },
      ].map(source => ({ source })),
    }]);
  });

  test('joins what must hold of one source, and takes opposites', () => {
    const from = [AccessSource.namespaces('a').and(AccessSource.ipBlocks('10.1.0.0/16').not()), AccessSource.anyIdentity().not()];
    expect(rules({ rules: [{ from }] })[0].from.map(({ source }: any) => source)).toEqual([{ namespaces: ['a'], notIpBlocks: ['10.1.0.0/16'] }, { notPrincipals: ['*'] }]);
  });

  test('asks nothing of the source where one of several is everybody', () => {
    expect(rules({ rules: [{ from: [AccessSource.namespaces('a'), AccessSource.anyone()] }] })).toEqual([{}]);
  });

  test('writes a service\'s ports as the workload\'s', () => {
    const chart = shopChart();
    const scope = PolicyScope.service(mixed(chart));
    expect(rules({ scope, rules: [{ to: [{ ports: [80, 3306] }, { notPorts: [80] }] }] }, chart)).toEqual([{ to: [{ operation: { ports: ['3307', '8080'] } }, { operation: { ports: ['3307', '8081'] } }] }]);
  });

  test.each<[string, AccessOperation]>([['methods', { methods: ['GET'] }], ['paths', { notPaths: ['/a/*'] }], ['hosts', { hosts: ['*.example.com'] }]])('asks %s of ports alone that speak HTTP', (_, operation) => {
    for (const action of [allow(), deny()]) {
      const chart = shopChart();
      const scope = PolicyScope.service(mixed(chart));
      expect(rules({ action, scope, rules: [{ to: [operation, { ports: [80], ...operation }] }] }, chart)[0].to)
        .toEqual([{ operation: { ports: ['8080', '8081'], ...operation } }, { operation: { ports: ['8080'], ...operation } }]);
    }
  });

  test('asks headers, claims and tokens of ports alone that speak HTTP, though no operation is given', () => {
    const to = [{ operation: { ports: ['8080', '8081'] } }];
    for (const rule of [{ when: [AccessAttribute.header('x-a').oneOf('b')] }, { when: [AccessAttribute.claim('group').noneOf('c')] }, { from: [AccessSource.requestPrincipals('*').not()] }]) {
      const chart = shopChart();
      expect(rules({ action: deny(), scope: PolicyScope.service(mixed(chart)), rules: [rule] }, chart)[0].to).toEqual(to);
    }
    const chart = shopChart();
    expect(rules({ action: deny(), scope: PolicyScope.service(mixed(chart)), rules: [{ when: [AccessAttribute.sni().oneOf('a.example.com')] }] }, chart)[0].to).toBeUndefined();
  });

  test('asks conditions of requests and connections', () => {
    const when = [
      AccessAttribute.header('x-team').oneOf('a', 'b*'), AccessAttribute.claim('realm', 'roles').noneOf('guest'), AccessAttribute.audience().oneOf('shop'),
      AccessAttribute.presenter().oneOf('web'), AccessAttribute.sni().oneOf('*.example.com'), AccessAttribute.destinationIp().oneOf('10.0.0.0/8'),
    ];
    expect(rules({ rules: [{ when }] })[0].when).toEqual([
      { key: 'request.headers[x-team]', values: ['a', 'b*'] }, { key: 'request.auth.claims[realm][roles]', notValues: ['guest'] }, { key: 'request.auth.audiences', values: ['shop'] },
      { key: 'request.auth.presenter', values: ['web'] }, { key: 'connection.sni', values: ['*.example.com'] }, { key: 'destination.ip', values: ['10.0.0.0/8'] },
    ]);
  });

  test('lets a declared service decide', () => {
    const chart = shopChart();
    const settings = MeshSettings.set(chart, {});
    const judge = ExternalAuthorizer.grpc('judge', { service: withVersion(chart, 'judge', { port: 9000, protocol: PortProtocol.GRPC }) });
    settings.addExtensionProviders(judge);
    expect(policyIn(chart, { action: custom(judge), rules: [{ to: [{ paths: ['/admin/*'] }] }] }).spec)
      .toEqual({ action: 'CUSTOM', provider: { name: 'judge' }, rules: [{ to: [{ operation: { paths: ['/admin/*'] } }] }] });
  });

  test('may be a rehearsal, and be patched', () => {
    const chart = shopChart();
    const policy = new AccessPolicy(chart, 'policy', { action: deny(), rules: [{ from: anyone }], dryRun: true });
    policy.authorizationPolicy.addJsonPatch(JsonPatch.add('/metadata/labels', { team: 'a' }));
    expect(findOnly(synth(chart), 'AuthorizationPolicy').metadata).toEqual({ name: 'policy', namespace: 'shop', annotations: { 'istio.io/dry-run': 'true' }, labels: { team: 'a' } });
  });

  test('says that audits do nothing by themselves', () => {
    const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      policyIn(shopChart(), { action: audit() });
      expect(stderr.mock.calls.flat()).toEqual([expect.stringContaining('warning: [shop/policy] audits, which does nothing unless the proxies have a plugin for it')]);
    } finally {
      stderr.mockRestore();
    }
  });
});

describe('callers that a policy admits', () => {
  function warningsOf(declare: (chart: Chart, cart: MeshService) => AccessSource, action = allow()): string[] {
    const chart = shopChart();
    const cart = withVersion(chart, 'cart');
    const source = declare(chart, cart);
    const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      new AccessPolicy(chart, 'policy', { action, scope: PolicyScope.service(cart), rules: [{ from: [source] }] });
      synth(chart);
      return stderr.mock.calls.map(([text]) => String(text));
    } finally {
      stderr.mockRestore();
    }
  }

  test('are doubtful where their proxies do not know the service', () => {
    expect(warningsOf(chart => AccessSource.service(withVersion(chart, 'web')))).toEqual([
      'warning: [shop/policy] admits \'shop/web\', which declares no call of \'shop/cart\', so that its proxy does not know it: add it to the calls of \'shop/web\'\n',
    ]);
  });

  test('are not where they declare the call, may call all, are another app\'s, or are denied', () => {
    const others = { serviceName: 'web', namespace: 'web', serviceAccountName: 'web', ports: [{ port: 80 }] };
    expect(warningsOf((chart, cart) => AccessSource.service(withVersion(chart, 'web', { calls: [cart] })))).toEqual([]);
    expect(warningsOf((chart, cart) => AccessSource.service(withVersion(chart, 'web', { calls: [new ServiceAlias(chart, 'basket', { target: cart })] })))).toEqual([]);
    expect(warningsOf(chart => AccessSource.service(withVersion(chart, 'web', { outboundTraffic: OutboundTraffic.ALLOW_ANY })))).toEqual([]);
    expect(warningsOf(chart => AccessSource.service(MeshService.fromServiceAttributes(chart, 'web', others)))).toEqual([]);
    expect(warningsOf((_, cart) => AccessSource.service(cart))).toEqual([]);
    expect(warningsOf(chart => AccessSource.service(withVersion(chart, 'web')), deny())).toEqual([]);
    expect(warningsOf(chart => AccessSource.service(withVersion(chart, 'web')).not())).toEqual([]);
  });
});

describe('addresses of clients at a gateway', () => {
  function warningsOf(clientAddress: ClientAddress | undefined, source: AccessSource, shared = false): string[] {
    const chart = shopChart();
    const workload = shared ? GatewayWorkload.shared({ clientAddress }) : GatewayWorkload.own({ clientAddress });
    const edge = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'], workload });
    const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      policyIn(chart, { action: deny(), scope: PolicyScope.gateway(edge), rules: [{ from: [source] }] });
      return stderr.mock.calls.map(([text]) => String(text));
    } finally {
      stderr.mockRestore();
    }
  }

  const blocks = ['192.0.2.0/24'];
  const asked = [AccessSource.remoteIpBlocks(...blocks), AccessSource.remoteIpBlocks(...blocks).not()];

  test('are asked where the gateway knows them', () => {
    for (const known of [ClientAddress.connection(), ClientAddress.forwardedFor(1), ClientAddress.proxyProtocol()]) {
      asked.forEach(source => expect([warningsOf(known, source), warningsOf(known, source, true)]).toEqual([[], []]));
    }
    expect(warningsOf(ClientAddress.connection(), AccessSource.ipBlocks(...blocks))).toEqual([]);
  });

  test('are doubtful where nobody says how it knows them', () => {
    for (const source of [...asked, AccessSource.ipBlocks(...blocks)]) {
      expect(warningsOf(undefined, source)).toEqual([expect.stringContaining('warning: [shop/policy] asks addresses of \'shop/edge\', and how its pods know those of clients is not said')]);
    }
    expect(warningsOf(undefined, AccessSource.anyone())).toEqual([]);
  });

  test('fails where connections come from those who forward them', () => {
    for (const known of [ClientAddress.forwardedFor(1), ClientAddress.proxyProtocol()]) {
      expectFailure(() => warningsOf(known, AccessSource.ipBlocks(...blocks)), 'asks ipBlocks of \'shop/edge\'', 'use AccessSource.remoteIpBlocks');
      expectFailure(() => warningsOf(known, AccessSource.ipBlocks(...blocks).not()), 'asks notIpBlocks of \'shop/edge\'');
    }
  });
});

describe('an access policy fails', () => {
  const failing = (props: Partial<AccessPolicyProps>, ...parts: string[]) => expectFailure(() => policyIn(shopChart(), props), ...parts);

  test('without rules where nothing would happen, and with rules that say nothing', () => {
    failing({ action: deny(), rules: [] }, '[shop/policy] has no rule, so DENY would never happen');
    failing({ rules: [{}] }, '[shop/policy] rule 0 says nothing, and so means everything');
    failing({ rules: [{ from: anyone }, { from: [] }] }, '[shop/policy] rule 1 has an empty from');
    failing({ rules: [{ to: [{}] }] }, '[shop/policy] has an operation that says nothing');
    failing({ rules: [{ to: [{ methods: [] }] }] }, '[shop/policy] has an operation with empty methods');
  });

  test('as a rehearsal of what Istio cannot rehearse', () => {
    failing({ action: audit(), dryRun: true }, '[shop/policy] has dryRun, which Istio knows for ALLOW and DENY alone, and not for AUDIT');
  });

  test('with ports and no service, or ports that the service lacks', () => {
    failing({ rules: [{ to: [{ ports: [80] }] }] }, '[shop/policy] has ports and holds for namespace \'shop\': ports are a service\'s own');
    const chart = shopChart();
    const scope = PolicyScope.service(mixed(chart));
    expectFailure(() => policyIn(chart, { scope, rules: [{ to: [{ ports: [82] }] }] }), '[shop/policy] port 82 is none of \'shop/cart\': use one of 80, 81, 3306');
  });

  test('where it asks of requests at ports that carry none', () => {
    const chart = shopChart();
    const scope = PolicyScope.service(mixed(chart));
    expectFailure(() => policyIn(chart, { scope, rules: [{ to: [{ ports: [80, 3306], methods: ['GET'] }] }] }), '[shop/policy] asks of requests at ports of \'shop/cart\' that speak no HTTP, 3306 (mysql)');
    const tcp = shopChart();
    const db = PolicyScope.service(withVersion(tcp, 'db', { port: 5432, protocol: PortProtocol.TCP }));
    expectFailure(() => policyIn(tcp, { scope: db, rules: [{ when: [AccessAttribute.header('a').oneOf('b')] }] }), 'that speak no HTTP, 5432 (tcp)');
  });

  test('where it denies requests of a namespace or the mesh in which others speak TCP', () => {
    for (const scope of [PolicyScope.namespace(), PolicyScope.mesh()]) {
      const chart = shopChart();
      mixed(chart);
      expectFailure(() => policyIn(chart, { action: deny(), scope, rules: [{ to: [{ paths: ['/admin/*'] }] }] }), '[shop/policy] denies requests of', 'where \'shop/cart\' takes connections that carry none');
    }
    const chart = shopChart();
    mixed(chart);
    policyIn(chart, { action: deny(), scope: PolicyScope.namespace('elsewhere'), rules: [{ to: [{ paths: ['/admin/*'] }] }] });
  });

  test('where a service decides that the mesh does not declare, or by what Istio does not tell it', () => {
    const chart = shopChart();
    const judge = ExternalAuthorizer.http('judge', { service: withVersion(chart, 'judge') });
    expectFailure(() => policyIn(chart, { action: custom(judge) }), '[shop/policy] uses extension provider \'judge\', which the mesh does not declare');
    const known = shopChart();
    const declared = ExternalAuthorizer.http('judge', { service: withVersion(known, 'judge') });
    MeshSettings.of(known).addExtensionProviders(declared);
    const from = [AccessSource.namespaces('a')];
    expectFailure(() => policyIn(known, { action: custom(declared), rules: [{ from }] }), 'asks namespaces, which Istio does not know where a service decides');
    failing({ action: custom(judge), rules: [{ when: [AccessAttribute.claim('a').oneOf('b')] }] }, 'rule 0 asks for a token');
  });

  test.each<[AccessSource, string]>([
    [AccessSource.principals('spiffe://cluster.local/ns/a/sa/b'), 'principal \'spiffe://cluster.local/ns/a/sa/b\' begins with \'spiffe://\''],
    [AccessSource.principals('cluster.local/sa/b'), 'principal \'cluster.local/sa/b\' is not an identity of the mesh'],
    [AccessSource.principals('a*b'), 'principal \'a*b\' is not a value that Istio compares'],
    [AccessSource.principals(), 'has a source with no principals'],
    [AccessSource.namespaces('A'), 'namespace of a source \'A\''],
    [AccessSource.ipBlocks('10.0.0'), 'ipBlocks \'10.0.0\''],
    [AccessSource.requestPrincipals(''), 'requestPrincipals \'\''],
    [AccessSource.anyone().not(), 'has the opposite of anyone'],
    [AccessSource.namespaces('a').and(AccessSource.anyIdentity()).not(), 'has the opposite of a source joined by and()'],
    [AccessSource.namespaces('a').and(AccessSource.namespaces('b')), 'has a source that asks namespaces twice'],
  ])('with the source %#', (source, message) => failing({ rules: [{ from: [source] }] }, `[shop/policy] ${message}`));

  test('with sources whose identity is not known', () => {
    const chart = shopChart();
    const service = MeshService.fromServiceAttributes(chart, 'theirs', { serviceName: 'theirs', namespace: 'x', ports: [{ port: 80 }] });
    const gateway = MeshGateway.fromGatewayAttributes(chart, 'edge', { gatewayName: 'g', namespace: 'x', hosts: ['a.example.com'] });
    expectFailure(() => policyIn(chart, { rules: [{ from: [AccessSource.service(service)] }] }), 'names \'shop/theirs\' as a source, whose identity is not known');
    failing({ rules: [{ from: [AccessSource.gateway(gateway)] }] }, 'names \'shop/edge\' as a source, whose identity is not known');
  });

  test('with conditions that Istio does not know', () => {
    failing({ rules: [{ when: [AccessAttribute.header('a b').oneOf('c')] }] }, '[shop/policy] header name \'a b\' is not valid');
    failing({ rules: [{ when: [AccessAttribute.claim().oneOf('c')] }] }, '[shop/policy] claim \'\' is not a name');
    failing({ rules: [{ when: [AccessAttribute.claim('a]').oneOf('c')] }] }, 'claim \'a]\' is not a name');
    failing({ rules: [{ when: [AccessAttribute.sni().oneOf()] }] }, 'has a condition on connection.sni without values');
    failing({ rules: [{ when: [AccessAttribute.sni().oneOf('a*b')] }] }, 'connection.sni \'a*b\'');
    failing({ rules: [{ when: [AccessAttribute.destinationIp().oneOf('x')] }] }, 'destination.ip \'x\'');
  });
});
