import { App, Chart, Size } from 'cdk8s';
import { EXAMPLE_NAMES, givenTo, runExample } from './run-example';
import {
  BlueGreenService, ClientCertificate, Colour, EastWestGateway, EgressGateway, ExportHeader, ExternalService, GatewayTls, GatewayWorkload,
  GlobalRateLimit, GrafanaAddOn, JaegerAddOn, MeshGateway, MeshService, MeshSettings, ObservabilityStack, ObservabilityStackProps,
  PortProtocol, PrometheusAddOn, RateLimitKey, RateLimitScope, RateLimitService, RateLimitUnit, RedisStore, ServerAuthorities,
  TlsOrigination, TracingProvider,
} from '../../src';
import { leaks } from '../support/leaks';
import { parseManifests } from '../support/manifests';
import { podSecurityProblems, podTemplateOf } from '../support/pod-security';
import { rightsProblems } from '../support/rights';
import { addService, shopChart } from '../support/shop';
import { Manifest, synth } from '../support/synth';

const IMAGE = 'registry.example.com/cart:1.4.2';

/** All that is against what the library puts out. */
function problemsOf(objects: readonly Manifest[]): string[] {
  return [...podSecurityProblems(objects), ...rightsProblems(objects), ...leaks(objects)];
}

const countPods = (objects: readonly Manifest[]) => objects.filter(podTemplateOf).length;

describe.each(EXAMPLE_NAMES)('the example %s', name => {
  test('runs without rights that it does not need, and shows no secret', () => {
    const { objects, texts } = runExample(name);
    // What stands in YAML beside its main.ts is its team's own, which the library brings into the mesh as it is.
    const given = new Set(givenTo(name).map(({ kind, metadata }) => `${kind} ${metadata.name}`));
    const ours = objects.filter(({ kind, metadata }) => !given.has(`${kind} ${metadata.name}`));
    expect(problemsOf(ours)).toEqual([]);
    expect(leaks([...texts.values()].flatMap(text => parseManifests(text)))).toEqual([]);
    expect(countPods(ours) > 0 || given.size > 0).toBe(true);
  });
});

/** A service with one version, and what is added to it. */
function shop(add: (chart: Chart, cart: MeshService) => void): Manifest[] {
  const { chart, service } = addService(shopChart(), 'cart', ['v1']);
  add(chart, service);
  return synth(chart);
}

function stack(props?: ObservabilityStackProps): Manifest[] {
  const chart = new Chart(new App(), 'monitoring', { namespace: 'monitoring' });
  new ObservabilityStack(chart, 'stack', props);
  return synth(chart);
}

function limited(redis?: RedisStore): Manifest[] {
  return shop((chart, cart) => new GlobalRateLimit(chart, 'limits', {
    service: new RateLimitService(chart, 'ratelimit', { redis }),
    scopes: [RateLimitScope.service(cart)],
    limits: [{ name: 'caller', requests: 5, per: RateLimitUnit.MINUTE, by: [RateLimitKey.clientIdentity()] }],
  }));
}

function leavesThrough(tls?: TlsOrigination): Manifest[] {
  return shop((chart, cart) => {
    const bank = new ExternalService(chart, 'bank', { host: 'api.bank.example.com', port: tls ? 80 : undefined, tls });
    new EgressGateway(chart, 'egress').route(bank);
    cart.calls(bank);
  });
}

const gateway = (tls?: GatewayTls) => shop((chart, cart) => new MeshGateway(chart, 'edge', { hosts: ['a.example.com'], tls, workload: GatewayWorkload.own() }).expose(cart));

const storage = { size: Size.gibibytes(10) };
const containers = { initContainers: [{ image: 'registry.example.com/migrate:1' }], extraContainers: [{ image: 'registry.example.com/logs:1' }] };

describe('what is deployed', () => {
  test.each<[string, number, () => Manifest[]]>([
    ['versions with init containers, other containers and paths to write to', 2, () => shop((_, cart) =>
      cart.addVersion('v2', { image: IMAGE, ...containers, writablePaths: ['/tmp'], autoscaling: { maxReplicas: 4 } }))],
    ['blue/green', 3, () => shop(chart => new BlueGreenService(chart, 'web', { port: 80, blue: { image: IMAGE }, green: { image: IMAGE }, live: Colour.BLUE }))],
    ['a gateway without TLS', 2, () => gateway()],
    ['a gateway with a certificate', 2, () => gateway(GatewayTls.simple('edge-tls'))],
    ['a gateway that asks for certificates', 2, () => gateway(GatewayTls.mutual('edge-tls'))],
    ['a gateway that passes TLS on', 2, () => {
      const { chart, service } = addService(shopChart(), 'vault', ['v1'], { ports: [{ port: 443, protocol: PortProtocol.TLS }] });
      new MeshGateway(chart, 'edge', { hosts: ['a.example.com'], tls: GatewayTls.passthrough(), workload: GatewayWorkload.own() }).expose(service);
      return synth(chart);
    }],
    ['an egress gateway', 2, () => leavesThrough()],
    ['an egress gateway that shows a certificate', 2, () => leavesThrough(TlsOrigination.mutual(ClientCertificate.secret('bank-tls')))],
    ['an egress gateway that trusts the authorities of a Secret', 2, () => leavesThrough(TlsOrigination.simple({ authorities: ServerAuthorities.secret('bank-ca') }))],
    ['a gateway between networks', 1, () => {
      const app = new App();
      MeshSettings.set(app, { clusterName: 'east', network: 'east' });
      const chart = new Chart(app, 'edge', { namespace: 'edge' });
      new EastWestGateway(chart, 'east-west');
      return synth(chart);
    }],
    ['a rate limit service', 3, () => limited()],
    ['a rate limit service at a Redis with a password', 2, () => limited(RedisStore.existing(
      MeshService.fromServiceAttributes(shopChart(), 'redis', { serviceName: 'redis', namespace: 'data', ports: [{ port: 6379 }] }), { passwordSecret: 'redis' },
    ))],
    ['the observability stack', 4, () => stack()],
    ['the observability stack for some namespaces', 4, () => stack({ namespaces: ['shop'] })],
    ['the observability stack with disks and a login', 4, () => stack({
      prometheus: PrometheusAddOn.deploy({ storage }), grafana: GrafanaAddOn.deploy({ storage, adminSecret: 'grafana' }), jaeger: JaegerAddOn.deploy({ storage }),
    })],
    ['the observability stack beside what stands already', 1, () => stack({
      prometheus: PrometheusAddOn.existing('http://prometheus.old:9090'), grafana: GrafanaAddOn.none(), jaeger: JaegerAddOn.none(),
    })],
  ])('%s: has no rights that it does not need, and shows no secret', (_what, pods, deploy) => {
    const objects = deploy();
    expect(problemsOf(objects)).toEqual([]);
    expect(countPods(objects)).toBe(pods);
  });

  test('is told to the control plane without any secret: headers of exports come out of the proxies\' environment', () => {
    const app = new App();
    const settings = MeshSettings.set(app, { trustDomain: 'mesh.example.com', trustDomainAliases: ['cluster.local'] });
    const { service } = addService(new Chart(app, 'tracing', { namespace: 'tracing' }), 'collector', ['v1'], { port: 4317, protocol: PortProtocol.GRPC });
    settings.addExtensionProviders(TracingProvider.openTelemetryGrpc('traces', service, { headers: [ExportHeader.environment('x-api-key', 'TRACES_KEY')] }));
    const values = [settings.controlPlaneValues(), settings.istioOperator()];
    expect(JSON.stringify(values)).toContain('x-api-key');
    expect(leaks(values)).toEqual([]);
  });
});
