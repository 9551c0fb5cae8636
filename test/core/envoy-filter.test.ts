import { typed, writeEnvoyFilter } from '../../src/core/envoy-filter';
import { newChart } from '../service/fixtures';
import { find, synth } from '../support/synth';

const PATCH = {
  applyTo: 'NETWORK_FILTER',
  match: { context: 'GATEWAY' },
  patch: { operation: 'MERGE', value: { typed_config: typed('filters.network.tcp_proxy.v3.TcpProxy', { stat_prefix: 'a' }) } },
};

test('an EnvoyFilter is for the pods with the labels, or for all of the namespace', () => {
  const chart = newChart();
  writeEnvoyFilter(chart, 'some', { name: 'some', namespace: 'shop', labels: { app: 'cart' }, priority: 10, patches: [PATCH] });
  writeEnvoyFilter(chart, 'all', { name: 'all', namespace: 'shop', patches: [PATCH] });
  const objects = synth(chart);
  expect(find(objects, 'EnvoyFilter', 'some').spec).toEqual({ workloadSelector: { labels: { app: 'cart' } }, priority: 10, configPatches: [PATCH] });
  expect(find(objects, 'EnvoyFilter', 'all').spec).toEqual({ configPatches: [PATCH] });
});

test('a configuration names its type', () => {
  expect(typed('filters.http.router.v3.Router')).toEqual({ '@type': 'type.googleapis.com/envoy.extensions.filters.http.router.v3.Router' });
  expect(PATCH.patch.value.typed_config.stat_prefix).toBe('a');
});
