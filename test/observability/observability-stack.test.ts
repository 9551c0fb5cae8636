import { App, Chart, Duration, Size } from 'cdk8s';
import { parse } from 'yaml';
import { dashboardOf } from './fixtures';
import {
  GrafanaAddOn, JaegerAddOn, KialiAddOn, MeshSettings, ObservabilityStack, ObservabilityStackProps, PrometheusAddOn, ServiceAlerts, ServiceDashboard,
} from '../../src';
import { addService } from '../support/shop';
import { find, Manifest, ofKind, synth } from '../support/synth';

const EXISTING = { prometheus: PrometheusAddOn.existing('http://prometheus.old:9090/'), grafana: GrafanaAddOn.existing('https://grafana.example.com'), jaeger: JaegerAddOn.existing('http://jaeger.old:16686') };

function monitoring(): Chart {
  return new Chart(new App(), 'monitoring', { namespace: 'monitoring' });
}

function stack(props?: ObservabilityStackProps): Manifest[] {
  const chart = monitoring();
  new ObservabilityStack(chart, 'stack', props);
  return synth(chart);
}

const data = (objects: Manifest[], name: string, file: string) => parse(find(objects, 'ConfigMap', name).data[file]);
const podOf = (objects: Manifest[], name: string) => find(objects, 'Deployment', name).spec.template;

describe('the stack', () => {
  test('is Prometheus, Grafana, Kiali and Jaeger, outside of the mesh and as confined as can be', () => {
    const objects = stack();
    const names = ofKind(objects, 'Deployment').map(one => one.metadata.name);
    expect(names).toEqual(['prometheus', 'jaeger', 'grafana', 'kiali']);
    for (const name of names) {
      const { metadata, spec } = podOf(objects, name);
      expect(metadata.labels).toEqual({ 'app': name, 'sidecar.istio.io/inject': 'false' });
      expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
      expect(spec.securityContext.runAsUser).toBeGreaterThan(0);
      const [container] = spec.containers;
      expect(container.securityContext).toEqual({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true });
      expect(container.image).toMatch(/^(docker|quay)[.]io\/[\w/]+:v?\d+[.]\d+([.]\d+)?$/);
      expect(Object.keys(container)).toEqual(expect.arrayContaining(['readinessProbe', 'livenessProbe', 'resources']));
    }
  });

  test('writes no Secret, and no password anywhere', () => {
    const objects = stack();
    expect(ofKind(objects, 'Secret')).toEqual([]);
    const text = JSON.stringify(stack({ grafana: GrafanaAddOn.deploy({ adminSecret: 'grafana-admin' }) }));
    expect(text.match(/password/gi)).toHaveLength(2);
    expect(text).toContain('"valueFrom":{"secretKeyRef":{"key":"admin-password","name":"grafana-admin"}}');
  });

  test('gives tokens to Prometheus and Kiali alone, who may read and do nothing else', () => {
    const objects = stack();
    const account = (name: string) => find(objects, 'ServiceAccount', name).automountServiceAccountToken;
    expect(['prometheus', 'kiali', 'grafana', 'jaeger'].map(account)).toEqual([undefined, undefined, false, false]);
    const roles = ofKind(objects, 'ClusterRole');
    expect(roles.map(role => role.metadata.name)).toEqual(['prometheus-monitoring', 'kiali-monitoring']);
    expect(roles[0].rules).toEqual([{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] }]);
    const all = roles.flatMap(role => role.rules);
    expect(new Set(all.flatMap((rule: any) => rule.verbs))).toEqual(new Set(['get', 'list', 'watch']));
    expect(all.flatMap((rule: any) => rule.resources).filter((one: string) => /^secrets$|^pods\/|[*]/.test(one))).toEqual([]);
  });

  test('looks into the namespaces that are given, by Roles there, in the root namespace and in its own', () => {
    const objects = stack({ namespaces: ['shop', 'shop', 'edge'] });
    expect(ofKind(objects, 'ClusterRole')).toEqual([]);
    for (const name of ['prometheus-monitoring', 'kiali-monitoring']) {
      const namespaces = ['edge', 'istio-system', 'monitoring', 'shop'];
      expect(ofKind(objects, 'Role').filter(one => one.metadata.name === name).map(one => one.metadata.namespace)).toEqual(namespaces);
      expect(ofKind(objects, 'RoleBinding').filter(one => one.metadata.name === name).map(one => [one.metadata.namespace, one.subjects[0].namespace, one.roleRef.name]))
        .toEqual(namespaces.map(namespace => [namespace, 'monitoring', name]));
    }
    const jobs = data(objects, 'prometheus', 'prometheus.yml').scrape_configs;
    const looksInto = (job: string) => jobs.find((one: any) => one.job_name === job).kubernetes_sd_configs[0].namespaces.names;
    expect(looksInto('istio-proxies')).toEqual(['edge', 'istio-system', 'monitoring', 'shop']);
    expect(looksInto('istiod')).toEqual(['istio-system']);
    expect(data(objects, 'kiali', 'config.yaml').deployment).toMatchObject({
      cluster_wide_access: false,
      discovery_selectors: { default: ['edge', 'istio-system', 'monitoring', 'shop'].map(one => ({ matchLabels: { 'kubernetes.io/metadata.name': one } })) },
    });
  });

  test('writes configuration without YAML\'s aliases, as people do', () => {
    expect(ofKind(stack({ namespaces: ['shop'] }), 'ConfigMap').flatMap(one => Object.values<string>(one.data)).filter(text => /[&*]a\d/.test(text))).toEqual([]);
  });

  test('reads every proxy once, at the agent\'s port, whatever family its address is of', () => {
    const job = data(stack(), 'prometheus', 'prometheus.yml').scrape_configs.find((one: any) => one.job_name === 'istio-proxies');
    expect(job.metrics_path).toBe('/stats/prometheus');
    expect(job.relabel_configs[0]).toEqual({ action: 'keep', source_labels: ['__meta_kubernetes_pod_container_port_name'], regex: 'http-envoy-prom' });
    const { regex, replacement } = job.relabel_configs.find((one: any) => one.target_label === '__address__');
    const rewritten = (address: string) => address.replace(new RegExp(`^(?:${regex})$`), replacement);
    expect(['10.1.2.3:15090', '[fd00::7]:15090'].map(rewritten)).toEqual(['10.1.2.3:15020', '[fd00::7]:15020']);
  });

  test('sets them up to work together', () => {
    const objects = stack();
    expect(data(objects, 'grafana', 'datasources.yaml').datasources.map((one: any) => [one.type, one.url])).toEqual([
      ['prometheus', 'http://prometheus.monitoring:9090'], ['jaeger', 'http://jaeger.monitoring:16686'],
    ]);
    expect(data(objects, 'kiali', 'config.yaml')).toMatchObject({
      auth: { strategy: 'anonymous' },
      deployment: { view_only_mode: true, cluster_wide_access: true },
      external_services: {
        prometheus: { url: 'http://prometheus.monitoring:9090' },
        grafana: { enabled: true, internal_url: 'http://grafana.monitoring:3000' },
        tracing: { enabled: true, internal_url: 'http://jaeger.monitoring:16686' },
      },
    });
    expect(data(objects, 'jaeger', 'config.yaml').receivers.otlp.protocols).toEqual({ grpc: { endpoint: '0.0.0.0:4317' }, http: { endpoint: '0.0.0.0:4318' } });
    // Each is reached where the others look for it.
    const ports = ['prometheus', 'grafana', 'jaeger'].map(name => find(objects, 'Service', name).spec.ports.map((one: any) => one.port));
    expect([ports[0].includes(9090), ports[1].includes(3000), ports[2].includes(16686)]).toEqual([true, true, true]);
  });

  test('offers the Service that takes spans, for a tracing provider', () => {
    const chart = monitoring();
    const { tracing } = new ObservabilityStack(chart, 'stack');
    expect(tracing).toMatchObject({ host: 'jaeger.monitoring.svc.cluster.local', namespace: 'monitoring' });
    expect(tracing!.ports.map(({ port, name }) => [port, name])).toEqual([[4317, 'grpc-otlp'], [4318, 'http-otlp'], [9411, 'http-zipkin'], [16686, 'http-query']]);
  });

  test('keeps data in claims where storage is asked for, and then never runs two pods on them', () => {
    const storage = { size: Size.gibibytes(20), storageClass: 'fast' };
    const objects = stack({
      prometheus: PrometheusAddOn.deploy({ storage, retention: Duration.days(30) }),
      grafana: GrafanaAddOn.deploy({ storage: { size: Size.mebibytes(512) } }),
      jaeger: JaegerAddOn.deploy({ storage }),
    });
    expect(ofKind(objects, 'PersistentVolumeClaim').map(one => [one.metadata.name, one.spec.resources.requests.storage, one.spec.storageClassName])).toEqual([
      ['prometheus-data', '20Gi', 'fast'], ['jaeger-data', '20Gi', 'fast'], ['grafana-data', '512Mi', undefined],
    ]);
    expect(['prometheus', 'grafana', 'jaeger', 'kiali'].map(name => find(objects, 'Deployment', name).spec.strategy?.type)).toEqual(['Recreate', 'Recreate', 'Recreate', undefined]);
    expect(podOf(objects, 'prometheus').spec.containers[0].args).toContain('--storage.tsdb.retention.time=30d');
    expect(data(objects, 'jaeger', 'config.yaml').extensions.jaeger_storage.backends.traces).toHaveProperty('badger');
  });

  test('takes what stands already by its address, and leaves out what is not wanted', () => {
    const objects = stack(EXISTING);
    expect(ofKind(objects, 'Deployment').map(one => one.metadata.name)).toEqual(['kiali']);
    expect(data(objects, 'kiali', 'config.yaml').external_services).toMatchObject({
      prometheus: { url: 'http://prometheus.old:9090' }, grafana: { internal_url: 'https://grafana.example.com' }, tracing: { internal_url: 'http://jaeger.old:16686' },
    });
    const chart = monitoring();
    const less = new ObservabilityStack(chart, 'stack', { grafana: GrafanaAddOn.none(), jaeger: JaegerAddOn.none(), kiali: KialiAddOn.none() });
    expect(ofKind(synth(chart), 'Deployment').map(one => one.metadata.name)).toEqual(['prometheus']);
    expect([less.grafanaUrl, less.jaegerUrl, less.kialiUrl, less.tracing]).toEqual([undefined, undefined, undefined, undefined]);
    const kiali = data(stack({ grafana: GrafanaAddOn.none(), jaeger: JaegerAddOn.none() }), 'kiali', 'config.yaml').external_services;
    expect([kiali.grafana, kiali.tracing]).toEqual([{ enabled: false }, { enabled: false }]);
  });

  test('shows the dashboards and evaluates the rules that are given to it, of services in other namespaces', () => {
    const app = new App();
    const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
    const made = new ObservabilityStack(chart, 'stack');
    const { service } = addService(new Chart(app, 'shop', { namespace: 'shop' }), 'cart');
    new ServiceDashboard(chart, 'dashboard', { service, stack: made });
    new ServiceAlerts(chart, 'alerts', { service, stack: made });
    const objects = synth(chart);
    dashboardOf(objects, 'shop-cart', 'monitoring');
    expect(podOf(objects, 'grafana').spec.volumes).toContainEqual({
      name: 'dashboards', projected: { sources: [{ configMap: { name: 'dashboard-shop-cart', items: [{ key: 'shop-cart.json', path: 'shop-cart.json' }] } }] },
    });
    expect(data(objects, 'prometheus', 'prometheus.yml').rule_files).toEqual(['*.rules.yaml']);
    expect(data(objects, 'prometheus', 'cart-alerts.rules.yaml').groups[0].name).toBe('cart.shop-availability');
    expect(ofKind(objects, 'PrometheusRule')).toEqual([]);
  });

  test('says its cluster and its root namespace to Kiali', () => {
    const app = new App();
    MeshSettings.set(app, { rootNamespace: 'mesh', clusterName: 'east' });
    const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
    new ObservabilityStack(chart, 'stack');
    const objects = synth(chart);
    expect(data(objects, 'kiali', 'config.yaml')).toMatchObject({ kubernetes_config: { cluster_name: 'east' }, external_services: { istio: { root_namespace: 'mesh' } } });
  });

  test('fails for dashboards and rules that nothing of its own would take', () => {
    const chart = monitoring();
    const { service } = addService(chart, 'cart');
    const made = new ObservabilityStack(chart, 'stack', EXISTING);
    expect(() => new ServiceDashboard(chart, 'a', { service, stack: made })).toThrow("[monitoring/a] is to be shown by 'monitoring/stack', which deploys no Grafana: leave stack out");
    expect(() => new ServiceAlerts(chart, 'b', { service, stack: made })).toThrow("[monitoring/b] is to be evaluated by 'monitoring/stack', which deploys no Prometheus: leave stack out");
  });

  test('fails for two sets of rules of one name, and for labels that nothing selects', () => {
    const chart = monitoring();
    const { service } = addService(chart, 'cart');
    const made = new ObservabilityStack(chart, 'stack');
    new ServiceAlerts(chart, 'a', { service, stack: made });
    expect(() => new ServiceAlerts(chart, 'b', { service, stack: made })).toThrow("[monitoring/b] writes rules to cart-alerts.rules.yaml of 'monitoring/stack', which others have already");
    expect(() => new ServiceAlerts(chart, 'c', { service, stack: made, objectLabels: { a: 'b' } })).toThrow('[monitoring/c] has objectLabels and a stack');
  });

  test.each<[string, ObservabilityStackProps, string]>([
    ['an address that is none', { prometheus: PrometheusAddOn.existing('prometheus:9090/?a=b') }, "[monitoring/stack] address of Prometheus 'prometheus:9090/?a=b' is not the address of a server"],
    ['an address of words', { grafana: GrafanaAddOn.existing('grafana') }, "[monitoring/stack] address of Grafana 'grafana' is no URL: write for example"],
    ['a password in an address', { jaeger: JaegerAddOn.existing('http://me:secret@jaeger') }, '[monitoring/stack] address of Jaeger has a user in it, and would stand in the output'],
    ['a user in an address', { jaeger: JaegerAddOn.existing('http://me@jaeger') }, '[monitoring/stack] address of Jaeger has a user in it'],
    ['no namespace at all', { namespaces: [] }, '[monitoring/stack] has an empty list of namespaces and would see none of the mesh'],
    ['a namespace that is none', { namespaces: ['A'] }, "[monitoring/stack] namespaces 'A' is not a DNS label"],
    ['a Secret whose name is none', { grafana: GrafanaAddOn.deploy({ adminSecret: 'A' }) }, "[monitoring/stack] adminSecret 'A' is not a DNS subdomain"],
    ['storage of nothing', { prometheus: PrometheusAddOn.deploy({ storage: { size: Size.mebibytes(0) } }) }, '[monitoring/stack] storage of prometheus has size 0 MiB: use at least 1'],
  ])('fails for %s', (_, props, message) => {
    expect(() => stack(props)).toThrow(message);
  });
});
