import { Chart, Duration } from 'cdk8s';
import {
  AccessAction, AccessLogProvider, AccessLogs, AccessPolicy, AccessSource, CircuitBreaker, ExternalService, JwtPolicy, Jwks, LeastPrivilege,
  LocalRateLimit, MeshDefaults, MeshGateway, MeshService, MeshSettings, MeshTelemetry, OutlierDetection, OutsideCaller, PolicyScope, RateLimitScope,
  RoutePolicy, ServiceAlerts, ServiceDashboard,
} from '../src';

/** What policies share. */
interface Around {
  readonly chart: Chart;
  readonly logs: AccessLogProvider;
  readonly gateway: () => MeshGateway;
}

type Add = (service: MeshService, index: number, around: Around) => void;

/** What each service of an app has beside its versions. */
export const POLICIES = {
  none: () => undefined,
  leastPrivilege: (_, index, { chart }) => { if (index === 0) { new LeastPrivilege(chart, 'least-privilege'); } },
  meshDefaults: (_, index, { chart }) => { if (index === 0) { new MeshDefaults(chart, 'defaults', { defaultDeny: true }); } },
  tokens: (service, index, { chart }) => {
    const jwks = Jwks.url('https://login.example.com/keys');
    new JwtPolicy(chart, `tokens-${index}`, { scope: PolicyScope.service(service), issuers: [{ issuer: 'https://login.example.com', audiences: ['shop'], jwks, forwardOriginalToken: true }] });
  },
  denials: (service, index, { chart }) => {
    new AccessPolicy(chart, `denial-${index}`, { scope: PolicyScope.service(service), action: AccessAction.deny(), rules: [{ to: [{ paths: ['/admin/*'] }] }] });
  },
  admissions: (service, index, { chart }) => {
    if (index === 0) { new LeastPrivilege(chart, 'least-privilege'); }
    new AccessPolicy(chart, `admission-${index}`, { scope: PolicyScope.service(service), action: AccessAction.allow(), rules: [{ from: [AccessSource.namespaces('reports')] }] });
  },
  limits: (service, index, { chart }) => {
    new LocalRateLimit(chart, `limit-${index}`, { scope: RateLimitScope.service(service), limits: [{ name: 'all', requests: 10, per: Duration.seconds(1) }] });
  },
  telemetry: (service, index, { chart, logs }) => {
    new MeshTelemetry(chart, `telemetry-${index}`, { scope: PolicyScope.service(service), accessLogs: [AccessLogs.to(logs)] });
  },
  dashboards: (service, index, { chart }) => { new ServiceDashboard(chart, `dashboard-${index}`, { service }); },
  alerts: (service, index, { chart }) => { new ServiceAlerts(chart, `alerts-${index}`, { service }); },
  breakers: (service, index, { chart }) => { new CircuitBreaker(chart, `breaker-${index}`, { service, ejection: OutlierDetection.failingPods() }); },
  routePolicies: (service, index, { chart }) => { new RoutePolicy(chart, `policy-${index}`, { service, timeout: Duration.seconds(1) }); },
  outsideCallers: (service, index, { chart }) => { new OutsideCaller(chart, `outside-${index}`, { podLabels: { job: `job-${index}` }, calls: [service] }); },
  externalServices: (service, index, { chart }) => {
    const external = new ExternalService(chart, `external-${index}`, { host: `api-${index}.example.com`, ports: [{ port: 443 }] });
    service.calls(external);
  },
  exposures: (service, index, { gateway }) => gateway().expose(service, { paths: [`/service-${index}`] }),
} satisfies { readonly [name: string]: Add };

export type PolicyKind = keyof typeof POLICIES;

/** So many services, each calling the one before, with one kind of policy. */
export function withPolicies(chart: Chart, count: number, kind: PolicyKind): void {
  const logs = AccessLogProvider.json('logs');
  MeshSettings.of(chart).addExtensionProviders(logs);
  let made: MeshGateway | undefined;
  const gateway = () => made ??= new MeshGateway(chart, 'gateway', { hosts: ['shop.example.com'] });
  let before: MeshService | undefined;
  for (let index = 0; index < count; index++) {
    const service = new MeshService(chart, `service-${index}`, { port: 8080, calls: before ? [before] : [] });
    service.addVersion('v1', { image: 'registry.example.com/shop/service:1.4.2' });
    POLICIES[kind](service, index, { chart, logs, gateway });
    before = service;
  }
}
