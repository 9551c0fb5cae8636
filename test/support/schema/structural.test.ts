import { checkManifest } from '.';
import { customKinds } from './crds';
import { custom } from './fixtures';

const source = { source: { principals: ['cluster.local/ns/shop/sa/web'], namespaces: ['shop'] } };
const route = [{ destination: { host: 'reviews.shop.svc.cluster.local', subset: 'v1', port: { number: 9080 } }, weight: 100 }];

/** One object of every Istio kind, as one would write it. */
const accepted: [kind: string, spec: object][] = [
  ['AuthorizationPolicy', { selector: { matchLabels: { app: 'reviews' } }, action: 'ALLOW', rules: [{ from: [source], to: [{ operation: { methods: ['GET'], paths: ['/'] } }] }] }],
  ['DestinationRule', {
    host: 'reviews.shop.svc.cluster.local',
    exportTo: ['.'],
    trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' }, outlierDetection: { consecutive5xxErrors: 5, interval: '10s' }, loadBalancer: { simple: 'LEAST_REQUEST' } },
    subsets: [{ name: 'v1', labels: { version: 'v1' } }],
  }],
  ['EnvoyFilter', { configPatches: [{ applyTo: 'HTTP_FILTER', match: { context: 'SIDECAR_INBOUND' }, patch: { operation: 'INSERT_BEFORE', value: { any: { thing: [1] } } } }] }],
  ['Gateway', { selector: { istio: 'ingressgateway' }, servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['bookinfo.example.com'], tls: { httpsRedirect: true } }] }],
  ['PeerAuthentication', { selector: { matchLabels: { app: 'reviews' } }, mtls: { mode: 'STRICT' }, portLevelMtls: { 8080: { mode: 'PERMISSIVE' } } }],
  ['ProxyConfig', { concurrency: 2, image: { imageType: 'distroless' } }],
  ['RequestAuthentication', { jwtRules: [{ issuer: 'https://example.com', jwksUri: 'https://example.com/keys', forwardOriginalToken: true }] }],
  ['ServiceEntry', { hosts: ['api.example.com'], location: 'MESH_EXTERNAL', resolution: 'DNS', ports: [{ number: 443, name: 'tls', protocol: 'TLS' }] }],
  ['Sidecar', { egress: [{ hosts: ['./*', 'istio-system/*'] }], outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } }],
  ['Telemetry', { accessLogging: [{ providers: [{ name: 'envoy' }], filter: { expression: 'response.code >= 400' } }], tracing: [{ randomSamplingPercentage: 12.5 }] }],
  ['TrafficExtension', { lua: { inlineCode: 'return' } }],
  ['VirtualService', {
    hosts: ['reviews'],
    http: [
      { match: [{ headers: { 'end-user': { exact: 'jason' } }, uri: { prefix: '/api' } }], route, fault: { delay: { percentage: { value: 12.5 }, fixedDelay: '2s' } } },
      { route, timeout: '1.5s', retries: { attempts: 2, perTryTimeout: '500ms', retryOn: '5xx' }, mirror: { host: 'reviews' } },
    ],
  }],
  ['WasmPlugin', { url: 'oci://example.com/filter:1', pluginConfig: { any: ['thing'] } }],
  ['WorkloadEntry', { address: '10.0.0.1', ports: { http: 8080 }, labels: { app: 'vm' } }],
  ['WorkloadGroup', { metadata: { labels: { app: 'vm' } }, template: { serviceAccount: 'vm', ports: { http: 8080 } }, probe: { httpGet: { port: 8080, path: '/' } } }],
];

describe('an object of Istio', () => {
  test.each(accepted)('%s is accepted as one writes it', (kind, spec) => {
    expect(checkManifest(custom(kind, spec))).toEqual([]);
  });

  test('is here of every kind', () => {
    expect(accepted.map(([kind]) => kind).sort()).toEqual(customKinds().filter(({ group }) => group.endsWith('.istio.io')).map(({ kind }) => kind).sort());
  });

  test.each(accepted)('fails: %s with a field that nobody knows', (kind, spec) => {
    const problems = checkManifest(custom(kind, { ...spec, unheardOf: 1 }));
    expect(problems).toEqual([expect.stringContaining('spec.unheardOf: unknown field')]);
  });

  test.each<[what: string, kind: string, spec: unknown, problem: string]>([
    ['a circuitBreaker', 'DestinationRule', { host: 'a', trafficPolicy: { circuitBreaker: {} } }, 'spec.trafficPolicy.circuitBreaker: unknown field, known are connectionPool'],
    ['a connect timeout for http', 'DestinationRule', { host: 'a', trafficPolicy: { connectionPool: { http: { connectTimeout: '1s' } } } }, 'connectionPool.http.connectTimeout: unknown field'],
    ['no host', 'DestinationRule', {}, 'spec.host: required'],
    ['a misspelt mode', 'DestinationRule', { host: 'a', trafficPolicy: { tls: { mode: 'ISTIO_MUTAL' } } }, 'spec.trafficPolicy.tls.mode: "ISTIO_MUTAL" is not one of DISABLE, SIMPLE, MUTUAL, ISTIO_MUTUAL'],
    ['two ways to balance', 'DestinationRule', { host: 'a', trafficPolicy: { loadBalancer: { simple: 'RANDOM', consistentHash: { useSourceIp: true } } } },
      'spec.trafficPolicy.loadBalancer: only one of simple, consistentHash may be set, found simple, consistentHash'],
    ['a weight that is text', 'VirtualService', { hosts: ['a'], http: [{ route: [{ destination: { host: 'a' }, weight: '100' }] }] }, 'spec.http[0].route[0].weight: must be integer, is "100"'],
    ['a weight that is no integer', 'VirtualService', { hosts: ['a'], http: [{ route: [{ destination: { host: 'a' }, weight: 0.5 }] }] }, 'spec.http[0].route[0].weight: must be integer, is 0.5'],
    ['a weight beyond 32 bits', 'VirtualService', { hosts: ['a'], http: [{ route: [{ destination: { host: 'a' }, weight: 2 ** 31 }] }] }, '2147483648 is not a valid int32'],
    ['two ways to match', 'VirtualService', { hosts: ['a'], http: [{ match: [{ uri: { exact: '/', prefix: '/' } }] }] }, 'spec.http[0].match[0].uri: only one of exact, prefix, regex may be set, found exact, prefix'],
    ['a header named with dots', 'VirtualService', { hosts: ['a'], http: [{ match: [{ headers: { 'x.y': { exakt: '1' } } }] }] }, 'spec.http[0].match[0].headers["x.y"].exakt: unknown field'],
    ['a route without a destination', 'VirtualService', { hosts: ['a'], http: [{ route: [{ weight: 1 }] }] }, 'spec.http[0].route[0].destination: required'],
    ['a port beyond 65535', 'ServiceEntry', { hosts: ['a.b'], ports: [{ number: 70000, name: 'a', protocol: 'TCP' }] }, 'spec.ports[0].number: port must be between 1-65535'],
    ['two ports of a name', 'ServiceEntry', { hosts: ['a.b'], ports: [{ number: 1, name: 'a' }, { number: 2, name: 'a' }] }, 'spec.ports[1]: the same name as spec.ports[0], ["a"]'],
    ['no egress hosts', 'Sidecar', { egress: [{}] }, 'spec.egress[0].hosts: required'],
    ['text for a list', 'Sidecar', { egress: [{ hosts: './*' }] }, 'spec.egress[0].hosts: must be array, is "./*"'],
    ['an action that nobody knows', 'AuthorizationPolicy', { action: 'PERMIT' }, 'spec.action: "PERMIT" is not one of ALLOW, DENY, AUDIT, CUSTOM'],
    ['a condition without a key', 'AuthorizationPolicy', { rules: [{ when: [{ values: ['a'] }] }] }, 'spec.rules[0].when[0].key: required'],
    ['a null', 'WasmPlugin', { url: null }, 'spec.url: must be string, is null'],
    ['an empty text', 'WasmPlugin', { url: '' }, 'spec.url: must NOT have fewer than 1 characters, is ""'],
    ['no spec where one is needed', 'ServiceEntry', undefined, 'spec: required'],
  ])('fails: %s (%s)', (_, kind, spec, problem) => {
    expect(checkManifest(custom(kind, spec))).toContainEqual(expect.stringContaining(problem));
  });

  test('fails: a field beside the spec, and one in the metadata', () => {
    const object = { ...custom('Sidecar', {}), specs: {} };
    expect(checkManifest({ ...object, metadata: { ...object.metadata, label: {} } })).toEqual([
      expect.stringContaining('specs: unknown field'), expect.stringContaining('metadata.label: unknown field'),
    ]);
  });
});

describe('an object of another project', () => {
  const gateway = /^gateway\./;
  const rules = (match: object) => ({ parentRefs: [{ name: 'edge' }], rules: [{ matches: [match], backendRefs: [{ name: 'reviews', port: 80 }] }] });

  test('has its defaults before it is judged', () => {
    expect(checkManifest(custom('HTTPRoute', rules({ path: { value: '/api' } }), gateway))).toEqual([]);
    expect(checkManifest(custom('HTTPRoute', { rules: [{}] }, gateway))).toEqual([]);
  });

  test.each([
    ['a rule of the Gateway API', rules({ path: { type: 'PathPrefix', value: 'api' } }), "spec.rules[0].matches[0].path: value must be an absolute path and start with '/'"],
    ['a service without a port', { rules: [{ backendRefs: [{ name: 'reviews' }] }] }, 'spec.rules[0].backendRefs[0]: Must have port for Service reference'],
  ])('fails: %s', (_, spec, problem) => {
    expect(checkManifest(custom('HTTPRoute', spec, gateway)).join()).toContain(problem);
  });
});
