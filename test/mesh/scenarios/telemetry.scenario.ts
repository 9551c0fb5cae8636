import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { Chart, Duration } from 'cdk8s';
import {
  AccessLogProvider, AccessLogs, GatewayWorkload, LogFilter, LogValue, MeshGateway, MeshService, MeshSettings, MeshTelemetry, PolicyScope, PortProtocol, SpanTag, Tracing,
  TracingProvider, TrafficSide,
} from '../../../lib/src/index.js';
import type { Manifest } from '../lab/api.js';
import { accessLog } from '../lab/access-log.js';
import { collected, collectorManifests, type Telemetered } from '../lab/collector.js';
import { declareProviders, type Provider } from '../lab/mesh-config.js';
import type { Pod } from '../lab/pod.js';
import { IMAGE, scenario, test } from '../lab/scenario.js';
import type { Sender } from '../lab/traffic.js';
import { until } from '../lab/wait.js';

const COLLECTORS = 'telemetry-collector';
const REQUESTS = 50;
/** A header that the lab's application passes on, by which a request is known everywhere. */
const USER = 'end-user';
/** Proxies write their log when ten seconds are over, and report spans every five. */
const PATIENCE = 45;

scenario('telemetry', 'traces, access logs and their filters, for the mesh, services and a gateway, with a collector of OpenTelemetry', scene => {
  let providers: Provider[] = [];
  let gatewayLabels: Record<string, string> = {};
  const meshWide: Manifest[] = [];

  const build = (chart: Chart) => {
    const deploy = (name: string, ...calls: MeshService[]) => {
      const service = new MeshService(chart, name, { port: 80, targetPort: 8080, calls });
      service.addVersion('v1', { image: IMAGE, replicas: 1 });
      return service;
    };
    const c = deploy('c');
    const b = deploy('b', c);
    const a = deploy('a', b);
    const [all, quiet] = [deploy('all', deploy('none')), deploy('quiet', c)];
    const fussy = new MeshService(chart, 'fussy', { ports: [{ port: 80, targetPort: 8080 }, { port: 9090, protocol: PortProtocol.GRPC }] });
    fussy.addVersion('v1', { image: IMAGE, replicas: 1 });
    const gateway = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'], workload: GatewayWorkload.own({ replicas: 1 }) });
    gateway.expose(a);

    const collector = MeshService.fromServiceAttributes(chart, 'collector', {
      serviceName: 'collector', namespace: COLLECTORS, ports: [{ port: 4317, protocol: PortProtocol.GRPC }, { port: 4318 }],
    });
    const [traces, overHttp] = [TracingProvider.openTelemetryGrpc('traces', collector), TracingProvider.openTelemetryHttp('traces-http', collector)];
    const logs = AccessLogProvider.json('json-logs', { fields: { ...LogValue.standardFields(), user: LogValue.requestHeader(USER), lab: LogValue.environment('POD_NAME') } });
    const records = AccessLogProvider.openTelemetry('otel-logs', collector, { attributes: { status: LogValue.status(), user: LogValue.requestHeader(USER) } });
    const settings = MeshSettings.of(chart);
    settings.addExtensionProviders(traces, overHttp, logs, records);
    providers = settings.controlPlaneValues().meshConfig.extensionProviders;

    new MeshTelemetry(chart, 'mesh-telemetry', {
      scope: PolicyScope.mesh(),
      tracing: Tracing.on({ provider: traces, samplingPercent: 0, tags: { user: SpanTag.header(USER), lab: SpanTag.literal('yes') } }),
      accessLogs: [AccessLogs.to(logs)],
    });
    new MeshTelemetry(chart, 'edge-telemetry', { scope: PolicyScope.gateway(gateway), tracing: Tracing.on({ samplingPercent: 100 }), accessLogs: [AccessLogs.to(logs), AccessLogs.to(records)] });
    new MeshTelemetry(chart, 'all-telemetry', { scope: PolicyScope.service(all), tracing: Tracing.on({ provider: overHttp, samplingPercent: 100 }) });
    new MeshTelemetry(chart, 'fussy-telemetry', {
      scope: PolicyScope.service(fussy),
      accessLogs: [AccessLogs.to(logs, { filter: LogFilter.errorsOnly().or(LogFilter.slowerThan(Duration.millis(400))), side: TrafficSide.SERVER })],
    });
    new MeshTelemetry(chart, 'quiet-telemetry', { scope: PolicyScope.service(quiet), accessLogs: [AccessLogs.off({ side: TrafficSide.SERVER })] });
  };

  const collector = () => scene.pod('collector', undefined, COLLECTORS);
  const spans = async (of: (span: Telemetered) => boolean) => (await collected(collector())).filter(one => one.kind === 'span' && of(one));
  const byUser = (user: string) => (one: Telemetered) => one.attributes.user === user;
  const send = async (from: Sender, url: string, user: string, ...options: string[]) => (await scene.request(from, url, '-H', `${USER}: ${user}`, ...options)).status;
  const sendMany = async (url: string, user: string, count: number, status = 200, ...options: string[]) => {
    for (let index = 0; index < count; index++) {
      assert.equal(await send(scene.outside, url, user, ...options), status, url);
    }
  };
  const linesOf = async (pod: Pod, user?: string) => (await accessLog(pod)).filter(line => line.lab !== undefined && (user === undefined || line.user === user));
  const gateway = () => scene.mesh.pods(gatewayLabels, 'telemetry')[0] ?? assert.fail('no pod of the gateway runs');

  before(async () => {
    // Its telemetry is for all proxies, and pods of earlier scenarios that are still about know nothing of the collector.
    await scene.mesh.atRest();
    await scene.apply(collectorManifests(COLLECTORS));
    const objects = scene.synth(build);
    gatewayLabels = objects.find(({ kind }) => kind === 'Gateway')!.spec.selector;
    meshWide.push(...objects.filter(({ metadata }) => metadata.namespace === 'istio-system'));
    await declareProviders(providers);
    await scene.apply(objects);
  });
  after(async () => {
    await scene.delete(...meshWide);
    await declareProviders([]);
  });

  const next = (url: string, after?: string) => after === undefined ? url : `${url}?next=${encodeURIComponent(after)}`;
  const chain = next('http://edge.telemetry/', next('http://b.telemetry/', 'http://c.telemetry/'));

  test('the spans of one request through all hops are one trace, whose share the gateway decides', async () => {
    assert.equal(await send(scene.outside, chain, 'tracer', '-H', 'host: shop.example.com'), 200);
    const names = (seen: readonly Telemetered[]) => [...new Set(seen.map(one => one.attributes['istio.canonical_service']))].sort();
    const seen = await until('spans of all hops', async () => {
      const found = await spans(byUser('tracer'));
      return names(found).join() === 'a,b,c,edge' && found;
    }, PATIENCE);
    assert.equal(new Set(seen.map(one => one.trace)).size, 1, JSON.stringify(seen));
    const ids = new Set(seen.map(one => one.id));
    const roots = seen.filter(one => !ids.has(one.parent));
    assert.deepEqual(names(roots), ['edge'], 'the trace begins at the gateway, and nowhere else');
    assert.ok(seen.every(one => one.attributes.lab === 'yes'), 'tags of the mesh');
    scene.record('one request through the gateway and three services', { seen: `${seen.length} spans of ${names(seen).join(', ')} in one trace` });
  });

  test('the log of each hop has the fields that were asked for, with the id of the trace', async () => {
    const [{ trace }] = await spans(byUser('tracer'));
    const [line] = await until('the line of b', async () => { const lines = await linesOf(scene.pod('b'), 'tracer'); return lines.length >= 2 && lines.filter(one => one.downstream_peer !== null); }, PATIENCE);
    assert.deepEqual([line.method, line.path, line.response_code, line.authority, line.trace_id, line.downstream_peer, line.lab],
      ['GET', '/', 200, 'b.telemetry', trace, 'spiffe://cluster.local/ns/telemetry/sa/a', scene.pod('b').key.split('/')[1]]);
    assert.equal(typeof line.duration, 'number');
    scene.record('an access log', { seen: `${Object.keys(line).length} fields, numbers as such, the path without its query, the caller's identity, the id of its trace` });
  });

  test('the gateway logs to a collector of OpenTelemetry beside its own output', async () => {
    const records = await until('a record of the gateway', async () => {
      const found = (await collected(collector())).filter(one => one.kind === 'log' && one.attributes.user === 'tracer');
      return found.length > 0 && found;
    }, PATIENCE);
    assert.deepEqual(records.map(one => one.attributes.status), ['200']);
    await until('its own line', async () => (await linesOf(gateway(), 'tracer')).length === 1, PATIENCE);
    scene.record('access logs by OTLP', { seen: 'one record of the request, and one line of JSON' });
  });

  test('a service at 100 percent traces each request that begins there, over HTTP too', async () => {
    await sendMany('http://all.telemetry/', 'all', REQUESTS);
    const seen = await until('a span of each request', async () => { const found = await spans(byUser('all')); return found.length >= REQUESTS && found; }, PATIENCE);
    assert.equal(seen.length, REQUESTS);
    assert.equal(new Set(seen.map(one => one.trace)).size, REQUESTS, 'a trace of its own for each');
    scene.record('sampling 100 %, reported over HTTP', { requests: REQUESTS, failed: 0, seen: `${seen.length} traces` });
  });

  test('a service at 0 percent traces none, but those that were decided on before', async () => {
    await sendMany('http://none.telemetry/', 'none', REQUESTS);
    // A caller of outside decides nothing by a header of its own.
    await sendMany('http://none.telemetry/', 'none', REQUESTS, 200, '-H', 'traceparent: 00-c0ffee00c0ffee00c0ffee00c0ffee00-c0ffee00c0ffee00-01');
    // Reported in their order: when this one is there, all before it were.
    assert.equal(await send(scene.outside, next('http://all.telemetry/', 'http://none.telemetry/'), 'decided'), 200);
    const seen = await until('spans of both', async () => {
      const found = await spans(byUser('decided'));
      return found.some(one => one.attributes['istio.canonical_service'] === 'none') && found.some(one => one.parent === '') && found;
    }, PATIENCE);
    assert.equal(new Set(seen.map(one => one.trace)).size, 1, 'one trace');
    assert.deepEqual(await spans(byUser('none')), []);
    scene.record('sampling 0 %', { requests: 2 * REQUESTS, failed: 0, seen: 'no trace, whatever a client says; one that a calling proxy has decided on goes on' });
  });

  test('a filter takes what failed or took long, and nothing else', async () => {
    const url = 'http://fussy.telemetry/';
    await sendMany(url, 'fine', 30);
    await sendMany(`${url}?status=404`, 'missing', 10, 404);
    await sendMany(`${url}?status=503`, 'broken', 10, 503);
    await sendMany(`${url}?delay=600`, 'slow', 5);
    for (const [user, headers] of [['grpc-fine', {}], ['grpc-broken', { fail: '14' }]] as const) {
      await scene.load(scene.outside, 'http://fussy.telemetry:9090', { count: 10, concurrency: 1, grpc: '/lab.Echo/Say', headers: { [USER]: user, ...headers } });
    }
    await sendMany(`${url}?status=500`, 'last', 1, 500);
    const seen = await until('the last line', async () => { const lines = await linesOf(scene.pod('fussy')); return lines.some(line => line.user === 'last') && lines; }, PATIENCE);
    const counts = Object.fromEntries(['fine', 'missing', 'broken', 'slow', 'grpc-fine', 'grpc-broken', 'last'].map(user => [user, seen.filter(line => line.user === user).length]));
    assert.deepEqual(counts, { 'fine': 0, 'missing': 10, 'broken': 10, 'slow': 5, 'grpc-fine': 0, 'grpc-broken': 10, 'last': 1 });
    scene.record('the filter of a log', { requests: 76, failed: 0, seen: JSON.stringify(counts) });
  });

  test('a service whose served requests are not logged logs those that it makes', async () => {
    await sendMany('http://quiet.telemetry/', 'unlogged', 10);
    assert.equal(await send(scene.outside, next('http://quiet.telemetry/', 'http://c.telemetry/'), 'caller'), 200);
    const seen = await until('the line of the call', async () => { const lines = await linesOf(scene.pod('quiet')); return lines.length > 0 && lines; }, PATIENCE);
    assert.deepEqual(seen.map(line => [line.user, line.authority]), [['caller', 'c.telemetry']]);
    scene.record('a side that is off', { requests: 11, failed: 0, seen: 'one line, of the call that the service made' });
  });
});
