import { App, Chart, JsonPatch } from 'cdk8s';
import { expectFailure, IMAGE, newChart, withVersion } from './fixtures';
import { CanaryRoute, FallbackMessage, MeshService, MeshSettings, PortProtocol, ServiceAlias, Visibility } from '../../src';
import { find, findOnly, ofKind, synth } from '../support/synth';

const { TCP, TLS, GRPC, UDP } = PortProtocol;
const hostsOf = (chart: Chart, caller: string) => (find(synth(chart), 'Sidecar', caller).spec as any).egress[0].hosts;
const payment = (chart: Chart) => MeshService.fromServiceAttributes(chart, 'payment', { serviceName: 'payment', namespace: 'billing', ports: [{ port: 80 }] });

describe('what is put out', () => {
  test('is a Service of type ExternalName and nothing else, with the ports of the target', () => {
    const chart = newChart();
    const ports = [{ port: 80, targetPort: 8080 }, { port: 81 }, { port: 7070, protocol: GRPC, name: 'grpc-calls' }, { port: 53, protocol: UDP }];
    const shop = MeshService.fromServiceAttributes(chart, 'shop', { serviceName: 'shop', namespace: 'shop', ports });
    const alias = new ServiceAlias(chart, 'old-shop', { target: shop });
    expect(synth(chart)).toEqual([{
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'old-shop', namespace: 'shop' },
      spec: {
        type: 'ExternalName',
        externalName: 'shop.shop.svc.cluster.local',
        ports: [{ name: 'http', port: 80 }, { name: 'http-81', port: 81 }, { name: 'grpc-calls', port: 7070 }, { name: 'udp', port: 53, protocol: 'UDP' }],
      },
    }]);
    expect(alias).toMatchObject({ host: 'old-shop.shop.svc.cluster.local', namespace: 'shop', aliasName: 'old-shop' });
  });

  test('has the name that is given, and the domain of the mesh', () => {
    const app = new App();
    MeshSettings.set(app, { clusterDomain: 'east.local' });
    const chart = new Chart(app, 'chart', { namespace: 'shop' });
    expect(new ServiceAlias(chart, 'alias', { target: payment(chart), name: 'pay' }).host).toBe('pay.shop.svc.east.local');
    expect(findOnly(synth(chart), 'Service')).toMatchObject({ metadata: { name: 'pay' }, spec: { externalName: 'payment.billing.svc.east.local' } });
  });

  test('has no port of the bare name tcp, of which istioctl analyze warns', () => {
    const chart = newChart();
    new ServiceAlias(chart, 'old', { target: withVersion(chart, 'data', { ports: [{ port: 9000, protocol: TCP }, { port: 9001, protocol: TCP }] }) });
    expect((find(synth(chart), 'Service', 'old').spec as any).ports).toEqual([{ name: 'tcp-9000', port: 9000 }, { name: 'tcp-9001', port: 9001 }]);
  });

  test('can be patched', () => {
    const chart = newChart();
    new ServiceAlias(chart, 'pay', { target: payment(chart) }).service.addJsonPatch(JsonPatch.add('/metadata/labels', { team: 'pay' }));
    expect(findOnly(synth(chart), 'Service').metadata.labels).toEqual({ team: 'pay' });
  });
});

describe('the call graph', () => {
  test('lets a caller of the alias see both names in the namespace of the target, where Istio looks for them', () => {
    const chart = newChart();
    withVersion(chart, 'cart', { calls: [new ServiceAlias(chart, 'pay', { target: payment(chart) })] });
    expect(hostsOf(chart, 'cart')).toEqual(['billing/payment.billing.svc.cluster.local', 'billing/pay.shop.svc.cluster.local', 'istio-system/*']);
  });

  test('names the target once where that is called too, and keeps an alias out of the view of others', () => {
    const chart = newChart();
    const stock = withVersion(chart, 'stock');
    const alias = new ServiceAlias(chart, 'old-stock', { target: stock });
    withVersion(chart, 'cart', { calls: [stock] }).calls(alias);
    withVersion(chart, 'other', { calls: [stock] });
    expect(hostsOf(chart, 'cart')).toEqual(['shop/stock.shop.svc.cluster.local', 'shop/old-stock.shop.svc.cluster.local', 'istio-system/*']);
    expect(hostsOf(chart, 'other')).toEqual(['shop/stock.shop.svc.cluster.local', 'istio-system/*']);
  });

  test('counts a caller of the alias as one of the target: it sees the target, and what is said of its callers holds for it', () => {
    const chart = newChart();
    const stock = withVersion(chart, 'stock', { visibility: Visibility.toCallers() });
    const alias = new ServiceAlias(chart, 'old-stock', { target: stock });
    withVersion(new Chart(chart, 'web', { namespace: 'web' }), 'site', { calls: [alias] });
    new FallbackMessage(chart, 'sorry', { service: stock, body: 'sorry' });
    expect((find(synth(chart), 'DestinationRule', 'stock').spec as any).exportTo).toEqual(['.', 'web']);
    expect(ofKind(synth(chart), 'EnvoyFilter').map(({ metadata }) => metadata.namespace)).toContain('web');
  });

  test('fails with a caller of the alias in a namespace that does not see the target', () => {
    const chart = newChart();
    const alias = new ServiceAlias(chart, 'old-stock', { target: withVersion(chart, 'stock', { visibility: Visibility.toNamespaces() }) });
    withVersion(new Chart(chart, 'web', { namespace: 'web' }), 'site', { calls: [alias] });
    expectFailure(() => synth(chart), '[chart/stock] is not visible in namespace \'web\', and \'chart/web/site\' calls it');
  });
});

describe('routes of the target', () => {
  const canary = (ports: { port: number; protocol?: PortProtocol }[], aliasNamespace = 'shop') => {
    const chart = newChart();
    const shop = withVersion(chart, 'shop', { ports });
    new CanaryRoute(chart, 'canary', { stable: shop.versions[0], canary: shop.addVersion('v2', { image: IMAGE }), weight: 25 });
    new ServiceAlias(new Chart(chart, 'names', { namespace: aliasNamespace }), 'old', { target: shop });
    return findOnly(synth(chart), 'VirtualService').spec as any;
  };

  test('are the same with an alias: Istio adds the name to their host', () => {
    expect(canary([{ port: 80 }]).hosts).toEqual(['shop.shop.svc.cluster.local']);
  });

  test('take TLS connections that ask for the alias, by any name that DNS has for it', () => {
    const names = ['shop.shop.svc.cluster.local', 'shop.shop.svc', 'shop.shop', 'shop', 'old.shop.svc.cluster.local', 'old.shop.svc', 'old.shop', 'old'];
    const { hosts, tls } = canary([{ port: 443, protocol: TLS }]);
    expect(hosts).toEqual(names);
    expect(tls[0].match).toEqual([{ sniHosts: names }]);
  });

  test('leave the bare name of another namespace to that namespace', () => {
    expect(canary([{ port: 443, protocol: TLS }], 'web').hosts.slice(4)).toEqual(['old.web.svc.cluster.local', 'old.web.svc', 'old.web']);
  });
});

describe('what is refused', () => {
  test('fails as an alias of itself', () => {
    const chart = newChart();
    const known = MeshService.fromServiceAttributes(chart, 'known', { serviceName: 'stock', namespace: 'shop', ports: [{ port: 80 }] });
    expectFailure(() => new ServiceAlias(chart, 'stock', { target: known }), '[chart/stock] is an alias of itself, since \'chart/known\' has host \'stock.shop.svc.cluster.local\' too');
  });

  test('fails with the name of a service, or of another alias', () => {
    const chart = newChart();
    const target = withVersion(chart, 'stock');
    expectFailure(() => new ServiceAlias(chart, 'a', { target: payment(chart), name: 'stock' }), '[chart/a] host \'stock.shop.svc.cluster.local\' is owned by \'chart/stock\' already: give the alias another name');
    new ServiceAlias(chart, 'b', { target, name: 'old' });
    expectFailure(() => new ServiceAlias(chart, 'c', { target, name: 'old' }), '[chart/c] host \'old.shop.svc.cluster.local\' is owned by \'chart/b\' already');
    expectFailure(() => withVersion(chart, 'd', { name: 'old' }), '[chart/d] host \'old.shop.svc.cluster.local\' is owned by \'chart/b\' already');
  });

  test('fails with a name that is none', () => {
    const chart = newChart();
    const target = withVersion(chart, 'stock');
    expectFailure(() => new ServiceAlias(chart, 'a', { target, name: 'old.stock' }), '[chart/a] alias name \'old.stock\' is not a DNS label');
    expectFailure(() => new ServiceAlias(chart, 'b', { target, name: '10' }), '[chart/b] alias name \'10\' begins with a digit');
    expectFailure(() => new ServiceAlias(new Chart(new App(), 'c'), 'd', { target }), '[c/d] has no namespace');
  });

  test('fails as a provider of the mesh, which proxies reach by the target\'s host alone', () => {
    const chart = newChart();
    MeshSettings.of(chart).addProviders(new ServiceAlias(chart, 'tracing', { target: withVersion(chart, 'zipkin') }));
    expectFailure(() => synth(chart), '[chart/tracing] is a provider of the mesh, and proxies have no way to an alias: name \'zipkin.shop.svc.cluster.local\' there');
  });
});
