import { bringsProxy, isInjected } from '../../src/model/injection';
import { meshOf } from '../check/fixtures';
import { namespace, pod, PodText } from '../check/objects/workloads';

const injected = (text: PodText, ...more: string[]) => {
  const mesh = meshOf([...more, pod('cart', text)].join(''));
  return isInjected(mesh.workloads[0], mesh.namespaces.get(mesh.workloads[0].namespace));
};
const INJECT = (value: string) => ({ 'sidecar.istio.io/inject': value });

describe('pods', () => {
  test('are injected as their namespace says', () => {
    expect(['enabled', 'disabled', 'other'].map(value => injected({}, namespace({ 'istio-injection': value })))).toEqual([true, false, false]);
    expect(injected({}, namespace({ 'istio.io/rev': 'canary' }))).toBe(true);
    expect(injected({}, namespace())).toBe(false);
    expect(injected({})).toBeUndefined();
  });

  test('ask for themselves where their namespace says nothing', () => {
    for (const labels of [INJECT('true'), { 'istio.io/rev': 'canary' }]) {
      expect([injected({ labels }, namespace()), injected({ labels }), injected({ labels }, namespace({ 'istio-injection': 'disabled' }))]).toEqual([true, true, false]);
    }
    expect(injected({ annotations: INJECT('true') }, namespace())).toBe(false);
  });

  test('decline', () => {
    const enabled = namespace({ 'istio-injection': 'enabled' });
    expect([injected({ labels: INJECT('false') }, enabled), injected({ annotations: INJECT('false') }, enabled), injected({ labels: INJECT('true'), annotations: INJECT('false') }, enabled)]).toEqual([false, false, true]);
    expect([injected({ spec: { hostNetwork: true } }, enabled), injected({ labels: INJECT('false') })]).toEqual([false, false]);
  });

  test('of Kubernetes itself are left out', () => {
    expect(injected({ metadata: { namespace: 'kube-system' }, labels: INJECT('true') })).toBe(false);
  });

  test('bring a proxy of their own', () => {
    const brings = (spec: object) => bringsProxy(meshOf(pod('cart', { spec })).workloads[0]);
    expect([brings({}), brings({ containers: [{ name: 'istio-proxy' }] }), brings({ initContainers: [{ name: 'istio-proxy' }] }), brings({ containers: undefined })]).toEqual([false, true, true, false]);
  });
});
