import { App, Chart } from 'cdk8s';
import { newChart, withVersion } from './fixtures';
import { IMeshHost, MeshService, MeshSettings, OutboundTraffic, ServiceAlias } from '../../src';
import { find, synth } from '../support/synth';

const egressOf = (chart: Chart, name: string) => find(synth(chart), 'Sidecar', name).spec.egress;

describe('a Sidecar', () => {
  test('holds for the service\'s pods, refuses what is not declared, and knows the control plane alone', () => {
    const chart = newChart();
    withVersion(chart, 'reviews');
    expect(find(synth(chart), 'Sidecar', 'reviews')).toEqual({
      apiVersion: 'networking.istio.io/v1',
      kind: 'Sidecar',
      metadata: { name: 'reviews', namespace: 'shop' },
      spec: {
        workloadSelector: { labels: { app: 'reviews' } },
        outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
        egress: [{ hosts: ['istio-system/*'] }],
      },
    });
  });

  test('names just what is called, in its namespace', () => {
    const chart = newChart();
    const details = withVersion(chart, 'details');
    withVersion(chart, 'unrelated');
    const elsewhere = MeshService.fromServiceAttributes(chart, 'payment', { serviceName: 'payment', namespace: 'billing', ports: [{ port: 80 }] });
    withVersion(chart, 'productpage', { calls: [details, elsewhere] });
    expect(egressOf(chart, 'productpage')).toEqual([{ hosts: ['shop/details.shop.svc.cluster.local', 'billing/payment.billing.svc.cluster.local', 'istio-system/*'] }]);
  });

  test('takes calls that are declared later, before what is called is complete, and in a circle', () => {
    const chart = newChart();
    const one = withVersion(chart, 'one');
    const two = withVersion(chart, 'two', { calls: [one] });
    one.calls(two);
    expect(egressOf(chart, 'one')[0].hosts).toContain('shop/two.shop.svc.cluster.local');
    expect(egressOf(chart, 'two')[0].hosts).toContain('shop/one.shop.svc.cluster.local');
    expect(one.callees).toEqual([two]);
  });

  test('names what is called twice once', () => {
    const chart = newChart();
    const details = withVersion(chart, 'details');
    const alias = MeshService.fromServiceAttributes(chart, 'alias', { serviceName: 'details', namespace: 'shop', ports: [{ port: 80 }] });
    const caller = withVersion(chart, 'productpage', { calls: [details, details] });
    caller.calls(details, alias);
    expect(caller.callees).toEqual([details, alias]);
    expect(egressOf(chart, 'productpage')[0].hosts).toEqual(['shop/details.shop.svc.cluster.local', 'istio-system/*']);
  });

  test('cannot be changed by what it tells', () => {
    const service = withVersion(newChart(), 'reviews');
    service.callees.push(service);
    expect(service.callees).toEqual([]);
  });

  test('names no service of the control plane\'s namespace by itself, all of that are in view', () => {
    const chart = newChart();
    const gateway = MeshService.fromServiceAttributes(chart, 'egress', { serviceName: 'egress', namespace: 'istio-system', ports: [{ port: 80 }] });
    withVersion(chart, 'reviews', { calls: [gateway, new ServiceAlias(chart, 'way-out', { target: gateway })] });
    expect(egressOf(chart, 'reviews')).toEqual([{ hosts: ['istio-system/*'] }]);
  });

  test('keeps the mesh\'s providers in view', () => {
    const app = new App();
    const tracing = new Chart(app, 'tracing', { namespace: 'tracing' });
    const zipkin: IMeshHost = withVersion(tracing, 'zipkin', { port: 9411 });
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    MeshSettings.set(chart, { providers: [zipkin], rootNamespace: 'mesh' });
    withVersion(chart, 'reviews', { calls: [zipkin] });
    expect(egressOf(chart, 'reviews')).toEqual([{ hosts: ['tracing/zipkin.tracing.svc.cluster.local', 'mesh/*'] }]);
  });

  test('lets undeclared calls through where that is said', () => {
    const chart = newChart();
    withVersion(chart, 'reviews', { outboundTraffic: OutboundTraffic.ALLOW_ANY });
    expect(find(synth(chart), 'Sidecar', 'reviews').spec.outboundTrafficPolicy).toEqual({ mode: 'ALLOW_ANY' });
  });
});
