import { choosesMadePods, gatewaysChosenBy, gatewaysIn } from '../../src/model/gateway-pods';
import { Mesh } from '../../src/model/mesh';
import { meshOf } from '../check/fixtures';
import { gatewayPod, pod } from '../check/objects/gateways';

let mesh: Mesh;
beforeEach(() => {
  mesh = meshOf([
    gatewayPod(), gatewayPod('sidecar', 'edge', '{ istio: ingress }', '{ containers: [{ name: a }], initContainers: [{ name: istio-proxy, args: [proxy, sidecar] }] }'),
    gatewayPod('router', 'shop', '{ istio: ingress }', '{ containers: [{ name: istio-proxy, args: [proxy, router] }] }'), pod('shop'),
    pod('templated').replace('labels:', 'annotations: { inject.istio.io/templates: "sidecar,gateway" }, labels:'),
    pod('other').replace('labels:', 'annotations: { inject.istio.io/templates: grpc-agent }, labels:'),
  ].join('\n---\n'));
});

describe('pods that may be gateways', () => {
  test('have a proxy of their own or ask for the template', () => {
    expect(gatewaysChosenBy(mesh).map(({ name }) => name)).toEqual(['ingress', 'router', 'templated']);
    expect(gatewaysChosenBy(mesh, { istio: 'ingress' }).map(({ name }) => name)).toEqual(['ingress', 'router']);
    expect(gatewaysIn(mesh, 'shop').map(({ name }) => name)).toEqual(['router', 'templated']);
    expect(gatewaysIn(mesh, 'elsewhere')).toEqual([]);
  });

  test('are made by Istio for the Gateway API', () => {
    expect(choosesMadePods({ 'istio.io/gateway-name': 'a' })).toBe(true);
    expect(choosesMadePods({ 'gateway.networking.k8s.io/gateway-name': 'a', 'b': 'c' })).toBe(true);
    expect([choosesMadePods({ istio: 'ingress' }), choosesMadePods()]).toEqual([false, false]);
  });
});
