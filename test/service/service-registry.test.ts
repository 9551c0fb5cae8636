import { App, Chart } from 'cdk8s';
import { withVersion } from './fixtures';
import { onService, servicesOf } from '../../src/service/service-registry';

test('who wants to know is told of the services below a construct, those that are there and those that will be', () => {
  const app = new App();
  const [shop, billing] = ['shop', 'billing'].map(id => new Chart(app, id, { namespace: id }));
  const cart = withVersion(shop, 'cart');
  const invoices = withVersion(billing, 'invoices');
  const told: { [where: string]: string[] } = { app: [], shop: [] };
  onService(app, ({ serviceName }) => told.app.push(serviceName));
  onService(shop, ({ serviceName }) => told.shop.push(serviceName));
  const stock = withVersion(shop, 'stock');
  const taxes = withVersion(billing, 'taxes');
  expect(told).toEqual({ app: ['cart', 'invoices', 'stock', 'taxes'], shop: ['cart', 'stock'] });
  expect(servicesOf(cart)).toEqual([cart, invoices, stock, taxes]);
});

test('apps know nothing of each other\'s services', () => {
  const [one, other] = [new App(), new App()].map(app => withVersion(new Chart(app, 'shop', { namespace: 'shop' }), 'cart'));
  expect([servicesOf(one), servicesOf(other)]).toEqual([[one], [other]]);
});
