import { ApiObject, App, Chart } from 'cdk8s';
import { withVersion } from './fixtures';
import { AdoptedService, MeshService, MeshSettings } from '../../src';
import { servicesAt } from '../../src/service/services-at';

describe('the services that a selector chooses', () => {
  function shop() {
    const app = new App();
    const [shopping, billing] = ['shop', 'billing'].map(namespace => new Chart(app, namespace, { namespace }));
    withVersion(shopping, 'cart');
    withVersion(billing, 'invoices');
    MeshService.fromServiceAttributes(shopping, 'stock', {
      serviceName: 'stock', namespace: 'shop', ports: [{ port: 80 }], podLabels: { app: 'stock', tier: 'back' },
    });
    MeshService.fromServiceAttributes(billing, 'cart', { serviceName: 'cart', namespace: 'billing', ports: [{ port: 80 }] });
    const chosen = (namespace: string | undefined, selector: { [name: string]: string }) =>
      servicesAt(shopping, namespace, selector).map(({ node }) => node.path);
    return { shopping, chosen };
  }

  test('are all, those of a namespace, or those whose pods carry its labels', () => {
    const { chosen } = shop();
    expect(chosen(undefined, {})).toEqual(['shop/cart', 'billing/invoices', 'shop/stock', 'billing/cart']);
    expect(chosen('shop', {})).toEqual(['shop/cart', 'shop/stock']);
    expect(chosen('shop', { app: 'cart' })).toEqual(['shop/cart']);
    expect(chosen(undefined, { app: 'cart' })).toEqual(['shop/cart', 'billing/cart']);
    expect(chosen('shop', { tier: 'back', app: 'stock' })).toEqual(['shop/stock']);
    expect(chosen('shop', { tier: 'back', app: 'cart' })).toEqual([]);
    expect(chosen('nowhere', {})).toEqual([]);
  });

  test('are those that came since the last look too', () => {
    const { shopping, chosen } = shop();
    expect(chosen('shop', { app: 'late' })).toEqual([]);
    withVersion(shopping, 'late');
    expect(chosen('shop', { app: 'late' })).toEqual(['shop/late']);
  });

  test('are found by whatever labels a team gave its pods', () => {
    const { shopping, chosen } = shop();
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'orders', namespace: 'shop' }, spec: { selector: { 'app.kubernetes.io/name': 'orders' }, ports: [{ name: 'http', port: 80 }] } };
    new AdoptedService(shopping, 'orders', { service: new ApiObject(shopping, 'object', service) });
    expect(chosen('shop', { 'app.kubernetes.io/name': 'orders' })).toEqual(['shop/orders']);
  });

  test('are those of the same cluster', () => {
    const app = new App();
    const [east, west] = ['east', 'west'].map(name => new Chart(app, name, { namespace: 'shop' }));
    [east, west].forEach(chart => MeshSettings.set(chart, { meshId: 'mesh', clusterName: chart.node.id, network: chart.node.id }));
    withVersion(east, 'cart');
    withVersion(west, 'cart');
    expect(servicesAt(east, 'shop', { app: 'cart' }).map(({ node }) => node.path)).toEqual(['east/cart']);
  });
});
