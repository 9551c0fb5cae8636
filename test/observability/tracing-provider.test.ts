import { App, Chart, Duration } from 'cdk8s';
import { ExportHeader, ExternalService, MeshService, MeshSettings, PortProtocol, ResourceDetector, TlsOrigination, TracingProvider } from '../../src';
import { expectFailure } from '../service/fixtures';
import { addService } from '../support/shop';

function mesh() {
  const app = new App();
  const settings = MeshSettings.set(app, {});
  const chart = new Chart(app, 'tracing', { namespace: 'tracing' });
  const { service: collector } = addService(chart, 'collector', ['v1'], {
    ports: [{ port: 4317, protocol: PortProtocol.GRPC }, { port: 4318 }, { port: 9411, name: 'http-zipkin' }, { port: 9000, protocol: PortProtocol.TCP }],
  });
  return { settings, chart, collector };
}

/** What the control plane is told of a provider. */
function declared(make: (collector: MeshService) => TracingProvider) {
  const { settings, collector } = mesh();
  settings.addExtensionProviders(make(collector));
  return settings.controlPlaneValues().meshConfig.extensionProviders[0];
}

const SERVICE = 'collector.tracing.svc.cluster.local';

describe('tracing providers', () => {
  test('report to a collector of OpenTelemetry over gRPC, with nothing that is the default', () => {
    expect(declared(collector => TracingProvider.openTelemetryGrpc('otel', collector))).toEqual({ name: 'otel', opentelemetry: { service: SERVICE, port: 4317 } });
  });

  test('report over gRPC with a timeout, headers, names and what the proxy knows of itself', () => {
    expect(declared(collector => TracingProvider.openTelemetryGrpc('otel', collector, {
      timeout: Duration.seconds(3),
      headers: [ExportHeader.literal('x-tenant', 'shop'), ExportHeader.environment('authorization', 'COLLECTOR_TOKEN')],
      maxTagLength: 100,
      kubernetesNames: true,
      resourceDetectors: [ResourceDetector.ENVIRONMENT, ResourceDetector.DYNATRACE],
    }))).toEqual({
      name: 'otel',
      opentelemetry: {
        service: SERVICE,
        port: 4317,
        maxTagLength: 100,
        resourceDetectors: { environment: {}, dynatrace: {} },
        serviceAttributeEnrichment: 'OTEL_SEMANTIC_CONVENTIONS',
        grpc: { timeout: '3s', initialMetadata: [{ name: 'x-tenant', value: 'shop' }, { name: 'authorization', envName: 'COLLECTOR_TOKEN' }] },
      },
    });
  });

  test('report over HTTP to a path, and with the timeout without which Envoy refuses the listener', () => {
    expect(declared(collector => TracingProvider.openTelemetryHttp('otel', collector)).opentelemetry)
      .toEqual({ service: SERVICE, port: 4318, http: { path: '/v1/traces', timeout: '10s' } });
    expect(declared(collector => TracingProvider.openTelemetryHttp('otel', collector, { path: '/api/otlp', timeout: Duration.millis(500), headers: [ExportHeader.literal('a', 'b')] })).opentelemetry.http)
      .toEqual({ path: '/api/otlp', timeout: '500ms', headers: [{ name: 'a', value: 'b' }] });
  });

  test('report to Jaeger what it takes itself', () => {
    expect(declared(collector => TracingProvider.jaeger('jaeger', collector))).toEqual({ name: 'jaeger', opentelemetry: { service: SERVICE, port: 4317 } });
  });

  test('report to Zipkin', () => {
    expect(declared(collector => TracingProvider.zipkin('zipkin', collector))).toEqual({ name: 'zipkin', zipkin: { service: SERVICE, port: 9411 } });
    expect(declared(collector => TracingProvider.zipkin('zipkin', collector, {
      port: 4318, path: '/spans', shortTraceIds: true, traceparent: true, maxTagLength: 64, timeout: Duration.seconds(1), headers: [ExportHeader.literal('a', 'b')],
    })).zipkin).toEqual({
      service: SERVICE,
      port: 4318,
      path: '/spans',
      enable64bitTraceId: true,
      traceContextOption: 'USE_B3_WITH_W3C_PROPAGATION',
      maxTagLength: 64,
      timeout: '1s',
      headers: [{ name: 'a', value: 'b' }],
    });
  });

  test('name the namespace of a host outside of the cluster, of which several namespaces may have an entry', () => {
    const { settings, chart } = mesh();
    const saas = new ExternalService(chart, 'saas', { host: 'otlp.example.com', ports: [{ port: 4318, protocol: PortProtocol.HTTP, tls: TlsOrigination.simple() }] });
    settings.addExtensionProviders(TracingProvider.openTelemetryHttp('saas', saas));
    expect(settings.controlPlaneValues().meshConfig.extensionProviders[0].opentelemetry.service).toBe('tracing/otlp.example.com');
  });

  test('take a service of another app by what is known of it', () => {
    const { settings, chart } = mesh();
    const saas = ExternalService.fromExternalServiceAttributes(chart, 'saas', { host: 'otlp.example.com', namespace: 'platform' });
    settings.addExtensionProviders(TracingProvider.openTelemetryGrpc('saas', saas, { port: 443 }));
    expect(settings.controlPlaneValues().meshConfig.extensionProviders[0].opentelemetry).toEqual({ service: 'platform/otlp.example.com', port: 443 });
  });

  test('fail at a port that the service has not', () => {
    expectFailure(() => declared(collector => TracingProvider.openTelemetryGrpc('otel', collector, { port: 4319 })),
      '[App] port of extension provider \'otel\' 4319 is none of \'tracing/collector\': use one of 4317, 4318, 9411, 9000');
    expectFailure(() => declared(collector => TracingProvider.openTelemetryGrpc('otel', collector, { port: 0 })), 'port of extension provider \'otel\' 0 is not a port');
  });

  test('fail at a port of another protocol than proxies speak to it', () => {
    expectFailure(() => declared(collector => TracingProvider.openTelemetryGrpc('otel', collector, { port: 4318 })),
      'port of extension provider \'otel\' 4318 of \'tracing/collector\' speaks http, and proxies speak grpc to it: give the port PortProtocol.GRPC');
    expectFailure(() => declared(collector => TracingProvider.openTelemetryHttp('otel', collector, { port: 4317 })), 'speaks grpc, and proxies speak http to it');
    expectFailure(() => declared(collector => TracingProvider.zipkin('otel', collector, { port: 9000 })), 'speaks tcp, and proxies speak http to it');
  });

  test.each([
    ['a length of no character', { maxTagLength: 0 }, 'maxTagLength 0 is not allowed'],
    ['a path that is none', { path: 'v1/traces' }, 'path \'v1/traces\' of a collector is none'],
    ['a path with a query', { path: '/v1?a=b' }, 'path \'/v1?a=b\' of a collector is none'],
    ['a header that is none', { headers: [ExportHeader.literal('a b', 'c')] }, 'header name \'a b\' is not valid'],
    ['a header without a value', { headers: [ExportHeader.literal('a', '')] }, 'header \'a\' has no value'],
    ['a variable that is none', { headers: [ExportHeader.environment('a', 'TOKEN-1')] }, 'environment variable \'TOKEN-1\' of header \'a\' is none'],
    ['a timeout of less than a millisecond', { timeout: Duration.millis(0) }, 'timeout of 0 ms is not allowed'],
  ])('fail at %s', (_, options, message) => {
    expectFailure(() => declared(collector => TracingProvider.openTelemetryHttp('otel', collector, options)), message);
  });
});
