import { MeshSettings, OutboundPolicy, OutboundScope, OutboundTraffic } from '../../src';
import { expectFailure, newChart, withVersion } from '../service/fixtures';
import { find, findOnly, synth } from '../support/synth';

test('a namespace calls what the mesh knows, and no more', () => {
  const chart = newChart();
  new OutboundPolicy(chart, 'outbound');
  expect(findOnly(synth(chart), 'Sidecar')).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'Sidecar',
    metadata: { name: 'default', namespace: 'shop' },
    spec: { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' }, egress: [{ hosts: ['*/*'] }] },
  });
});

test('the mesh has its policy in the root namespace, and others have theirs', () => {
  const chart = newChart();
  MeshSettings.set(chart, { rootNamespace: 'mesh' });
  new OutboundPolicy(chart, 'all', { scope: OutboundScope.mesh() });
  new OutboundPolicy(chart, 'legacy', { scope: OutboundScope.namespace('legacy'), outboundTraffic: OutboundTraffic.ALLOW_ANY });
  withVersion(chart, 'cart');
  const objects = synth(chart);
  expect(find(objects, 'Sidecar', 'default', 'mesh').spec.outboundTrafficPolicy).toEqual({ mode: 'REGISTRY_ONLY' });
  expect(find(objects, 'Sidecar', 'default', 'legacy').spec.outboundTrafficPolicy).toEqual({ mode: 'ALLOW_ANY' });
  expect(find(objects, 'Sidecar', 'cart').spec.workloadSelector).toEqual({ labels: { app: 'cart' } });
});

test('fails for a namespace that has one', () => {
  const chart = newChart();
  new OutboundPolicy(chart, 'one');
  expectFailure(() => new OutboundPolicy(chart, 'two', { scope: OutboundScope.namespace('shop') }), '[chart/two] the Sidecar of namespace \'shop\' is owned by \'chart/one\' already');
  expectFailure(() => new OutboundPolicy(chart, 'three', { scope: OutboundScope.namespace('Shop') }), 'namespace \'Shop\' is not a DNS label');
});
