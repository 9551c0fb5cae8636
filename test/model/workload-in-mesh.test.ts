import { meshOf } from '../check/fixtures';
import { namespace, pod, PodText } from '../check/objects/workloads';

const inMesh = (text: PodText, ...more: string[]) => meshOf([...more, pod('cart', text)].join('')).workloads[0].inMesh;
const mode = (value: string) => ({ 'istio.io/dataplane-mode': value });
const DECLINES = { 'sidecar.istio.io/inject': 'false' };

describe('a pod in ambient mode', () => {
  test('is there by its namespace, unless it leaves', () => {
    const ambient = namespace(mode('ambient'));
    expect([inMesh({}, ambient), inMesh({ labels: mode('none') }, ambient), inMesh({ spec: { hostNetwork: true } }, ambient)]).toEqual([true, false, false]);
  });

  test('is there though it declines a proxy', () => {
    expect([inMesh({ labels: DECLINES }, namespace(mode('ambient'))), inMesh({ annotations: DECLINES }, namespace(mode('ambient')))]).toEqual([true, true]);
    expect([inMesh({ labels: DECLINES }, namespace({ 'istio-injection': 'enabled' })), inMesh({ annotations: DECLINES }, namespace({ 'istio-injection': 'enabled' }))]).toEqual([false, false]);
  });

  test('is there by its own label', () => {
    expect([inMesh({ labels: mode('ambient') }, namespace()), inMesh({ labels: mode('ambient') }), inMesh({ labels: mode('other') }, namespace())]).toEqual([true, true, false]);
  });
});
