import { App, Chart, Duration } from 'cdk8s';
import { MeshMonitors, MeshSettings } from '../../src';
import { shopChart } from '../support/shop';
import { find, synth } from '../support/synth';

describe('monitors of the mesh', () => {
  test('read every proxy at its agent, and the control plane', () => {
    const chart = shopChart();
    new MeshMonitors(chart, 'monitors');
    const objects = synth(chart);
    const pods = find(objects, 'PodMonitor', 'istio-proxies', 'shop').spec;
    expect(pods).toMatchObject({ selector: {}, namespaceSelector: { any: true } });
    expect(pods.podMetricsEndpoints[0]).toMatchObject({ port: 'http-envoy-prom', path: '/stats/prometheus', interval: '15s' });
    expect(pods.podMetricsEndpoints[0].relabelings[0]).toMatchObject({ sourceLabels: ['__address__'], replacement: '$1:15020', targetLabel: '__address__' });
    expect(find(objects, 'ServiceMonitor', 'istiod', 'shop').spec).toEqual({
      selector: { matchLabels: { istio: 'pilot' } }, namespaceSelector: { matchNames: ['istio-system'] }, endpoints: [{ port: 'http-monitoring', interval: '15s' }],
    });
  });

  test('read the namespaces and the control plane that are theirs, and carry the labels that a Prometheus selects', () => {
    const app = new App();
    MeshSettings.set(app, { rootNamespace: 'mesh' });
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    new MeshMonitors(chart, 'monitors', { namespaces: ['shop', 'edge'], objectLabels: { release: 'monitoring' }, interval: Duration.minutes(1) });
    const objects = synth(chart);
    expect(find(objects, 'PodMonitor', 'istio-proxies')).toMatchObject({
      metadata: { labels: { release: 'monitoring' } }, spec: { namespaceSelector: { matchNames: ['shop', 'edge'] }, podMetricsEndpoints: [{ interval: '1m' }] },
    });
    expect(find(objects, 'ServiceMonitor', 'istiod').spec.namespaceSelector).toEqual({ matchNames: ['mesh'] });
  });

  test('fails for no namespace at all', () => {
    expect(() => new MeshMonitors(shopChart(), 'monitors', { namespaces: [] })).toThrow('[shop/monitors] has an empty list of namespaces and would read no proxy');
  });
});
