import { App, Chart } from 'cdk8s';
import { expectFailure, newChart, unnamed, withVersion } from './fixtures';
import { MeshService, MeshSettings, PortProtocol, RouteAction, ServiceRoute } from '../../src';
import { findOnly, synth } from '../support/synth';

const known = { serviceName: 'payment', namespace: 'billing', ports: [{ port: 80, targetPort: 8080 }] };

describe('a service that another team deploys', () => {
  test('has a host, ports and pods, and writes nothing', () => {
    const chart = newChart();
    const payment = MeshService.fromServiceAttributes(chart, 'payment', known);
    expect(payment).toMatchObject({ serviceName: 'payment', namespace: 'billing', host: 'payment.billing.svc.cluster.local', podLabels: { app: 'payment' } });
    expect(payment.ports).toEqual([{ port: 80, targetPort: 8080, protocol: PortProtocol.HTTP, name: 'http', sniHosts: [] }]);
    expect(payment.principal).toBeUndefined();
    expect(synth(chart)).toEqual([]);
  });

  test('has the identity and pods that are known of it, and the domains of the mesh', () => {
    const app = new App();
    MeshSettings.set(app, { clusterDomain: 'east.local', trustDomain: 'example.org' });
    const payment = MeshService.fromServiceAttributes(new Chart(app, 'chart'), 'payment', { ...known, serviceAccountName: 'payer', podLabels: { role: 'payment' } });
    expect(payment).toMatchObject({ host: 'payment.billing.svc.east.local', principal: 'example.org/ns/billing/sa/payer', podLabels: { role: 'payment' } });
  });

  test('takes requests by its own routes, which are its owner\'s: no subset is named', () => {
    const chart = newChart();
    const shop = withVersion(chart, 'shop');
    new ServiceRoute(chart, 'pay', { service: shop, action: RouteAction.toService(MeshService.fromServiceAttributes(chart, 'payment', known)) });
    expect(unnamed(findOnly(synth(chart), 'VirtualService').spec.http)).toEqual([{ route: [{ destination: { host: 'payment.billing.svc.cluster.local' } }] }]);
  });

  test('may be imported in several places', () => {
    const chart = newChart();
    MeshService.fromServiceAttributes(chart, 'one', known);
    expect(MeshService.fromServiceAttributes(chart, 'two', known).host).toBe('payment.billing.svc.cluster.local');
  });

  test('fails with names or ports that are none', () => {
    const chart = newChart();
    expectFailure(() => MeshService.fromServiceAttributes(chart, 'a', { ...known, serviceName: 'payment.billing' }), '[chart/a] serviceName \'payment.billing\' is not a DNS label');
    expectFailure(() => MeshService.fromServiceAttributes(chart, 'b', { ...known, namespace: '*' }), '[chart/b] namespace \'*\' is not a DNS label');
    expectFailure(() => MeshService.fromServiceAttributes(chart, 'c', { ...known, serviceAccountName: 'A' }), '[chart/c] serviceAccountName \'A\' is not a DNS subdomain');
    expectFailure(() => MeshService.fromServiceAttributes(chart, 'd', { ...known, ports: [] }), '[chart/d] has no port');
  });
});
