import { App, Chart } from 'cdk8s';
import { dashboardOf, panelsOf, queriesOf, queriesUnder } from './fixtures';
import { MeshService, MeshServiceProps, MeshSettings, PortProtocol, ServiceDashboard } from '../../src';
import { namesIn } from '../support/promql';
import { addService, shopChart } from '../support/shop';
import { find, synth } from '../support/synth';

function dashboard(props: MeshServiceProps = { port: 80 }) {
  const { chart, service } = addService(shopChart(), 'cart', ['v1'], props);
  new ServiceDashboard(chart, 'dashboard', { service });
  return dashboardOf(synth(chart), 'shop-cart');
}

describe('the dashboard of a service', () => {
  test('asks Istio\'s standard metrics for rate, errors and duration of its host, in all, by version and by caller', () => {
    const found = dashboard();
    const labels = 'reporter="$reporter",destination_service="cart.shop.svc.cluster.local"';
    expect(queriesUnder(found, 'Requests', 'Requests')).toEqual([`sum (rate(istio_requests_total{${labels}}[$__rate_interval]))`]);
    expect(queriesUnder(found, 'By version', 'Errors')).toEqual([
      `(sum by (destination_version) (rate(istio_requests_total{${labels},response_code=~"5.."}[$__rate_interval])) or `
      + `sum by (destination_version) (rate(istio_requests_total{${labels}}[$__rate_interval])) * 0) / `
      + `sum by (destination_version) (rate(istio_requests_total{${labels}}[$__rate_interval]))`,
    ]);
    expect(queriesUnder(found, 'By caller', 'Duration')).toEqual([0.5, 0.9, 0.99].map(quantile =>
      `histogram_quantile(${quantile}, sum by (source_workload,source_workload_namespace,le) (rate(istio_request_duration_milliseconds_bucket{${labels}}[$__rate_interval])))`));
  });

  test('uses no metric and no label but those of Istio\'s own dashboards', () => {
    const ports = [{ port: 80 }, { port: 90, protocol: PortProtocol.GRPC }, { port: 6379, protocol: PortProtocol.REDIS }];
    const names = queriesOf(dashboard({ ports })).map(namesIn);
    const all = (what: 'metrics' | 'labels') => [...new Set(names.flatMap(found => [...found[what]]))].sort();
    expect(all('metrics')).toEqual([
      'istio_request_duration_milliseconds_bucket', 'istio_requests_total',
      'istio_tcp_connections_closed_total', 'istio_tcp_connections_opened_total', 'istio_tcp_received_bytes_total', 'istio_tcp_sent_bytes_total',
    ]);
    expect(all('labels')).toEqual([
      'destination_service', 'destination_version', 'grpc_response_status', 'le', 'reporter', 'request_protocol', 'response_code', 'response_flags',
      'source_workload', 'source_workload_namespace',
    ]);
  });

  test('shows bytes and connections of ports without HTTP, and of such alone nothing else', () => {
    const rows = (props: MeshServiceProps) => dashboard(props).panels.filter((panel: any) => panel.type === 'row').map((row: any) => row.title);
    expect(rows({ port: 80 })).toEqual(['Requests', 'By response', 'By version', 'By caller']);
    expect(rows({ port: 6379, protocol: PortProtocol.REDIS })).toEqual(['Connections by version', 'Connections by caller']);
    expect(rows({ ports: [{ port: 80 }, { port: 443, protocol: PortProtocol.TLS }] })).toHaveLength(6);
    const tcp = dashboard({ port: 6379, protocol: PortProtocol.REDIS });
    expect(queriesUnder(tcp, 'Connections by caller', 'Bytes sent')).toEqual([
      'sum by (source_workload,source_workload_namespace) (rate(istio_tcp_sent_bytes_total{reporter="$reporter",destination_service="cart.shop.svc.cluster.local"}[$__rate_interval]))',
    ]);
  });

  test('counts calls of gRPC as errors whose status is the server\'s fault, though HTTP says 200', () => {
    const errors = (protocol: PortProtocol) => queriesUnder(dashboard({ port: 80, protocol }), 'By version', 'Errors')[0];
    expect(errors(PortProtocol.GRPC)).toContain('request_protocol="grpc",grpc_response_status=~"2|4|13|14|15"');
    expect(errors(PortProtocol.HTTP)).not.toContain('grpc');
  });

  test('fills the grid without a panel over another', () => {
    const { panels } = dashboard({ ports: [{ port: 80 }, { port: 6379, protocol: PortProtocol.REDIS }] });
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }: any) => {
      expect(x + w).toBeLessThanOrEqual(24);
      return Array.from({ length: w * h }, (_, cell) => `${x + cell % w},${y + Math.floor(cell / w)}`);
    });
    expect(new Set(cells).size).toBe(cells.length);
    expect(new Set(panels.map((panel: any) => panel.id)).size).toBe(panels.length);
  });

  test('finds Prometheus by a variable, so that it can be shown anywhere', () => {
    for (const panel of panelsOf(dashboard())) {
      expect([panel.datasource.uid, ...panel.targets.map((target: any) => target.datasource.uid)]).toEqual(expect.arrayContaining(['${datasource}']));
    }
  });

  test('stands in a ConfigMap that Grafana\'s sidecar collects, with a uid that stays', () => {
    const { chart, service } = addService(shopChart(), 'cart');
    new ServiceDashboard(chart, 'dashboard', { service });
    new ServiceDashboard(chart, 'second', { service, uid: 'Cart_2', title: 'The cart' });
    const objects = synth(chart);
    expect(find(objects, 'ConfigMap', 'dashboard-shop-cart').metadata).toEqual({ name: 'dashboard-shop-cart', namespace: 'shop', labels: { grafana_dashboard: '1' } });
    expect(dashboardOf(objects, 'shop-cart')).toMatchObject({ uid: 'shop-cart', title: 'cart.shop' });
    expect(JSON.parse(find(objects, 'ConfigMap', 'dashboard-cart-2').data['Cart_2.json'])).toMatchObject({ uid: 'Cart_2', title: 'The cart' });
    expect(synth(chart)).toEqual(objects);
  });

  test('is of services of other teams too, under the cluster\'s own domain', () => {
    const app = new App();
    MeshSettings.set(app, { clusterDomain: 'example.internal' });
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const service = MeshService.fromServiceAttributes(chart, 'bank', { serviceName: 'bank', namespace: 'finance', ports: [{ port: 80 }] });
    new ServiceDashboard(chart, 'dashboard', { service });
    expect(queriesOf(dashboardOf(synth(chart), 'finance-bank'))[0]).toContain('destination_service="bank.finance.svc.example.internal"');
  });

  test('fails for a service of UDP alone', () => {
    const { chart, service } = addService(shopChart(), 'dns', ['v1'], { port: 53, protocol: PortProtocol.UDP });
    expect(() => new ServiceDashboard(chart, 'dashboard', { service })).toThrow("[shop/dashboard] shows 'shop/dns', whose ports are all UDP, which no proxy counts: leave it out");
  });

  test('fails for a uid that Grafana does not take, or that another dashboard has', () => {
    const { chart, service } = addService(shopChart(), 'a-service-whose-name-is-rather-long-for-it');
    expect(() => new ServiceDashboard(chart, 'a', { service }))
      .toThrow("[shop/a] uid 'shop-a-service-whose-name-is-rather-long-for-it' is none that Grafana takes: give uid at most 40 letters, digits, '-' and '_'");
    expect(() => new ServiceDashboard(chart, 'b', { service, uid: 'a b' })).toThrow("[shop/b] uid 'a b' is none that Grafana takes");
    new ServiceDashboard(chart, 'c', { service, uid: 'long' });
    expect(() => new ServiceDashboard(chart, 'd', { service, uid: 'long' })).toThrow("[shop/d] dashboard uid 'long' is owned by 'shop/c' already: give one of them another uid");
  });
});
