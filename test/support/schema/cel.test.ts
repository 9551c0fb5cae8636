import { checkManifest } from '.';
import { checkRules, compileRule, isTransitionRule, Rule, rulesOf } from './cel';
import { escapeField, toCel } from './cel-values';
import { customKinds } from './crds';
import { custom, ISTIO_GROUP } from './fixtures';
import { Schema } from './schema';

interface Occurrence {
  readonly kind: string;
  readonly group: string;
  readonly rule: Rule;
  readonly schema: Schema;
}

function occurrences(): Occurrence[] {
  const found: Occurrence[] = [];
  for (const { kind, group, schema } of customKinds()) {
    eachNode(schema, node => rulesOf(node).forEach(rule => found.push({ kind, group, rule, schema: node })));
  }
  return found;
}

function eachNode(schema: Schema, at: (node: Schema) => void): void {
  at(schema);
  Object.values(schema.properties ?? {}).forEach(child => eachNode(child, at));
  [schema.items, schema.additionalProperties].forEach(child => typeof child === 'object' && eachNode(child, at));
}

/** A value with every field that the schema knows; texts and keys are all the same one. */
function sample(schema: Schema, text: string): unknown {
  if (schema.enum) {
    return schema.enum[0];
  }
  switch (schema.type) {
    case 'object':
      return typeof schema.additionalProperties === 'object'
        ? { [text]: sample(schema.additionalProperties, text) }
        : Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, child]) => [key, sample(child, text)]));
    case 'array':
      return [sample(schema.items!, text)];
    case 'integer':
      return schema.minimum ?? 1;
    case 'number':
      return 0.5;
    case 'boolean':
      return true;
    default:
      return text;
  }
}

describe('the rules of the imported CRDs', () => {
  const all = occurrences();

  test('are there', () => {
    expect(all.filter(({ group }) => ISTIO_GROUP.test(group)).length).toBeGreaterThan(100);
  });

  test('compile, every one', () => {
    for (const { rule } of all.filter(({ rule: candidate }) => !isTransitionRule(candidate))) {
      compileRule(rule.rule);
      if (rule.messageExpression) {
        compileRule(rule.messageExpression);
      }
    }
  });

  test('are transition rules only where they say that a value may not change', () => {
    expect(new Set(all.filter(({ rule }) => isTransitionRule(rule)).map(({ rule }) => rule.rule))).toEqual(new Set(['self == oldSelf']));
  });

  const places = new Map(all.filter(({ rule }) => !isTransitionRule(rule)).map(place => [`${place.rule.rule}`, place]));
  test.each([...places.values()].map(place => [place.kind, place.rule.message, place] as const))('%s: "%s" evaluates', (_, __, { rule, schema }) => {
    // No one text is a duration, a URL and a number at once.
    const results = ['1s', 'http://example.com', '80', 'text'].map(text => compileRule(rule.rule)(toCel(schema, sample(schema, text))));
    expect(results.filter(result => 'value' in result && typeof result.value === 'boolean')).not.toHaveLength(0);
  });
});

const selector = (labels: object) => ({ selector: { matchLabels: labels } });
const targetRefs = [{ kind: 'Gateway', group: 'gateway.networking.k8s.io', name: 'waypoint' }];
const wasm = { wasm: { url: 'oci://example.com/filter:1' } };
const url = 'oci://example.com/filter:1';
const entry = (spec: object) => ({ hosts: ['api.example.com'], ports: [{ number: 443, name: 'tls', protocol: 'TLS' }], ...spec });
const tls = (options: object) => ({ servers: [{ port: { number: 443, name: 'https', protocol: 'HTTPS' }, hosts: ['*'], tls: options }] });
const patch = (match: object) => ({ configPatches: [{ applyTo: 'CLUSTER', match, patch: { operation: 'MERGE', value: {} } }] });
const certificates = [{ serverCertificate: '/c', privateKey: '/k' }];
const rule = (jwt: object) => ({ jwtRules: [{ issuer: 'example.com', ...jwt }] });
const tag = (override: object) => ({ metrics: [{ providers: [{ name: 'prometheus' }], overrides: [{ tagOverrides: { tag: override } }] }] });

/** For each message an object that only this rule has something against, and the path that it must name. */
const refused: [message: string, kind: string, path: string, spec: object][] = [
  ['only one of targetRefs or selector can be set', 'TrafficExtension', 'spec', { ...wasm, ...selector({ a: 'b' }), targetRefs }],
  ['only one of targetRefs or selector can be set', 'AuthorizationPolicy', 'spec', { ...selector({ a: 'b' }), targetRefs }],
  ['exactly one of wasm or lua must be set', 'TrafficExtension', 'spec', { phase: 'AUTHN' }],
  ['wildcard not allowed in label key match', 'AuthorizationPolicy', 'spec.selector.matchLabels', selector({ 'a*': 'b' })],
  ['key must not be empty', 'AuthorizationPolicy', 'spec.selector.matchLabels', selector({ '': 'b' })],
  ['wildcard not allowed in label value match', 'AuthorizationPolicy', 'spec.selector.matchLabels.a', selector({ a: 'b*' })],
  ['cross namespace referencing is not currently supported', 'Telemetry', 'spec.targetRefs[0].namespace', { targetRefs: [{ ...targetRefs[0], namespace: 'other' }] }],
  ['url must have schema one of [http, https, file, oci]', 'WasmPlugin', 'spec.url', { url: 'ftp://example.com' }],
  ['url must have schema one of [http, https, file, oci]', 'TrafficExtension', 'spec.wasm.url', { wasm: { url: '#%blah$#@' } }],
  ['value may only be set when valueFrom is INLINE', 'WasmPlugin', 'spec.vmConfig.env[0]', { url, vmConfig: { env: [{ name: 'A', value: 'b', valueFrom: 'HOST' }] } }],
  ['must be a valid duration greater than 1ms', 'VirtualService', 'spec.http[0].timeout', { hosts: ['a'], http: [{ timeout: '0s' }] }],
  ['must be a valid duration greater than 1ms', 'VirtualService', 'spec.http[0].timeout', { hosts: ['a'], http: [{ timeout: 'soon' }] }],
  ['must be a valid duration greater than 1ms', 'VirtualService', 'spec.http[0].retries.perTryTimeout', { hosts: ['a'], http: [{ retries: { attempts: 1, perTryTimeout: '1d' } }] }],
  ['must be a valid duration greater than 1ms', 'DestinationRule', 'spec.trafficPolicy.outlierDetection.interval',
    { host: 'a', trafficPolicy: { outlierDetection: { interval: '10us' } } }],
  ['must be a valid duration greater than 1ms', 'DestinationRule', 'spec.trafficPolicy.connectionPool.tcp.connectTimeout',
    { host: 'a', trafficPolicy: { connectionPool: { tcp: { connectTimeout: '5' } } } }],
  ['only one of targetRefs or workloadSelector can be set', 'EnvoyFilter', 'spec', { workloadSelector: { labels: { a: 'b' } }, targetRefs }],
  ['only support waypointMatch when context is WAYPOINT', 'EnvoyFilter', 'spec.configPatches[0].match', patch({ context: 'GATEWAY', waypoint: { portNumber: 80 } })],
  ['port must be between 1-65535', 'EnvoyFilter', 'spec.configPatches[0].match.waypoint.portNumber', patch({ context: 'WAYPOINT', waypoint: { portNumber: 70000 } })],
  ['port must be between 1-65535', 'PeerAuthentication', 'spec.portLevelMtls', { ...selector({ a: 'b' }), portLevelMtls: { 0: { mode: 'STRICT' } } }],
  ['wildcard is not supported in selector', 'Sidecar', 'spec.workloadSelector.labels.a', { workloadSelector: { labels: { a: 'b*' } } }],
  ['only one of credentialNames or tlsCertificates can be set', 'Gateway', 'spec.servers[0].tls',
    tls({ mode: 'SIMPLE', credentialNames: ['a'], tlsCertificates: certificates })],
  ['only one of credentialName or credentialNames can be set', 'Gateway', 'spec.servers[0].tls', tls({ mode: 'SIMPLE', credentialName: 'a', credentialNames: ['a'] })],
  ['only one of credentialName or tlsCertificates can be set', 'Gateway', 'spec.servers[0].tls',
    tls({ mode: 'SIMPLE', credentialNames: ['a'], tlsCertificates: certificates })],
  ['only one of WorkloadSelector or Endpoints can be set', 'ServiceEntry', 'spec',
    entry({ resolution: 'STATIC', workloadSelector: { labels: { a: 'b' } }, endpoints: [{ address: '1.2.3.4' }] })],
  ['CIDR addresses are allowed only for NONE/STATIC resolution types', 'ServiceEntry', 'spec', entry({ resolution: 'DNS', addresses: ['10.0.0.0/8'] })],
  ['NONE mode cannot set endpoints', 'ServiceEntry', 'spec', entry({ endpoints: [{ address: '1.2.3.4' }] })],
  ['DNS_ROUND_ROBIN mode cannot have multiple endpoints', 'ServiceEntry', 'spec',
    entry({ resolution: 'DNS_ROUND_ROBIN', endpoints: [{ address: 'a.example.com' }, { address: 'b.example.com' }] })],
  ['Address is required', 'ServiceEntry', 'spec.endpoints[0]', entry({ resolution: 'STATIC', endpoints: [{ weight: 1 }] })],
  ['UDS may not include ports', 'WorkloadEntry', 'spec', { address: 'unix:///var/run/a.sock', ports: { http: 80 } }],
  ['UDS must be an absolute path or abstract socket', 'WorkloadEntry', 'spec.address', { address: 'unix://var/run/a.sock' }],
  ['UDS may not be a dir', 'WorkloadEntry', 'spec.address', { address: 'unix:///var/run/' }],
  ['port name must be valid', 'WorkloadEntry', 'spec.ports', { address: '1.2.3.4', ports: { http_1: 80 } }],
  ['hostname cannot be wildcard', 'ServiceEntry', 'spec.hosts[0]', entry({ hosts: ['*'] })],
  ['port number cannot be duplicated', 'ServiceEntry', 'spec.ports',
    entry({ ports: [{ number: 443, name: 'a', protocol: 'TLS' }, { number: 443, name: 'b', protocol: 'TLS' }] })],
  ['scheme must be one of [HTTP, HTTPS]', 'WorkloadGroup', 'spec.probe.httpGet.scheme', { template: {}, probe: { httpGet: { port: 80, scheme: 'FTP' } } }],
  ['Cannot set serviceAccounts with namespaces or principals', 'AuthorizationPolicy', 'spec.rules[0].from[0].source',
    { rules: [{ from: [{ source: { serviceAccounts: ['a/b'], namespaces: ['a'] } }] }] }],
  ['portLevelMtls requires selector', 'PeerAuthentication', 'spec', { portLevelMtls: { 80: { mode: 'STRICT' } } }],
  ['only one of jwks or jwksUri can be set', 'RequestAuthentication', 'spec.jwtRules[0]', rule({ jwks: '{}', jwksUri: 'https://example.com/keys' })],
  ['url must have scheme http:// or https://', 'RequestAuthentication', 'spec.jwtRules[0].jwksUri', rule({ jwksUri: 'file:///keys' })],
  ['value must be set when operation is UPSERT', 'Telemetry', 'spec.metrics[0].overrides[0].tagOverrides.tag', tag({ operation: 'UPSERT', value: '' })],
  ['value must not be set when operation is REMOVE', 'Telemetry', 'spec.metrics[0].overrides[0].tagOverrides.tag', tag({ operation: 'REMOVE', value: 'x' })],
];

describe('what Istio refuses by rule', () => {
  test.each(refused)('fails: %s (%s %s)', (message, kind, path, spec) => {
    const problems = checkManifest(custom(kind, spec));
    expect(problems).toContainEqual(expect.stringContaining(`${kind} test/x: ${path}: ${message}`));
    // Nothing but rules of CEL: the object is what its schema describes.
    expect(problems.every(problem => refused.some(([known]) => problem.includes(known)))).toBe(true);
  });

  test('is tried for every message that Istio has', () => {
    const messages = new Set(occurrences().filter(({ group }) => ISTIO_GROUP.test(group)).map(({ rule: found }) => found.message));
    expect([...messages].filter(message => !refused.some(([known]) => known === message))).toEqual([]);
  });
});

describe('a rule', () => {
  const schema = (expression: string, more: Partial<Rule> = {}): Schema => ({
    'type': 'object',
    'properties': { 'count': { type: 'integer' }, 'ratio': { type: 'number' }, 'namespace': { type: 'string' }, 'a-b': { type: 'string' } },
    'x-kubernetes-validations': [{ rule: expression, ...more }],
  });

  test('sees integers and numbers as its schema has them', () => {
    expect(checkRules(schema('type(self.count) == int && type(self.ratio) == double'), { count: 1, ratio: 1 })).toEqual([]);
  });

  test('sees fields by names that CEL can write', () => {
    expect(checkRules(schema("self.__namespace__ == 'x' && self.a__dash__b == 'y'"), { 'namespace': 'x', 'a-b': 'y' })).toEqual([]);
    expect(['in', 'a.b', 'a__b', 'plain'].map(escapeField)).toEqual(['__in__', 'a__dot__b', 'a__underscores__b', 'plain']);
  });

  test('fails with its message expression', () => {
    expect(checkRules(schema('self.count > 1', { messageExpression: "'too few: ' + string(self.count)", message: 'no' }), { count: 1 })).toEqual(['(root): too few: 1']);
  });

  test('fails with its message if the expression has none', () => {
    expect(checkRules(schema('self.count > 1', { messageExpression: 'self.none', message: 'no' }), { count: 1 })).toEqual(['(root): no']);
    expect(checkRules(schema('self.count > 1'), { count: 1 })).toEqual(['(root): failed rule: self.count > 1']);
  });

  test('fails when it stops with an error', () => {
    expect(checkRules(schema('self.count > 1', { message: 'no', fieldPath: '.count' }), {})).toEqual(['(root).count: no (field not found: count)']);
  });

  test('about a change says nothing of a new object', () => {
    expect(checkRules(schema('self == oldSelf'), { count: 1 })).toEqual([]);
  });

  test.each([
    ['fails to compile with a function that nobody knows', 'true || self.all(x, mystery(x))', 'unknown function mystery'],
    ['fails to compile with syntax that nobody reads', 'self.?count.orValue(1) == 1', 'cannot evaluate the CEL rule'],
  ])('%s', (_, expression, message) => {
    expect(() => checkRules(schema(expression), {})).toThrow(message);
  });
});
