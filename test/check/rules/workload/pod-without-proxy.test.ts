import { podWithoutProxy } from '../../../../src/check/rules/workload/pod-without-proxy';
import { deployment, finder, INJECTED, namespace, pod } from '../../objects/workloads';

const find = finder(podWithoutProxy);
const live = (more: { labels?: Record<string, string>; spec?: object; phase?: string; uid?: string } = {}) =>
  pod('cart', { labels: more.labels, spec: more.spec, metadata: { uid: more.uid ?? '0c5d' }, rest: { status: { phase: more.phase ?? 'Running' } } });

describe('a pod without a proxy', () => {
  test('is found where it runs, or is about to', () => {
    expect(find([INJECTED, live()])).toEqual([
      'Pod shop/cart spec.containers: runs without a proxy in namespace \'shop\', which is injected, and does not decline it with sidecar.istio.io/inject',
    ]);
    expect(find([INJECTED, live({ phase: 'Pending' })])).toHaveLength(1);
  });

  test('is not found where it has one, declines it, or is done', () => {
    expect(find([INJECTED, live({ spec: { initContainers: [{ name: 'istio-proxy', image: 'registry.example.com/proxyv2:1' }] } })])).toEqual([]);
    expect(find([INJECTED, live({ labels: { 'sidecar.istio.io/inject': 'false' } }), live({ phase: 'Succeeded' }), live({ spec: { hostNetwork: true } })])).toEqual([]);
    expect(find([namespace(), live()])).toEqual([]);
    expect(find([live()])).toEqual([]);
  });

  test('is not said of pods that are still to be created', () => {
    expect(find([INJECTED, pod('cart'), pod('cart', { rest: { status: { phase: 'Running' } } }), deployment('cart', { metadata: { uid: 'x' } })])).toEqual([]);
    expect(find([INJECTED, pod('cart', { metadata: { uid: '0c5d' } })])).toEqual([]);
  });
});
