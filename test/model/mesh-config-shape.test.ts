import { fieldOf, shapeProblems } from '../../src/model/mesh-config-shape';

const problems = (message: string, value: unknown) => shapeProblems(message, value).map(({ path, refused, message: text }) => `${refused ? '' : 'ignored '}${path.join('.')} ${text}`);

describe('the shape of the mesh\'s configuration', () => {
  test('is right for every kind of field', () => {
    expect(problems('MeshConfig', {
      accessLogFile: '/dev/stdout',
      enableTracing: true,
      proxyListenPort: 15001,
      connectTimeout: '10s',
      trustDomainAliases: ['a'],
      tcpKeepalive: { any: 'thing' },
      access_log_format: 'x',
      outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
      defaultConfig: { proxyMetadata: { A: 'b' }, tracing: { sampling: 1.5 }, concurrency: '2', holdApplicationUntilProxyStarts: null },
      extensionProviders: [{ name: 'a', opentelemetry: { service: 's', port: 1, resourceDetectors: { environment: {} } } }],
      inboundTrafficPolicy: { mode: 1 },
    })).toEqual([]);
  });

  test('is that of a version of Istio', () => {
    const told = (value: unknown, minor: number) => shapeProblems('MeshConfig', value, minor).map(({ path, refused, message }) => `${refused ? '' : 'ignored '}${path.join('.')} ${message}`);
    const config = { hboneIdleTimeout: 1, outbound_traffic_policy: { mode: 'ALLOW_ANY_DYNAMIC_DNS' }, inboundTrafficPolicy: { mode: 'PASSTHROUGH' }, constructor: 1 };
    expect(told(config, 28)).toEqual([
      'ignored hboneIdleTimeout is a field that Istio 1.28 ignores: it came with 1.29',
      "outbound_traffic_policy.mode is 'ALLOW_ANY_DYNAMIC_DNS', which Istio 1.28 refuses: it came with 1.30",
      'ignored constructor is no field that Istio knows',
    ]);
    expect(told(config, 30)).toEqual(["hboneIdleTimeout is 1, and must be a duration in seconds, as '10s'", 'ignored constructor is no field that Istio knows']);
    expect(told(config, 21)).toContain('ignored inboundTrafficPolicy is a field that Istio 1.21 ignores: it came with 1.22');
  });

  test('has types', () => {
    expect(problems('MeshConfig', { accessLogFile: 1, enableTracing: 'true', proxyListenPort: 1.5, connectTimeout: 10, trustDomainAliases: 'a', outboundTrafficPolicy: 'x', accessLogEncoding: 'XML' })).toEqual([
      'accessLogFile is 1, and must be a string',
      'enableTracing is the text \'true\', and must be true or false',
      'proxyListenPort is 1.5, and must be a whole number',
      'connectTimeout is 10, and must be a duration in seconds, as \'10s\'',
      'trustDomainAliases is the text \'a\', and must be a list',
      'outboundTrafficPolicy is the text \'x\', and must be an object',
      'accessLogEncoding is the text \'XML\', and must be one of \'TEXT\', \'JSON\'',
    ]);
    expect(problems('ProxyConfig', { proxyMetadata: { A: true }, tracing: { sampling: 'much' }, runtimeValues: [], gatewayTopology: [] })).toEqual([
      'proxyMetadata.A is true, and must be a string',
      'tracing.sampling is the text \'much\', and must be a number',
      'runtimeValues is a list, and must be an object',
      'gatewayTopology is a list, and must be an object',
    ]);
    expect(problems('ProxyConfig', undefined)).toEqual([' is empty, and must be an object']);
    expect(problems('ProxyConfig', { discoveryAddress: {} })).toEqual(['discoveryAddress is an object, and must be a string']);
  });

  test.each(['10', '1m', '10s ', 's', '-'])('has durations in seconds, not as \'%s\'', value => {
    expect(problems('MeshConfig', { connectTimeout: value })).toHaveLength(1);
  });

  test('takes numbers as texts', () => {
    expect(problems('ProxyConfig', { concurrency: '-1', tracing: { sampling: '0.5' }, drainDuration: '0.5s' })).toEqual([]);
    expect(problems('ProxyConfig', { concurrency: '1.5', tracing: { sampling: ' ' } })).toHaveLength(2);
  });

  test('loses what nobody knows, and tells what is meant', () => {
    expect(problems('MeshConfig', { 'accesslogfile': 'x', 'enable-tracing': true, 'some': 1 })).toEqual([
      'ignored accesslogfile is no field that Istio knows; \'accessLogFile\' is meant, perhaps',
      'ignored enable-tracing is no field that Istio knows; \'enableTracing\' is meant, perhaps',
      'ignored some is no field that Istio knows',
    ]);
  });

  test('is looked into in lists', () => {
    expect(problems('MeshConfig', { extensionProviders: [{}, { nam: 'a' }], defaultProviders: { tracing: ['a', 1] } })).toEqual([
      'ignored extensionProviders.1.nam is no field that Istio knows', 'defaultProviders.tracing.1 is 1, and must be a string',
    ]);
  });
});

describe('a field of an object', () => {
  test('may be missing', () => {
    expect(fieldOf({ a: { b: 1 } }, 'a', 'b')).toBe(1);
    expect([fieldOf({ a: null }, 'a', 'b'), fieldOf(undefined, 'a'), fieldOf({ a: [1] }, 'a', '0'), fieldOf({ a: 'text' }, 'a', 'length')]).toEqual([undefined, undefined, undefined, undefined]);
  });
});
