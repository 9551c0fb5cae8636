import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { App, Chart, Duration } from 'cdk8s';
import {
  CanaryRoute, CertificateAlerts, GatewayWorkload, MeshGateway, MeshNamespace, MeshService, MutualTlsMode, MutualTlsPolicy, ObservabilityStack, Rollout, RolloutAlerts, RolloutDashboard,
  ServiceAlerts, ServiceDashboard,
} from '../../../lib/src/index.js';
import type { Manifest } from '../lab/api.js';
import { Prometheus, promtool, type Target } from '../lab/prometheus.js';
import { IMAGE, scenario, test } from '../lab/scenario.js';
import { until } from '../lab/wait.js';
import { CERTIFICATE_TESTS, counter, durations, HOST, requests, ROLLOUT_TESTS, SERVICE_TESTS, type RuleTest } from '../lab/written-series.js';

const STACK = 'monitoring-stack';
const STRANGER = 'monitoring-stranger';
const SERVERS = ['Deployment', 'Service'];

scenario('monitoring', 'Prometheus reads the mesh as configured, and the alerts and dashboards say what they must', scene => {
  let prometheus: Prometheus;
  const built = (withStack: boolean) => scene.synth(chart => {
    const app = App.of(chart);
    const cart = new MeshService(chart, 'cart', { port: 80, targetPort: 8080 });
    const [stable, canary] = ['v1', 'v2'].map(version => cart.addVersion(version, { image: IMAGE, replicas: 1 }));
    const trial = new CanaryRoute(chart, 'trial', { stable, canary, weight: 10 });
    new MeshGateway(chart, 'edge', { hosts: ['monitoring.example.com'], workload: GatewayWorkload.own({ replicas: 1, serviceType: 'ClusterIP' }) }).expose(cart);
    new MutualTlsPolicy(chart, 'mtls', { mode: MutualTlsMode.STRICT });
    const other = new Chart(app, STRANGER, { namespace: STRANGER });
    new MeshNamespace(other, 'namespace');
    new MeshService(other, 'other', { port: 80, targetPort: 8080 }).addVersion('v1', { image: IMAGE, replicas: 1 });
    const own = new Chart(app, STACK, { namespace: STACK });
    new MeshNamespace(own, 'namespace');
    const stack = withStack ? new ObservabilityStack(own, 'stack', { namespaces: [chart.namespace!] }) : undefined;
    const latency = { threshold: Duration.millis(250), percent: 99 };
    new ServiceAlerts(own, 'service', { service: cart, latency, stack });
    new RolloutAlerts(own, 'rollout', { rollout: Rollout.canary(trial), stack });
    new CertificateAlerts(own, 'certificates', { stack });
    new ServiceDashboard(own, 'dashboard', { service: cart, stack });
    new RolloutDashboard(own, 'rollout-dashboard', { rollout: Rollout.canary(trial), stack });
  });
  const found = (objects: readonly Manifest[], kind: string, name: string) => objects.find(one => one.kind === kind && one.metadata.name === name) ?? assert.fail(`no ${kind} ${name}`);
  const proxies = async (): Promise<Target[]> => (await prometheus.targets()).filter(({ scrapePool }) => scrapePool === 'istio-proxies');

  before(async () => {
    // The servers of the stack have no image here: its configuration and its rights are what is tried.
    const objects = built(true).filter(({ kind, metadata }) => !(metadata.namespace === STACK && SERVERS.includes(kind)));
    await scene.apply(objects);
    prometheus = await Prometheus.start(scene.mesh.bin, scene.mesh.api, found(objects, 'ConfigMap', 'prometheus').data, { name: 'prometheus', namespace: STACK });
  });
  after(async () => {
    await prometheus?.stop();
    // The only objects that stand in a namespace which stays.
    await scene.delete(...built(true).filter(({ metadata }) => metadata.namespace === 'istio-system'));
  });

  test('every proxy of the namespace and the gateway are read, once each, though mutual TLS is strict, and no other', async () => {
    const expected = [scene.pod('cart', 'v1'), scene.pod('cart', 'v2'), scene.pod('edge')].map(pod => `http://${pod.ip}:15020/stats/prometheus`).sort();
    const up = await until('proxies to be read', async () => {
      const targets = await proxies();
      assert.deepEqual(targets.map(({ scrapeUrl }) => scrapeUrl).sort(), expected);
      assert.deepEqual(targets.filter(({ health }) => health !== 'up').map(({ scrapeUrl, lastError }) => `${scrapeUrl}: ${lastError}`), []);
      return targets;
    }, 60);
    assert.deepEqual(up.map(({ labels }) => [labels.namespace, labels.app, labels.version]).sort(), [['monitoring', 'cart', 'v1'], ['monitoring', 'cart', 'v2'], ['monitoring', 'edge', undefined]]);
    scene.record('targets of Prometheus with the Roles that come out', { seen: `${up.length} proxies up: ${up.map(({ labels }) => labels.app).sort().join(', ')}; none of a namespace that was not named` });
  });

  test('what proxies and their agents tell carries the labels of its pod', async () => {
    const by = async (metric: string) => {
      const series = await until(metric, async () => {
        const found = await prometheus.query(`max by (namespace,app,version) (${metric})`);
        return found.length === 3 && found;
      });
      return series.map(({ labels }) => [labels.namespace, labels.app, labels.version].join(' ')).sort();
    };
    const expected = ['monitoring cart v1', 'monitoring cart v2', 'monitoring edge '];
    assert.deepEqual(await by('envoy_server_live'), expected);
    assert.deepEqual(await by('istio_agent_cert_expiry_seconds'), expected);
    assert.deepEqual(await prometheus.query('istio_agent_cert_expiry_seconds < 21600'), []);
    scene.record('series by pod', { seen: 'envoy_* of each proxy and gateway, and the hours that its certificate has left, by namespace, app and version' });
  });

  test('the rules that come out are evaluated, and none fails', async () => {
    const rules = await until('rules', async () => {
      const all = await prometheus.rules();
      return all.length > 0 && all.every(({ health }) => health === 'ok') && all;
    }, 120);
    scene.record('rules in the Prometheus of the stack', { seen: `${rules.length} evaluated, none fails` });
  });

  const files: [string, RuleTest[]][] = [['cart-alerts', SERVICE_TESTS], ['cart-rollout-alerts', ROLLOUT_TESTS], ['certificate-alerts', CERTIFICATE_TESTS]];
  for (const [name, tests] of files) {
    test(`promtool takes ${name}, and they fire when they must and only then`, async () => {
      const { spec } = found(built(false), 'PrometheusRule', name);
      await promtool(scene.mesh.bin, name, spec, tests);
      scene.record(`${name} on written series`, { seen: tests.map(one => one.name).join('; ') });
    });
  }

  test('the queries of the dashboards answer what written series hold', async () => {
    const dashboards = built(false).filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.labels?.grafana_dashboard).map(({ data }) => JSON.parse(Object.values<string>(data)[0]));
    const panels = dashboards.flatMap(one => one.panels).flatMap((panel: any) => (panel.targets ?? []).map((target: any) => ({ title: panel.title, expr: target.expr as string })));
    const expressions = panels.map(({ expr }) => expr.replaceAll('$__rate_interval', '5m').replaceAll('$reporter', 'source'));
    const ask = (expr: string, ...samples: [string, number][]) => ({ expr: `round(${expr}, 0.001)`, eval_time: '30m', exp_samples: samples.map(([labels, value]) => ({ labels, value })) });
    const one = (title: string, ending: string) => expressions[panels.findIndex(panel => panel.title === title && panel.expr.includes(ending))];
    await promtool(scene.mesh.bin, 'dashboards', { groups: [] }, [{
      name: 'dashboards', interval: '1m',
      input_series: [
        requests('v1', 200, 540, 60), requests('v2', 200, 54, 60), requests('v2', 503, 6, 60),
        // What another service, and the other side's proxies, report must not count.
        counter('istio_requests_total', { reporter: 'destination', destination_service: HOST, destination_version: 'v1', response_code: '200' }, 6000, 60),
        counter('istio_requests_total', { reporter: 'source', destination_service: 'other.monitoring.svc.cluster.local', destination_version: 'v1', response_code: '503' }, 6000, 60),
        ...durations('v1', '100', 540, 60), ...durations('v2', '500', 60, 60),
      ],
      promql_expr_test: [
        ask(one('Requests', 'sum (rate(istio_requests_total'), ['{}', 10]),
        ask(one('Errors', 'by (destination_version)'), ['{destination_version="v1"}', 0], ['{destination_version="v2"}', 0.1]),
        ask(one('Requests', 'by (source_workload,source_workload_namespace)'), ['{source_workload="web", source_workload_namespace="front"}', 10]),
        ask(one('Share of traffic', 'group_left'), ['{destination_version="v1"}', 0.9], ['{destination_version="v2"}', 0.1]),
        ask(one('Success of v2', 'v2'), ['{}', 0.9]),
        ask(one('Duration of v2, p99', 'v2'), ['{}', 497.5]),
        // Each of the others must at least be answered: with a series, where the service has such.
        ...expressions.map(expr => ({ expr: `count(count(${expr}) > 0)`, eval_time: '30m', exp_samples: [{ labels: '{}', value: 1 }] })),
      ],
    }]);
    scene.record('queries of the dashboards on written series', { seen: `${expressions.length} queries, each answered; rates, errors, shares and durations as written` });
  });
});
