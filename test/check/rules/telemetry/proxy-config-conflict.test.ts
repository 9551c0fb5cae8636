import { proxyConfigConflict } from '../../../../src/check/rules/telemetry/proxy-config-conflict';
import { found, pod, proxyConfig, selecting, TestObject } from '../../objects/as-json';

const told = (...objects: TestObject[]) => found(proxyConfigConflict, objects);

test('two ProxyConfigs for the same workloads are told', () => {
  expect(told(proxyConfig({}, 'a'), proxyConfig({}, 'b'))).toEqual([
    'ProxyConfig shop/b spec: is for all of namespace \'shop\', as ProxyConfig \'shop/a\' is, and only the older one holds',
  ]);
  expect(told(proxyConfig(selecting('cart'), 'a'), proxyConfig(selecting('cart'), 'b'), pod())).toEqual([
    'ProxyConfig shop/b spec.selector: selects Pod \'cart\', as ProxyConfig \'shop/a\' does, and only the older one holds',
  ]);
  expect(told(proxyConfig({}, 'a'), proxyConfig(selecting('cart'), 'b'), proxyConfig({}, 'c', 'store'), pod())).toEqual([]);
  expect(told(proxyConfig({ selector: {} }, 'a'), proxyConfig({}, 'b'))).toEqual([]);
  expect(told(proxyConfig({}, 'a'), proxyConfig({ selector: {} }, 'b'))).toEqual([]);
});
