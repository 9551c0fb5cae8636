import { hostNetworkWithoutProxy } from '../../../../src/check/rules/workload/host-network-without-proxy';
import { deployment, finder, pod } from '../../objects/workloads';

const find = finder(hostNetworkWithoutProxy);
const ASKS = { 'sidecar.istio.io/inject': 'true' };

describe('pods in the network of their node', () => {
  test('get no proxy, however they ask', () => {
    expect(find([deployment('agent', { labels: ASKS, spec: { hostNetwork: true } }, 'DaemonSet')])).toEqual([
      'DaemonSet shop/agent spec.template.spec.hostNetwork: asks for a proxy with sidecar.istio.io/inject: \'true\' and takes the network of its node, where Istio injects none',
    ]);
    expect(find([pod('agent', { annotations: ASKS, spec: { hostNetwork: true } })])).toHaveLength(1);
  });

  test('may do without', () => {
    expect(find([pod('agent', { spec: { hostNetwork: true } }), pod('cart', { labels: ASKS }), pod('web', { labels: ASKS, spec: { hostNetwork: false } })])).toEqual([]);
    expect(find([pod('agent', { labels: { 'sidecar.istio.io/inject': 'false' }, annotations: ASKS, spec: { hostNetwork: true } })])).toEqual([]);
  });
});
