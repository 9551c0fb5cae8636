import { Chart, Duration } from 'cdk8s';
import { configOf, descriptorsOf, filters, LIMIT } from './fixtures';
import { GatewayWorkload, LocalRateLimit, MeshGateway, MeshService, PortProtocol, RateLimitScope } from '../../src';
import { expectFailure, messageOf, newChart, withVersion } from '../service/fixtures';
import { synth } from '../support/synth';

const PORTS = [{ port: 80, targetPort: 8080 }, { port: 81, targetPort: 8081, name: 'http-admin' }, { port: 9000, protocol: PortProtocol.TCP }];

function service(...ports: number[]) {
  const chart = newChart();
  const stock = withVersion(chart, 'stock', { ports: PORTS });
  new LocalRateLimit(chart, 'limit', { scope: RateLimitScope.service(stock, ...ports), limits: [LIMIT] });
  return { chart, stock };
}

const portsIn = (chart: Chart) => filters(synth(chart))[0].spec.configPatches.map(({ match }: any) => match.listener.portNumber);

test('of a service\'s ports those that speak HTTP are limited, written as the workload\'s own', () => {
  expect(portsIn(service().chart)).toEqual([8080, 8081]);
});

test('or those that are named', () => {
  expect(portsIn(service(81).chart)).toEqual([8081]);
});

test('ports that lead to one of the workload are limited once', () => {
  const chart = newChart();
  const stock = withVersion(chart, 'stock', { ports: [{ port: 80, targetPort: 8080 }, { port: 8080, name: 'http-alt' }] });
  new LocalRateLimit(chart, 'limit', { scope: RateLimitScope.service(stock), limits: [LIMIT] });
  expect(portsIn(chart)).toEqual([8080]);
});

test('each port may have limits of its own', () => {
  const { chart, stock } = service(80);
  new LocalRateLimit(chart, 'admin', { scope: RateLimitScope.service(stock, 81), limits: [LIMIT], name: 'admin' });
  expect(filters(synth(chart)).map(({ metadata }) => metadata.name).sort()).toEqual(['admin', 'stock-local-limit']);
});

test('a service that another app deploys is limited at its pods', () => {
  const chart = newChart();
  const stock = MeshService.fromServiceAttributes(chart, 'stock', { serviceName: 'stock', namespace: 'depot', ports: [{ port: 80, targetPort: 8080 }], podLabels: { app: 'depot' } });
  new LocalRateLimit(chart, 'limit', { scope: RateLimitScope.service(stock), limits: [LIMIT] });
  const [{ metadata, spec }] = filters(synth(chart));
  expect([metadata.namespace, spec.workloadSelector.labels]).toEqual(['depot', { app: 'depot' }]);
});

test('gateways that share their pods are limited for their own hosts each, those that come later among them', () => {
  const chart = newChart();
  const [a, b] = ['a', 'b'].map(id => new MeshGateway(chart, id, { hosts: [`${id}.example.com`] }));
  [a, b].forEach(gateway => new LocalRateLimit(gateway, 'limit', { scope: RateLimitScope.gateway(gateway), limits: [LIMIT] }));
  a.addHosts(['*.a.example.com']);
  const stock = withVersion(chart, 'stock');
  [a, b].forEach(gateway => gateway.expose(stock));
  const objects = synth(chart);
  expect(filters(objects).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`).sort()).toEqual(['istio-system/a.shop-local-limit', 'istio-system/b.shop-local-limit']);
  const seen = (gateway: string, host: string) => descriptorsOf(configOf(objects, `${gateway}.shop-local-limit`), { host }).length;
  expect(['a.example.com', 'x.a.example.com', 'b.example.com'].map(host => [seen('a', host), seen('b', host)])).toEqual([[1, 0], [1, 0], [0, 1]]);
});

function limitedGateway(...hosts: string[]) {
  const chart = newChart();
  const edge = new MeshGateway(chart, 'edge', { hosts: ['a.example.com', 'b.example.com'], workload: GatewayWorkload.own() });
  edge.expose(withVersion(chart, 'stock', { protocol: PortProtocol.GRPC }));
  new LocalRateLimit(chart, 'limit', { scope: RateLimitScope.gateway(edge, ...hosts), limits: [LIMIT] });
  return { chart, edge };
}

test('some hosts of a gateway are limited when they are named', () => {
  const { chart, edge } = limitedGateway('a.example.com');
  new LocalRateLimit(chart, 'other', { scope: RateLimitScope.gateway(edge, 'b.example.com'), limits: [{ ...LIMIT, per: Duration.seconds(2) }], name: 'other' });
  const objects = synth(chart);
  expect(['a.example.com', 'b.example.com'].map(host => descriptorsOf(configOf(objects, 'edge-local-limit'), { host }).length)).toEqual([1, 0]);
});

test('a gateway that exposes gRPC tells its callers in gRPC', () => {
  expect(configOf(synth(limitedGateway().chart)).rate_limited_as_resource_exhausted).toBe(true);
});

test('fails for a host that is limited twice', () => {
  const { chart, edge } = limitedGateway('a.example.com');
  expectFailure(() => new LocalRateLimit(chart, 'other', { scope: RateLimitScope.gateway(edge, 'a.example.com'), limits: [LIMIT], name: 'other' }), 'host \'a.example.com\'', 'chart/limit');
});

test('fails for a host that the gateway does not serve', () => {
  expect(messageOf(() => synth(limitedGateway('c.example.com').chart))).toContain('limits host \'c.example.com\', which \'chart/edge\' does not serve: use \'a.example.com\', \'b.example.com\'');
});

test('fails for a gateway whose pods are not known', () => {
  const chart = newChart();
  const edge = MeshGateway.fromGatewayAttributes(chart, 'edge', { gatewayName: 'edge', namespace: 'edge', hosts: ['a.example.com'] });
  expectFailure(() => new LocalRateLimit(chart, 'limit', { scope: RateLimitScope.gateway(edge), limits: [LIMIT] }), 'chart/limit', 'pods are not known');
});

test.each<[string, number, ...string[]]>([
  ['a port that the service does not have', 82, 'port 82 is none of \'chart/stock\'', 'use one of 80, 81'],
  ['a port that does not speak HTTP', 9000, 'port 9000 of \'chart/stock\' speaks tcp'],
])('fails for %s', (_what, port, ...parts) => {
  expectFailure(() => service(port), 'chart/limit', ...parts);
});

test('fails for a service that speaks no HTTP', () => {
  const chart = newChart();
  const stock = withVersion(chart, 'stock', { protocol: PortProtocol.TCP });
  expectFailure(() => new LocalRateLimit(chart, 'limit', { scope: RateLimitScope.service(stock), limits: [LIMIT] }), 'no port of which speaks HTTP', 'ConnectionLimits');
});
