import { checkShape } from '../../src/schema/check-shape';

const metadata = { name: 'x', namespace: 'test' };

/** The problems of an object as `path: message (kind)`. */
function problems(apiVersion: string, kind: string, fields: object): string[] {
  return checkShape({ apiVersion, kind, metadata, ...fields }, apiVersion, kind).map(({ path, message, kind: of }) => `${path.join('.')}: ${message} (${of})`);
}

const rule = (spec: object) => problems('networking.istio.io/v1', 'DestinationRule', { spec: { host: 'a', ...spec } });
const service = (spec: object) => problems('networking.istio.io/v1', 'VirtualService', { spec: { hosts: ['a'], ...spec } });
const entry = (spec: object) => problems('networking.istio.io/v1', 'ServiceEntry', { spec: { hosts: ['a.example.com'], ...spec } });
const deployment = (container: object, spec: object = {}) => problems('apps/v1', 'Deployment', {
  spec: { selector: { matchLabels: { app: 'a' } }, template: { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'a', image: 'a', ...container }] } }, ...spec },
});
const gateway = (spec: object) => problems('gateway.networking.k8s.io/v1', 'Gateway', { spec: { gatewayClassName: 'istio', listeners: [{ name: 'a', port: 80, protocol: 'HTTP' }], ...spec } });
const route = [{ destination: { host: 'a' } }];
const container = 'spec.template.spec.containers.0';

describe('an object', () => {
  test('of the right structure has no problem', () => {
    expect(rule({ trafficPolicy: { outlierDetection: { consecutive5xxErrors: 5, interval: '10s' } } })).toEqual([]);
    expect(service({ http: [{ match: [{ uri: { exact: '/' } }], route, timeout: '1.5s' }] })).toEqual([]);
    expect(deployment({ ports: [{ containerPort: 80 }], resources: { limits: { cpu: '500m', memory: 1024 } } })).toEqual([]);
    expect(gateway({})).toEqual([]);
  });

  test('of a kind that nobody knows has no problem', () => {
    expect(problems('example.com/v1', 'Thing', { spec: 1 })).toEqual([]);
  });

  test('may have any status', () => {
    expect(problems('networking.istio.io/v1', 'DestinationRule', { spec: { host: 'a' }, status: { any: ['thing'] } })).toEqual([]);
  });

  test('may have anything where the schema leaves it open', () => {
    const patch = { applyTo: 'CLUSTER', patch: { operation: 'MERGE', value: { any: { thing: [null, 1] } } } };
    expect(problems('networking.istio.io/v1alpha3', 'EnvoyFilter', { spec: { configPatches: [patch] } })).toEqual([]);
  });

  test('has no field that is undefined', () => {
    expect(service({ unheardOf: undefined, http: undefined })).toEqual([]);
  });

  test('is left as it is', () => {
    const spec = Object.freeze({ parentRefs: Object.freeze([Object.freeze({ name: 'a' })]) });
    expect(problems('gateway.networking.k8s.io/v1', 'HTTPRoute', { spec })).toEqual([]);
  });
});

describe('a type', () => {
  test.each<[what: string, found: () => string[], problem: string]>([
    ['fails: text for an integer', () => service({ http: [{ route: [{ ...route[0], weight: '100' }] }] }),
      'spec.http.0.route.0.weight: is "100", but must be an integer: leave out the quotes (type)'],
    ['fails: a part of an integer', () => service({ http: [{ route: [{ ...route[0], weight: 0.5 }] }] }), 'spec.http.0.route.0.weight: is 0.5, but must be an integer (type)'],
    ['fails: a number for text', () => rule({ subsets: [{ name: 'v1', labels: { version: 1 } }] }), 'spec.subsets.0.labels.version: is 1, but must be a string: put it into quotes (type)'],
    ['fails: a list for an object', () => rule({ trafficPolicy: [] }), 'spec.trafficPolicy: is a list, but must be an object (type)'],
    ['fails: an object for a list', () => service({ http: { route } }), 'spec.http: is an object, but must be a list (type)'],
    ['fails: text for a truth', () => rule({ trafficPolicy: { tls: { mode: 'SIMPLE', insecureSkipVerify: 'true' } } }),
      'spec.trafficPolicy.tls.insecureSkipVerify: is "true", but must be true or false: leave out the quotes (type)'],
    ['fails: null where it is not allowed', () => rule({ trafficPolicy: null }), 'spec.trafficPolicy: is null, but must be an object: give it a value, or leave it out (type)'],
    ['fails: null as an item that has keys', () => deployment({ env: [null] }), `${container}.env.0: is null, but must be an object: give it a value, or leave it out (type)`],
    ['fails: a number without end', () => rule({ trafficPolicy: { retryBudget: { percent: Infinity } } }), 'spec.trafficPolicy.retryBudget.percent: is Infinity, but must be a number (type)'],
    ['fails: text for a number', () => rule({ trafficPolicy: { retryBudget: { percent: '12.5' } } }),
      'spec.trafficPolicy.retryBudget.percent: is "12.5", but must be a number: leave out the quotes (type)'],
    ['fails: a truth for an integer or text', () => deployment({ livenessProbe: { tcpSocket: { port: true } } }),
      `${container}.livenessProbe.tcpSocket.port: is true, but must be an integer or a string (type)`],
    ['fails: a truth for a quantity', () => deployment({ resources: { limits: { cpu: true } } }),
      `${container}.resources.limits.cpu: is true, but must be a quantity such as 500m or 1Gi (type)`],
  ])('%s', (_, found, problem) => {
    expect(found()).toEqual([problem]);
  });

  test('may be null where the schema says so, and anywhere in what Kubernetes reads into its own types', () => {
    expect(rule({ trafficPolicy: { outlierDetection: { consecutive5xxErrors: null } } })).toEqual([]);
    expect(deployment({ command: null, env: null })).toEqual([]);
    expect(deployment({ args: [null] })).toEqual([]);
  });

  test('may be that of an integer or of text', () => {
    expect(deployment({ livenessProbe: { tcpSocket: { port: 80 } }, readinessProbe: { tcpSocket: { port: 'http' } } })).toEqual([]);
  });
});

describe('a field', () => {
  test('fails: that must be there', () => {
    expect(rule({ host: undefined })).toEqual(['spec.host: is required (required)']);
    expect(checkShape({ kind: 'Namespace' }, 'v1', 'Namespace')).toEqual([{ path: ['metadata'], message: 'is required', kind: 'required' }]);
    expect(deployment({ ports: [{ containerPort: null }] })).toEqual([`${container}.ports.0.containerPort: is required (required)`]);
  });

  test('fails: that nobody knows, with the nearest name', () => {
    expect(rule({ trafficPolicy: { outlierDetection: { consecutive5xxError: 5 } } }))
      .toEqual(['spec.trafficPolicy.outlierDetection.consecutive5xxError: is unknown; did you mean "consecutive5xxErrors"? (unknown)']);
    expect(deployment({ imagepullpolicy: 'Always' })).toEqual([`${container}.imagepullpolicy: is unknown; did you mean "imagePullPolicy"? (unknown)`]);
  });

  test('fails: that nobody knows, with those that are known if none is near', () => {
    expect(service({ http: [{ route: [{ destination: { host: 'a', elephant: 1 } }] }] }))
      .toEqual(['spec.http.0.route.0.destination.elephant: is unknown; known are host, port, subset (unknown)']);
  });
});

describe('a value', () => {
  test.each<[what: string, found: () => string[], problem: string]>([
    ['fails: none of those allowed', () => rule({ trafficPolicy: { tls: { mode: 'MTLS' } } }),
      'spec.trafficPolicy.tls.mode: is "MTLS", but must be one of DISABLE, SIMPLE, MUTUAL, ISTIO_MUTUAL (value)'],
    ['fails: too low', () => rule({ trafficPolicy: { retryBudget: { percent: -1 } } }), 'spec.trafficPolicy.retryBudget.percent: is -1, but must be at least 0 (value)'],
    ['fails: too high', () => rule({ trafficPolicy: { retryBudget: { percent: 101 } } }), 'spec.trafficPolicy.retryBudget.percent: is 101, but must be at most 100 (value)'],
    ['fails: more than 32 bits', () => deployment({}, { replicas: 2 ** 31 }), 'spec.replicas: is 2147483648, but must be a number of 32 bits (value)'],
    ['fails: too long', () => entry({ endpoints: [{ address: 'a', serviceAccount: 'x'.repeat(254) }] }),
      'spec.endpoints.0.serviceAccount: has 254 characters, but may have at most 253 (value)'],
    ['fails: no items', () => problems('networking.istio.io/v1', 'ServiceEntry', { spec: { hosts: [] } }), 'spec.hosts: has 0 items, but must have at least 1 (value)'],
    ['fails: too many items', () => entry({ addresses: Array.from({ length: 257 }, () => '10.0.0.1') }), 'spec.addresses: has 257 items, but may have at most 256 (value)'],
    ['fails: no fields', () => problems('security.istio.io/v1', 'PeerAuthentication', { spec: { selector: { matchLabels: { a: 'b' } }, portLevelMtls: {} } }),
      'spec.portLevelMtls: has 0 fields, but must have at least 1 (value)'],
    ['fails: too many fields', () => entry({ endpoints: [{ address: 'a', labels: Object.fromEntries(Array.from({ length: 257 }, (_, at) => [`l${at}`, ''])) }] }),
      'spec.endpoints.0.labels: has 257 fields, but may have at most 256 (value)'],
    ['fails: not of the pattern', () => problems('extensions.istio.io/v1alpha1', 'WasmPlugin', { spec: { url: 'a', sha256: 'abc' } }),
      'spec.sha256: is "abc", but must match (^$|^[a-f0-9]{64}$) (value)'],
    ['fails: no base64', () => problems('v1', 'Secret', { data: { a: 'no base64' } }), 'data.a: is "no base64", but must be base64 (value)'],
    ['fails: no time', () => problems('v1', 'Namespace', { metadata: { name: 'a', creationTimestamp: 'now' } }),
      'metadata.creationTimestamp: is "now", but must be a time such as 2026-01-31T12:00:00Z (value)'],
    ['fails: no quantity', () => deployment({ resources: { limits: { memory: '1GB' } } }), `${container}.resources.limits.memory: is "1GB", but must be a quantity such as 500m or 1Gi (value)`],
    ['fails: no address of IP', () => gateway({ addresses: [{ value: 'a.example.com' }] }),
      'spec.addresses.0: has a value that is no IP address, which the type IPAddress asks for: correct the value, or say another type (value)'],
  ])('%s', (_, found, problem) => {
    expect(found()).toEqual([problem]);
  });

  test('fails: so long that only its beginning is shown', () => {
    const [problem] = deployment({ resources: { limits: { memory: 'x'.repeat(1000) } } });
    expect(problem).toContain(`is "${'x'.repeat(80)}…", but`);
  });

  test('is as long as Go counts it', () => {
    const listener = (sectionName: string) => gateway({ listeners: [{ name: 'a', port: 80, protocol: sectionName }] });
    // Two halves of a character in JavaScript are one.
    expect(listener('😀'.repeat(200)).join()).not.toContain('characters');
    expect(listener('😀'.repeat(256)).join()).toContain('has 256 characters, but may have at most 255');
    expect(listener('')).toContainEqual('spec.listeners.0.protocol: is empty, but must not be (value)');
  });
});

describe('fields of which one may be there', () => {
  test('may be one, or none', () => {
    expect(service({ http: [{ match: [{ uri: {} }], route }] })).toEqual([]);
  });

  test('fails: two together', () => {
    expect(service({ http: [{ match: [{ uri: { exact: '/', prefix: '/' } }], route }] }))
      .toEqual(['spec.http.0.match.0.uri: has exact and prefix together, but may have only one of exact, prefix and regex (value)']);
  });

  test('fails: two together of the second choice of a field', () => {
    expect(rule({ trafficPolicy: { loadBalancer: { consistentHash: { useSourceIp: true, ringHash: {}, maglev: {} } } } }))
      .toEqual(['spec.trafficPolicy.loadBalancer.consistentHash: has ringHash and maglev together, but may have only one of ringHash and maglev (value)']);
  });
});

describe('a list', () => {
  test('fails: two items of the same key', () => {
    expect(deployment({ env: [{ name: 'A', value: '1' }, { name: 'B' }, { name: 'A', value: '2' }] }))
      .toEqual([`${container}.env.2: has the name "A", as has item 0: each may be there once (duplicate)`]);
  });

  test('fails: two items of the same keys, one of them by default', () => {
    expect(deployment({ ports: [{ containerPort: 80, name: 'a' }, { containerPort: 80, protocol: 'UDP', name: 'b' }, { containerPort: 80, protocol: 'TCP', name: 'c' }] }))
      .toEqual([`${container}.ports.2: has the containerPort and protocol [80,"TCP"], as has item 0: each may be there once (duplicate)`]);
  });

  test('fails: two items of a set that are the same', () => {
    expect(problems('v1', 'Namespace', { metadata: { name: 'a', finalizers: ['a.b/c', 'a.b/c'] } }))
      .toEqual(['metadata.finalizers.1: is "a.b/c", as has item 0: each may be there once (duplicate)']);
  });
});

describe('a rule', () => {
  test('fails with its message, and the value if that is short', () => {
    expect(service({ http: [{ route, timeout: '10us' }] })).toEqual(['spec.http.0.timeout: is "10us": must be a valid duration greater than 1ms (rule)']);
    expect(problems('security.istio.io/v1', 'PeerAuthentication', { spec: { portLevelMtls: { 80: { mode: 'STRICT' } } } }))
      .toEqual(['spec: portLevelMtls requires selector (rule)']);
    expect(problems('networking.istio.io/v1alpha3', 'EnvoyFilter', {
      spec: { configPatches: [{ applyTo: 'CLUSTER', match: { context: 'WAYPOINT', waypoint: { portNumber: 70000 } }, patch: { operation: 'REMOVE' } }] },
    })).toEqual(['spec.configPatches.0.match.waypoint.portNumber: is 70000: port must be between 1-65535 (rule)']);
  });

  test('is not asked where the structure below is wrong', () => {
    expect(entry({ ports: [{ number: 1, name: 'a' }, { number: '1', name: 'b' }] })).toEqual(['spec.ports.1.number: is "1", but must be an integer: leave out the quotes (type)']);
  });

  test('is asked where a value elsewhere is wrong', () => {
    expect(service({ http: [{ route: [{ ...route[0], weight: '1' }], timeout: '10us' }] })).toHaveLength(2);
  });

  test('sees defaults', () => {
    const listener = { name: 'a', port: 443, protocol: 'HTTPS', tls: {} };
    expect(gateway({ listeners: [listener] })).toEqual(['spec.listeners.0.tls: certificateRefs or options must be specified when mode is Terminate (rule)']);
  });
});
