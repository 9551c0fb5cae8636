import { Chart } from 'cdk8s';
import { ExternalService, FallbackMessage, FallbackMessageProps, GatewayWorkload, MeshGateway, PortProtocol } from '../../src';
import { expectFailure, newChart, withVersion } from '../service/fixtures';
import { Manifest, synth } from '../support/synth';

const BODY = '{"items":[]}';
const CLUSTER = "xds.cluster_name.startsWith('outbound|') && xds.cluster_name.endsWith('|stock.shop.svc.cluster.local')";

const filtersOf = (objects: readonly Manifest[]) => objects.filter(({ kind }) => kind === 'EnvoyFilter');
const namesOf = (objects: readonly Manifest[]) => filtersOf(objects).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`).sort();
const mapperOf = ({ spec }: Manifest) => spec.configPatches[0].patch.value.typed_config.local_reply_config.mappers[0];
const one = (objects: readonly Manifest[], name: string) => filtersOf(objects).find(({ metadata }) => metadata.name === name)!;

function shop(props: Partial<FallbackMessageProps> = {}, port: object = {}) {
  const chart = newChart();
  const stock = withVersion(chart, 'stock', port);
  new FallbackMessage(chart, 'sorry', { service: stock, body: BODY, ...props });
  return { chart, stock };
}

test('callers answer for the service with the message, for its clusters alone', () => {
  const { chart, stock } = shop({ status: 200, contentType: 'application/json' });
  withVersion(chart, 'web', { calls: [stock] });
  const filter = one(synth(chart), 'stock-fallback');
  expect(filter.spec.workloadSelector).toBeUndefined();
  expect(filter.spec.configPatches[0].match).toEqual({
    context: 'SIDECAR_OUTBOUND',
    listener: { portNumber: 80, filterChain: { filter: { name: 'envoy.filters.network.http_connection_manager' } } },
  });
  const { filter: when, ...reply } = mapperOf(filter);
  expect(reply).toEqual({ status_code: 200, body_format_override: { content_type: 'application/json', text_format_source: { inline_string: BODY } } });
  const [status, cluster] = when.and_filter.filters;
  expect(status.status_code_filter.comparison).toMatchObject({ op: 'GE', value: { default_value: 500 } });
  expect(cluster.extension_filter.typed_config.expression).toBe(CLUSTER);
});

test('the status stays the proxy\'s when none is given', () => {
  const { chart } = shop();
  const mapper = mapperOf(one(synth(chart), 'stock-fallback-own'));
  expect(mapper.status_code).toBeUndefined();
  expect(mapper.body_format_override.content_type).toBe('text/plain');
});

test('its own pods say it too, where the application behind the proxy is gone', () => {
  const { chart } = shop();
  const [own, ...rest] = filtersOf(synth(chart));
  expect(rest).toEqual([]);
  expect(own.spec.workloadSelector).toEqual({ labels: { app: 'stock' } });
  expect(own.spec.configPatches[0].match.context).toBe('SIDECAR_INBOUND');
});

test('each namespace of callers gets it once, whenever they declare their calls', () => {
  const { chart, stock } = shop();
  withVersion(chart, 'web', { calls: [stock] });
  withVersion(chart, 'jobs', { calls: [stock] });
  const other = new Chart(chart.node.root as any, 'other', { namespace: 'orders' });
  const orders = withVersion(other, 'orders');
  orders.calls(stock);
  expect(namesOf(synth(chart))).toEqual(['orders/stock.shop-fallback', 'shop/stock-fallback', 'shop/stock-fallback-own']);
});

test('services of one name in several namespaces keep apart where their callers and their gateway are the same', () => {
  const { chart, stock } = shop();
  const depot = new Chart(chart.node.root as any, 'depot', { namespace: 'depot' });
  const other = withVersion(depot, 'stock');
  new FallbackMessage(depot, 'sorry', { service: other, body: BODY });
  withVersion(chart, 'web', { calls: [stock, other] });
  new MeshGateway(chart, 'edge', { hosts: ['a.example.com'] }).expose(stock);
  new MeshGateway(depot, 'edge', { hosts: ['b.example.com'] }).expose(other);
  expect(namesOf(synth(chart))).toEqual([
    'depot/stock-fallback-own',
    'istio-system/stock.depot-fallback-istio-ingressgateway', 'istio-system/stock.shop-fallback-istio-ingressgateway',
    'shop/stock-fallback', 'shop/stock-fallback-own', 'shop/stock.depot-fallback',
  ]);
});

test('a name that is given is the same everywhere', () => {
  const { chart, stock } = shop({ name: 'sorry' });
  withVersion(new Chart(chart.node.root as any, 'other', { namespace: 'orders' }), 'orders', { calls: [stock] });
  expect(namesOf(synth(chart))).toEqual(['orders/sorry', 'shop/sorry-own']);
});

test('gateways that expose the service say it at their pods', () => {
  const { chart, stock } = shop();
  new MeshGateway(chart, 'edge', { hosts: ['a.example.com'], workload: GatewayWorkload.own() }).expose(stock);
  new MeshGateway(chart, 'shared', { hosts: ['b.example.com'] }).expose(stock);
  const objects = synth(chart);
  expect(namesOf(objects)).toEqual([
    'istio-system/stock.shop-fallback-istio-ingressgateway', 'shop/stock-fallback-edge', 'shop/stock-fallback-own',
  ]);
  expect(one(objects, 'stock.shop-fallback-istio-ingressgateway').spec).toMatchObject({
    workloadSelector: { labels: { istio: 'ingressgateway' } },
    configPatches: [{ match: { context: 'GATEWAY' } }],
  });
});

test('services outside of the mesh have callers only, and their own names, whatever their hosts begin with', () => {
  const chart = newChart();
  const calls = ['payments', 'taxes'].map(id => new ExternalService(chart, id, { host: `api.${id}.example`, ports: [{ port: 80 }] }));
  calls.forEach(service => new FallbackMessage(service, 'sorry', { service, body: BODY }));
  withVersion(chart, 'web', { calls });
  expect(namesOf(synth(chart))).toEqual(['shop/payments-fallback', 'shop/taxes-fallback']);
});

test('of several ports those that speak HTTP are meant', () => {
  const { chart, stock } = shop({}, { ports: [{ port: 80 }, { port: 81, name: 'http-admin' }, { port: 9000, protocol: PortProtocol.TCP }] });
  withVersion(chart, 'web', { calls: [stock] });
  const { spec } = one(synth(chart), 'stock-fallback');
  expect(spec.configPatches.map(({ match }: any) => match.listener.portNumber)).toEqual([80, 81]);
});

test.each<[string, Partial<FallbackMessageProps>, ...string[]]>([
  ['a long body', { body: 'é'.repeat(2049) }, 'body of 4098 bytes', 'at most 4096'],
  ['a status that is none', { status: 600 }, 'status 600'],
  ['a type that is none', { contentType: 'json' }, 'contentType \'json\'', 'application/json'],
  ['a name that is none', { name: 'Sorry!' }, 'name \'Sorry!\''],
])('fails for %s', (_what, props, ...parts) => {
  expectFailure(() => shop(props), 'chart/sorry', ...parts);
});

test('fails for a service that speaks no HTTP', () => {
  expectFailure(() => shop({}, { protocol: PortProtocol.TCP }), 'no port of which speaks HTTP');
});
