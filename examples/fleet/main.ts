import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart, Yaml } from 'cdk8s';
import {
  AccessAction, AccessLogProvider, AccessLogs, AccessPolicy, AccessSource, GatewayWorkload, LeastPrivilege, LogFilter, MeshDefault,
  MeshDefaults, MeshGateway, MeshNamespace, MeshService, MeshSettings, MeshTelemetry, MutualTlsMode, MutualTlsPolicy,
  OutboundTraffic, OutsideCaller, PolicyScope, PortProtocol, TlsVersion, Tracing, TracingProvider, TrafficSide,
} from 'cdk8s-istio';

const app = new App();
// The mesh moves to a trust domain of its own: identities of the former one count until their last certificate has run out.
const settings = MeshSettings.set(app, { trustDomain: 'mesh.example.com', trustDomainAliases: ['cluster.local'] });
const image = (name: string) => `registry.example.com/${name}`;

/* The team of the platform. Its file comes last: services have said who may call them when all else is refused. */
const mesh = new Chart(app, 'mesh', { namespace: settings.rootNamespace });

const collector = MeshService.fromServiceAttributes(mesh, 'collector', {
  serviceName: 'collector', namespace: 'observability', podLabels: { app: 'collector' }, ports: [{ port: 4317, targetPort: 4317, protocol: PortProtocol.GRPC }],
});
const traces = TracingProvider.openTelemetryGrpc('traces', collector);
const logs = AccessLogProvider.json('json-logs');
settings.addExtensionProviders(traces, logs);
new MeshTelemetry(mesh, 'telemetry', {
  scope: PolicyScope.mesh(),
  tracing: Tracing.on({ provider: traces, samplingPercent: 1 }),
  accessLogs: [AccessLogs.to(logs, { filter: LogFilter.errorsOnly(), side: TrafficSide.SERVER })],
});

new MeshDefaults(mesh, 'defaults', {
  mutualTls: MutualTlsMode.STRICT,
  minimumTls: TlsVersion.V1_3,
  defaultDeny: true,
  outboundTraffic: OutboundTraffic.REGISTRY_ONLY,
  // When the last caller has joined, this goes: synth says whom it would cut off.
  exemptions: [{ namespace: 'warehouse', reason: 'the scanners get proxies in June', from: [MeshDefault.MUTUAL_TLS] }],
});

/* The team of the warehouse, which is on its way from PERMISSIVE to STRICT. */
const warehouse = new Chart(app, 'warehouse', { namespace: 'warehouse' });
new MeshNamespace(warehouse, 'namespace');
const bins = new MeshService(warehouse, 'bins', { port: 8080 });
bins.addVersion('v1', { image: image('bins:3.1.0'), readinessPath: '/ready' });
const scans = new MeshService(warehouse, 'scans', { port: 8080, calls: [bins] });
scans.addVersion('v1', { image: image('scans:1.9.2'), readinessPath: '/ready' });
new LeastPrivilege(warehouse, 'least-privilege', { services: [bins] });

// All who call the bins have proxies already: one service more for which plain text is over.
new MutualTlsPolicy(warehouse, 'bins-mtls', { mode: MutualTlsMode.STRICT, scope: PolicyScope.service(bins) });

// Scanners have none yet, and so no identities: their addresses stand for them meanwhile.
new OutsideCaller(warehouse, 'scanners', { namespace: 'scanners', podLabels: { app: 'scanner' }, calls: [scans] });
new AccessPolicy(warehouse, 'scanners-only', {
  action: AccessAction.allow(),
  scope: PolicyScope.service(scans),
  rules: [{ from: [AccessSource.ipBlocks('10.30.0.0/16')], to: [{ methods: ['POST'], paths: ['/scans'] }] }],
});

/* The team of the orders has nothing to say of it: what holds for the mesh holds for it. */
const orders = new Chart(app, 'orders', { namespace: 'orders' });
new MeshNamespace(orders, 'namespace');
new LeastPrivilege(orders, 'least-privilege');
const order = new MeshService(orders, 'order', { port: 8080, calls: [bins] });
order.addVersion('v1', { image: image('order:7.0.3'), readinessPath: '/ready' });
const checkout = new MeshService(orders, 'checkout', { port: 8080, calls: [order] });
checkout.addVersion('v1', { image: image('checkout:4.2.0'), readinessPath: '/ready' });
const edge = new MeshGateway(orders, 'edge', { hosts: ['orders.example.com'], workload: GatewayWorkload.own() });
edge.expose(checkout);

mesh.addDependency(warehouse, orders);
app.synth();

/* What the control plane is installed with. In a folder of its own, since it is no manifest: `helm upgrade -f`, or `istioctl install -f`. */
const install = join(app.outdir, 'install');
mkdirSync(install, { recursive: true });
Yaml.save(join(install, 'istiod-values.yaml'), [settings.controlPlaneValues()]);
Yaml.save(join(install, 'istio-operator.yaml'), [settings.istioOperator()]);
