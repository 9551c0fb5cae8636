import { App, Chart } from 'cdk8s';
import { services } from '../../src/service/service-registry';
import { withVersion } from '../service/fixtures';

test('who wants to know is told of the services below a construct, those that are there and those that will be', () => {
  const app = new App();
  const [shop, billing] = ['shop', 'billing'].map(id => new Chart(app, id, { namespace: id }));
  const cart = withVersion(shop, 'cart');
  const invoices = withVersion(billing, 'invoices');
  const told: { [where: string]: string[] } = { app: [], shop: [] };
  services.onEach(app, ({ serviceName }) => told.app.push(serviceName));
  services.onEach(shop, ({ serviceName }) => told.shop.push(serviceName));
  const stock = withVersion(shop, 'stock');
  const taxes = withVersion(billing, 'taxes');
  expect(told).toEqual({ app: ['cart', 'invoices', 'stock', 'taxes'], shop: ['cart', 'stock'] });
  expect(services.of(cart)).toEqual([cart, invoices, stock, taxes]);
});

test('apps know nothing of each other\'s services', () => {
  const [one, other] = [new App(), new App()].map(app => withVersion(new Chart(app, 'shop', { namespace: 'shop' }), 'cart'));
  expect([services.of(one), services.of(other)]).toEqual([[one], [other]]);
});
