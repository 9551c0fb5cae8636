import { App, Chart, Duration } from 'cdk8s';
import {
  AccessLogProvider, AccessLogs, ExternalService, IstioMetric, LogFilter, LogValue, MeshGateway, MeshService, MeshSettings, MeshTelemetry,
  MeshTelemetryProps, MetricsOverride, MetricsProvider, MetricTag, PolicyScope, SpanTag, Tracing, TracingProvider, TrafficSide,
} from '../../src';
import { expectFailure, withVersion } from '../service/fixtures';
import { find, findOnly, ofKind, synth } from '../support/synth';

const LOGS = [AccessLogs.to(AccessLogProvider.builtIn())];

function mesh() {
  const app = new App();
  const settings = MeshSettings.set(app, {});
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const saas = ExternalService.fromExternalServiceAttributes(chart, 'collector', { host: 'otlp.example.com', namespace: 'platform' });
  const [otel, json, text] = [TracingProvider.openTelemetryGrpc('otel', saas), AccessLogProvider.json('json'), AccessLogProvider.text('text')];
  settings.addExtensionProviders(otel, json, text);
  return { app, settings, chart, otel, json, text };
}

type Mesh = ReturnType<typeof mesh>;

/** The Telemetry in namespace 'shop', or where its scope says. */
function telemetry(props: MeshTelemetryProps | ((mesh: Mesh) => MeshTelemetryProps)) {
  const known = mesh();
  new MeshTelemetry(known.chart, 'telemetry', typeof props === 'function' ? props(known) : props);
  return findOnly(synth(known.chart), 'Telemetry');
}

describe('telemetry', () => {
  test('holds for the namespace of the chart when nothing else is said', () => {
    expect(telemetry({ accessLogs: LOGS })).toEqual({
      apiVersion: 'telemetry.istio.io/v1',
      kind: 'Telemetry',
      metadata: { name: 'default', namespace: 'shop' },
      spec: { accessLogging: [{ providers: [{ name: 'envoy' }] }] },
    });
  });

  test('holds for the mesh in its root namespace, for another namespace, and for a service', () => {
    expect(telemetry({ scope: PolicyScope.mesh(), accessLogs: LOGS }).metadata).toEqual({ name: 'default', namespace: 'istio-system' });
    expect(telemetry({ scope: PolicyScope.namespace('billing'), accessLogs: LOGS }).metadata).toEqual({ name: 'default', namespace: 'billing' });
    expect(telemetry(({ chart }) => ({ scope: PolicyScope.service(withVersion(chart, 'cart')), accessLogs: LOGS })))
      .toMatchObject({ metadata: { name: 'cart', namespace: 'shop' }, spec: { selector: { matchLabels: { app: 'cart' } } } });
  });

  test('of a gateway stands in the namespace of its pods, and is for them', () => {
    expect(telemetry(({ chart }) => {
      const gateway = MeshGateway.fromGatewayAttributes(chart, 'edge', { gatewayName: 'edge', namespace: 'shop', hosts: ['shop.example.com'], podNamespace: 'istio-ingress', podLabels: { istio: 'ingress' } });
      return { scope: PolicyScope.gateway(gateway), tracing: Tracing.on({ samplingPercent: 5 }) };
    })).toMatchObject({
      metadata: { name: 'edge', namespace: 'istio-ingress' },
      spec: { selector: { matchLabels: { istio: 'ingress' } }, tracing: [{ randomSamplingPercentage: 5 }] },
    });
  });

  test('fails twice for one scope, however that is said', () => {
    const { chart } = mesh();
    new MeshTelemetry(chart, 'one', { accessLogs: LOGS });
    expectFailure(() => new MeshTelemetry(chart, 'two', { scope: PolicyScope.namespace('shop'), accessLogs: LOGS }),
      "[shop/two] the telemetry of namespace 'shop' is owned by 'shop/one' already: Istio would follow the older one, or mix the two; say all in one");
    const scope = PolicyScope.service(withVersion(chart, 'cart'));
    new MeshTelemetry(chart, 'three', { scope, accessLogs: LOGS });
    expectFailure(() => new MeshTelemetry(chart, 'four', { scope, accessLogs: LOGS }), "the telemetry of 'shop/cart' is owned by 'shop/three' already");
    new MeshTelemetry(chart, 'five', { scope: PolicyScope.mesh(), accessLogs: LOGS });
    expectFailure(() => new MeshTelemetry(chart, 'six', { scope: PolicyScope.namespace('istio-system'), accessLogs: LOGS }), "is owned by 'shop/five' already");
  });

  test('fails twice for gateways that share their pods', () => {
    const { chart } = mesh();
    const gateway = (id: string) => PolicyScope.gateway(MeshGateway.fromGatewayAttributes(chart, id, {
      gatewayName: id, namespace: 'shop', hosts: [`${id}.example.com`], podNamespace: 'istio-ingress', podLabels: id === 'a' ? { x: '1', y: '2' } : { y: '2', x: '1' },
    }));
    new MeshTelemetry(chart, 'one', { scope: gateway('a'), accessLogs: LOGS });
    expectFailure(() => new MeshTelemetry(chart, 'two', { scope: gateway('b'), accessLogs: LOGS }), "the telemetry of 'shop/b' is owned by 'shop/one' already");
  });

  test('fails when it says nothing', () => {
    expectFailure(() => telemetry({}), '[shop/telemetry] says nothing: give tracing, accessLogs or metrics');
    expectFailure(() => telemetry({ accessLogs: [], metrics: [] }), 'says nothing');
  });

  test('fails with a provider that the mesh does not declare', () => {
    expectFailure(() => telemetry({ accessLogs: [AccessLogs.to(AccessLogProvider.json('mine'))] }), '[shop/telemetry] uses extension provider \'mine\', which the mesh does not declare');
    expectFailure(() => telemetry(({ chart }) => ({ tracing: Tracing.on({ provider: TracingProvider.zipkin('z', withVersion(chart, 'z', { port: 9411 })) }) })), 'uses extension provider \'z\'');
  });

  test('fails with a provider that is wrong in itself', () => {
    expectFailure(() => telemetry(({ settings }) => {
      const provider = AccessLogProvider.json('bad', { fields: { a: LogValue.text('%NONE%') } });
      settings.addExtensionProviders(provider);
      return { accessLogs: [AccessLogs.to(provider)] };
    }), '[shop/telemetry] value \'%NONE%\' of a log has %NONE%');
  });
});

describe('traces', () => {
  test('say to whom, how many and with which tags', () => {
    expect(telemetry(({ otel }) => ({
      tracing: Tracing.on({
        provider: otel,
        samplingPercent: 0.05,
        tags: {
          team: SpanTag.literal('shop'), tenant: SpanTag.header('x-tenant', 'none'), zone: SpanTag.environment('ZONE'), sni: SpanTag.logValue(LogValue.text('%REQUESTED_SERVER_NAME%')),
        },
        istioTags: false,
        useRequestIdForSampling: false,
        propagateHeaders: false,
        side: TrafficSide.SERVER,
      }),
    })).spec.tracing).toEqual([{
      match: { mode: 'SERVER' },
      providers: [{ name: 'otel' }],
      randomSamplingPercentage: 0.05,
      customTags: {
        team: { literal: { value: 'shop' } },
        tenant: { header: { name: 'x-tenant', defaultValue: 'none' } },
        zone: { environment: { name: 'ZONE' } },
        sni: { formatter: { value: '%REQUESTED_SERVER_NAME%' } },
      },
      enableIstioTags: false,
      useRequestIdForTraceSampling: false,
      disableContextPropagation: true,
    }]);
  });

  test('of no request are sampled at 0 percent, and none reported when they are off', () => {
    expect(telemetry({ tracing: Tracing.on({ samplingPercent: 0 }) }).spec.tracing).toEqual([{ randomSamplingPercentage: 0 }]);
    expect(telemetry({ tracing: Tracing.off() }).spec.tracing).toEqual([{ disableSpanReporting: true }]);
  });

  test('that a wider scope has switched off are on again where it is said', () => {
    const { chart, otel } = mesh();
    const tracing = Tracing.on({ provider: otel, samplingPercent: 100 });
    new MeshTelemetry(chart, 'cart-telemetry', { scope: PolicyScope.service(withVersion(chart, 'cart')), tracing });
    new MeshTelemetry(chart, 'billing', { scope: PolicyScope.namespace('billing'), tracing });
    // Which may be said later.
    new MeshTelemetry(chart, 'shop', { tracing: Tracing.off() });
    const objects = synth(chart);
    expect(find(objects, 'Telemetry', 'cart').spec.tracing[0].disableSpanReporting).toBe(false);
    expect(find(objects, 'Telemetry', 'default', 'billing').spec.tracing[0]).not.toHaveProperty('disableSpanReporting');
  });

  test('fail for the mesh without a provider', () => {
    expectFailure(() => telemetry({ scope: PolicyScope.mesh(), tracing: Tracing.on({ samplingPercent: 1 }) }), '[shop/telemetry] traces the mesh and has no provider, so no span would be reported');
    expect(telemetry({ scope: PolicyScope.mesh(), tracing: Tracing.off() }).spec.tracing).toHaveLength(1);
  });

  test.each([-1, 100.01, 0.005, NaN])('fail at a share of %d percent', samplingPercent => {
    expectFailure(() => telemetry({ tracing: Tracing.on({ samplingPercent }) }), `[shop/telemetry] samplingPercent ${samplingPercent} is not allowed`);
  });

  test.each([0.07, 0.29, 1.1, 33.33, 100])('take a share of %d percent', samplingPercent => {
    expect(telemetry({ tracing: Tracing.on({ samplingPercent }) }).spec.tracing[0].randomSamplingPercentage).toBe(samplingPercent);
  });

  test.each([
    ['an empty value', { a: SpanTag.literal('') }, 'value \'\' of a span\'s tag is empty'],
    ['a variable without a name', { a: SpanTag.environment('') }, 'environment variable \'\' of a span\'s tag is empty'],
    ['a header that is none', { a: SpanTag.header('x y') }, 'header name \'x y\' is not valid'],
    ['a tag without a name', { ' ': SpanTag.literal('a') }, 'has a span\'s tag without a name'],
  ])('fail with %s', (_, tags, message) => {
    expectFailure(() => telemetry({ tracing: Tracing.on({ tags }) }), `[shop/telemetry] ${message}`);
  });

  test('fail for the server\'s side of a gateway, which Istio has not', () => {
    expectFailure(() => telemetry(({ chart }) => ({
      scope: PolicyScope.gateway(new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'] })), tracing: Tracing.on({ samplingPercent: 1, side: TrafficSide.SERVER }),
    })), '[shop/telemetry] holds for \'shop/edge\', a gateway, and has something for TrafficSide.SERVER');
  });
});

describe('access logs', () => {
  test('go to several providers, each with its filter and side', () => {
    expect(telemetry(({ json, text }) => ({
      accessLogs: [
        AccessLogs.to(json, { filter: LogFilter.errorsOnly().or(LogFilter.slowerThan(Duration.seconds(1))) }),
        AccessLogs.to(text, { side: TrafficSide.CLIENT }),
      ],
    })).spec.accessLogging).toEqual([
      { providers: [{ name: 'json' }], filter: { expression: "response.code >= 400 || response.flags != 0 || response.headers['grpc-status'] > '0' || response.trailers['grpc-status'] > '0' || request.duration > duration('1s')" } },
      { match: { mode: 'CLIENT' }, providers: [{ name: 'text' }] },
    ]);
  });

  test('that are off for a side come first: Istio switches off what stands last before it', () => {
    expect(telemetry(({ json }) => ({
      accessLogs: [AccessLogs.to(json, { side: TrafficSide.SERVER }), AccessLogs.off({ side: TrafficSide.CLIENT })],
    })).spec.accessLogging)
      .toEqual([{ match: { mode: 'CLIENT' }, disabled: true }, { match: { mode: 'SERVER' }, providers: [{ name: 'json' }] }]);
  });

  test('that are off are so for all providers of wider scopes, of which Istio would take the last', () => {
    const { chart, json, text } = mesh();
    new MeshTelemetry(chart, 'cart-telemetry', { scope: PolicyScope.service(withVersion(chart, 'cart')), accessLogs: [AccessLogs.off()] });
    const off = () => find(synth(chart), 'Telemetry', 'cart').spec.accessLogging;
    expect(off()).toEqual([{ disabled: true }]);
    new MeshTelemetry(chart, 'mesh', { scope: PolicyScope.mesh(), accessLogs: [AccessLogs.to(json, { side: TrafficSide.CLIENT }), AccessLogs.to(json, { side: TrafficSide.SERVER })] });
    expect(off()).toEqual([{ providers: [{ name: 'json' }], disabled: true }]);
    new MeshTelemetry(chart, 'shop', { accessLogs: [AccessLogs.to(text)] });
    expect(off()).toEqual([{ providers: [{ name: 'json' }, { name: 'text' }], disabled: true }]);
  });

  test('fail twice to one provider for one side', () => {
    expectFailure(() => telemetry(({ json }) => ({
      accessLogs: [AccessLogs.to(json), AccessLogs.to(json, { side: TrafficSide.CLIENT, filter: LogFilter.errorsOnly() })],
    })), "[shop/telemetry] has two accessLogs to 'json' for one side, of which Istio follows the last");
  });

  test('fail on and off for one side', () => {
    expectFailure(() => telemetry(({ json }) => ({ accessLogs: [AccessLogs.to(json), AccessLogs.off({ side: TrafficSide.CLIENT })] })), 'has accessLogs and AccessLogs.off() for one side');
  });

  test('fail with a filter that is none', () => {
    expectFailure(() => telemetry({ accessLogs: [AccessLogs.to(AccessLogProvider.builtIn(), { filter: LogFilter.statusAtLeast(1000) })] }), '[shop/telemetry] status 1000');
  });
});

describe('metrics', () => {
  test('differ by tags, of all or one, for both sides or one, and by what is kept', () => {
    expect(telemetry({
      metricsProvider: MetricsProvider.prometheus(),
      metricsInterval: Duration.seconds(10),
      metrics: [
        MetricsOverride.tags({ request_host: MetricTag.expression('request.host'), source_principal: MetricTag.removed() }),
        MetricsOverride.tags({ method: MetricTag.expression('request.method') }, { metric: IstioMetric.REQUEST_COUNT, side: TrafficSide.SERVER }),
        MetricsOverride.off({ metric: IstioMetric.REQUEST_SIZE }),
        MetricsOverride.on({ metric: IstioMetric.RESPONSE_SIZE, side: TrafficSide.CLIENT }),
      ],
    }).spec.metrics).toEqual([{
      providers: [{ name: 'prometheus' }],
      reportingInterval: '10s',
      overrides: [
        { tagOverrides: { request_host: { value: 'request.host' }, source_principal: { operation: 'REMOVE' } } },
        { match: { metric: 'REQUEST_COUNT', mode: 'SERVER' }, tagOverrides: { method: { value: 'request.method' } } },
        { match: { metric: 'REQUEST_SIZE' }, disabled: true },
        { match: { metric: 'RESPONSE_SIZE', mode: 'CLIENT' }, disabled: false },
      ],
    }]);
  });

  test('may be switched off for one side, whatever is said of the other', () => {
    expect(telemetry({
      metrics: [
        MetricsOverride.off({ side: TrafficSide.CLIENT }),
        MetricsOverride.off({ metric: IstioMetric.REQUEST_SIZE, side: TrafficSide.SERVER }),
      ],
    }).spec.metrics[0].overrides)
      .toEqual([{ match: { mode: 'CLIENT' }, disabled: true }, { match: { metric: 'REQUEST_SIZE', mode: 'SERVER' }, disabled: true }]);
  });

  test('fail when all are off and then more is said, by which Istio switches them on', () => {
    expectFailure(() => telemetry({ metrics: [MetricsOverride.off(), MetricsOverride.on({ metric: IstioMetric.REQUEST_COUNT })] }),
      '[shop/telemetry] switches all metrics off and then says more of some, by which Istio switches all of them on again');
  });

  test.each([
    ['a tag that is no label', MetricsOverride.tags({ 'request-host': MetricTag.expression('request.host') }), 'tag \'request-host\' of a metric is no label of Prometheus'],
    ['an empty expression', MetricsOverride.tags({ host: MetricTag.expression(' ') }), 'tag \'host\' of a metric has an empty expression'],
    ['no tag', MetricsOverride.tags({}), 'changes no tag of its metrics'],
  ])('fail with %s', (_, override, message) => {
    expectFailure(() => telemetry({ metrics: [override] }), `[shop/telemetry] ${message}`);
  });
});

test('telemetry of a service of another team is for its pods, in its namespace', () => {
  expect(telemetry(({ chart }) => ({
    scope: PolicyScope.service(MeshService.fromServiceAttributes(chart, 'search', { serviceName: 'search', namespace: 'team-b', ports: [{ port: 80 }], podLabels: { role: 's' } })),
    accessLogs: LOGS,
  }))).toMatchObject({ metadata: { name: 'search', namespace: 'team-b' }, spec: { selector: { matchLabels: { role: 's' } } } });
});

test('each scope has an object of its own', () => {
  const { chart } = mesh();
  [PolicyScope.mesh(), PolicyScope.namespace(), PolicyScope.service(withVersion(chart, 'cart'))].forEach((scope, at) => new MeshTelemetry(chart, `t-${at}`, { scope, accessLogs: LOGS }));
  expect(ofKind(synth(chart), 'Telemetry').map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)).toEqual(['istio-system/default', 'shop/default', 'shop/cart']);
});
