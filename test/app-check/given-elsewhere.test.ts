import { ApiObject } from 'cdk8s';
import { AdoptedService, MeshService } from '../../src';
import { givenElsewhere } from '../../src/app-check/given-elsewhere';
import { MeshSettings } from '../../src/core/mesh-settings';
import { IMAGE, newChart, withVersion } from '../service/fixtures';

const elsewhere = (chart: ReturnType<typeof newChart>) => givenElsewhere(chart.node.root, MeshSettings.of(chart));
const HOST = 'cart.shop.svc.cluster.local';

function adopted(chart: ReturnType<typeof newChart>) {
  const service = new ApiObject(chart, 'Service', {
    apiVersion: 'v1', kind: 'Service', metadata: { name: 'cart' }, spec: { selector: { app: 'cart' }, ports: [{ name: 'http', port: 80 }] },
  });
  return new AdoptedService(chart, 'cart', { service });
}

describe('what an app knows beside its objects', () => {
  test('is the hosts of its services, whose pods it deploys itself', () => {
    const chart = newChart();
    withVersion(chart, 'cart');
    expect(elsewhere(chart)).toEqual({ knownHosts: [HOST], partlyGiven: [] });
  });

  test('is that others deploy to the namespaces of their services', () => {
    const chart = newChart();
    withVersion(chart, 'cart');
    MeshService.fromServiceAttributes(chart, 'bank', { serviceName: 'bank', namespace: 'money', ports: [{ port: 80 }] });
    expect(elsewhere(chart)).toEqual({ knownHosts: [HOST, 'bank.money.svc.cluster.local'], partlyGiven: ['money'] });
  });

  test('is that others deploy versions that are known by their labels alone', () => {
    const chart = newChart();
    const service = adopted(chart);
    const workload = new ApiObject(chart, 'Deployment', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'cart' },
      spec: { selector: { matchLabels: { app: 'cart' } }, template: { metadata: { labels: { app: 'cart' } }, spec: { containers: [{ name: 'main', image: IMAGE }] } } },
    });
    service.adopt('v1', { workload });
    expect(elsewhere(chart).partlyGiven).toEqual([]);
    service.adopt('v2', { labels: { release: 'legacy' } });
    expect(elsewhere(chart).partlyGiven).toEqual(['shop']);
  });
});
