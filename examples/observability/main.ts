import { App, Chart, Duration } from 'cdk8s';
import {
  AccessLogProvider, AccessLogs, GatewayWorkload, LogFilter, LogValue, MeshGateway, MeshNamespace, MeshService, MeshSettings, MeshTelemetry,
  MetricsOverride, MetricTag, PolicyScope, PortProtocol, SpanTag, Tracing, TracingProvider, TrafficSide,
} from 'cdk8s-istio';

const app = new App();
const settings = MeshSettings.set(app, {});
const mesh = new Chart(app, 'mesh', { namespace: 'istio-system' });
const chart = new Chart(app, 'tickets', { namespace: 'tickets' });

// The collector is the platform team's. Its pods have no proxy: that would trace the reports of traces.
const collector = MeshService.fromServiceAttributes(mesh, 'collector', {
  serviceName: 'collector', namespace: 'observability', ports: [{ port: 4317, protocol: PortProtocol.GRPC }],
});
const traces = TracingProvider.openTelemetryGrpc('traces', collector);
const logs = AccessLogProvider.json('json-logs', { fields: { ...LogValue.standardFields(), tenant: LogValue.requestHeader('x-tenant') } });
// The control plane must know them: install it with settings.controlPlaneValues().
settings.addExtensionProviders(traces, logs);

// The mesh: one of a hundred requests is traced; what failed or took long is logged, where it was served.
new MeshTelemetry(mesh, 'telemetry', {
  scope: PolicyScope.mesh(),
  tracing: Tracing.on({ provider: traces, samplingPercent: 1 }),
  accessLogs: [AccessLogs.to(logs, { filter: LogFilter.errorsOnly().or(LogFilter.slowerThan(Duration.seconds(1))), side: TrafficSide.SERVER })],
});

new MeshNamespace(chart, 'namespace');
const booking = new MeshService(chart, 'booking', { port: 8080 });
booking.addVersion('v1', { image: 'registry.example.com/booking:3.2.0', readinessPath: '/ready' });
const web = new MeshService(chart, 'web', { port: 8080, calls: [booking] });
web.addVersion('v1', { image: 'registry.example.com/web:3.2.0', readinessPath: '/ready' });

// Settlements begin here, a few every hour, so each of them is traced through all that it calls.
const settlement = new MeshService(chart, 'settlement', { port: 8080, calls: [booking] });
settlement.addVersion('v1', { image: 'registry.example.com/settlement:3.2.0', readinessPath: '/ready' });
new MeshTelemetry(chart, 'settlement-telemetry', {
  scope: PolicyScope.service(settlement),
  tracing: Tracing.on({ samplingPercent: 100, tags: { batch: SpanTag.header('x-batch', 'none') } }),
});

// Users enter here: this gateway decides which of their requests are traced, and logs every one of them.
const edge = new MeshGateway(chart, 'edge', { hosts: ['tickets.example.com'], workload: GatewayWorkload.own() });
edge.expose(web);
new MeshTelemetry(chart, 'edge-telemetry', {
  scope: PolicyScope.gateway(edge),
  tracing: Tracing.on({ samplingPercent: 5 }),
  accessLogs: [AccessLogs.to(logs)],
  metrics: [MetricsOverride.tags({ request_host: MetricTag.expression('request.host') })],
});

app.synth();
