import { MeshGateway, MeshService } from '../../src';
import { callersOf, onCall, onExposure } from '../../src/core/call-graph';
import { newChart, withVersion } from '../service/fixtures';

test('a host knows who declares to call it, each once, in the order of the declarations', () => {
  const chart = newChart();
  const stock = withVersion(chart, 'stock');
  const cart = withVersion(chart, 'cart', { calls: [stock] });
  const shop = withVersion(chart, 'shop');
  shop.calls(stock, stock);
  cart.calls(stock);
  expect(callersOf(stock)).toEqual([cart, shop]);
  expect(callersOf(shop)).toEqual([]);
});

test('who wants to know is told of callers and gateways, those that are known already and those to come', () => {
  const chart = newChart();
  const stock = withVersion(chart, 'stock');
  const cart = withVersion(chart, 'cart', { calls: [stock] });
  const seen: unknown[] = [];
  onCall(stock, caller => seen.push(caller));
  onExposure(stock, ({ owner }) => seen.push(owner));
  const shop = withVersion(chart, 'shop', { calls: [stock] });
  const edge = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'] });
  edge.expose(stock);
  expect(seen).toEqual([cart, shop, edge]);
});

test('a service that another app deploys is one host, however often it is referred to', () => {
  const chart = newChart();
  const attributes = { serviceName: 'prices', namespace: 'sales', ports: [{ port: 80 }] };
  const [one, other] = ['one', 'other'].map(id => MeshService.fromServiceAttributes(chart, id, attributes));
  const cart = withVersion(chart, 'cart', { calls: [one] });
  expect(callersOf(other)).toEqual([cart]);
});
