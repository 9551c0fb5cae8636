import { checkMesh } from '../../../../src/check/check-mesh';
import { namespaceOutsideOfMesh } from '../../../../src/check/rules/workload/namespace-outside-of-mesh';
import { meshOf } from '../../fixtures';
import { finder, namespace, object, pod } from '../../objects/workloads';

const find = finder(namespaceOutsideOfMesh);
const sidecar = object('networking.istio.io/v1', 'Sidecar', 'default', { spec: { egress: [{ hosts: ['./*'] }] } });
const policy = object('security.istio.io/v1', 'AuthorizationPolicy', 'none', { spec: {} });
const PLAIN = namespace();

describe('a namespace outside of the mesh', () => {
  test('is found by what holds for its proxies only', () => {
    expect(find([PLAIN, sidecar, pod('cart')])).toEqual([
      'Namespace shop metadata.labels: has no label that puts its pods into the mesh, and Sidecar \'default\' in it only holds for proxies of its pods',
    ]);
    expect(find([PLAIN, sidecar, policy, pod('cart')])).toEqual([expect.stringContaining('AuthorizationPolicy \'none\' and one more object in it only hold for')]);
    expect(find([PLAIN, sidecar, policy, object('telemetry.istio.io/v1', 'Telemetry', 't', {}), pod('cart')])).toEqual([expect.stringContaining('and 2 more objects')]);
  });

  test('is an error where something should protect it', () => {
    const severities = (...yaml: string[]) => checkMesh(meshOf(yaml.join('')), { rules: [namespaceOutsideOfMesh] }).findings.map(({ severity }) => severity);
    expect(severities(PLAIN, sidecar, pod('cart'))).toEqual(['warning']);
    expect(severities(PLAIN, policy, pod('cart'))).toEqual(['error']);
  });

  test('is sure where it declines, without any workload', () => {
    expect(find([namespace({ 'istio-injection': 'disabled' }), sidecar])).toEqual([expect.stringContaining('metadata.labels.istio-injection: has label istio-injection: \'disabled\', and')]);
    expect(find([PLAIN, sidecar])).toEqual([]);
  });

  test('is not found where proxies are, or may be', () => {
    expect(find([sidecar, pod('cart')])).toEqual([]);
    expect(find([namespace({ 'istio-injection': 'enabled' }), sidecar, pod('cart')])).toEqual([]);
    expect(find([namespace({ 'istio.io/rev': 'canary' }), sidecar, pod('cart')])).toEqual([]);
    expect(find([namespace({ 'istio.io/dataplane-mode': 'ambient' }), sidecar, pod('cart')])).toEqual([]);
    expect(find([PLAIN, sidecar, pod('cart'), pod('front', { labels: { 'sidecar.istio.io/inject': 'true' } })])).toEqual([]);
    expect(find([PLAIN, sidecar, pod('cart', { labels: { 'istio.io/dataplane-mode': 'ambient' } })])).toEqual([]);
    expect(find([PLAIN, sidecar, pod('cart'), object('networking.istio.io/v1', 'WorkloadEntry', 'vm', { spec: { address: '192.0.2.1' } })])).toEqual([]);
    expect(find([PLAIN, sidecar, pod('cart'), object('gateway.networking.k8s.io/v1', 'Gateway', 'edge', { spec: {} })])).toEqual([]);
  });

  test('may be the one of the whole mesh', () => {
    expect(find([PLAIN, sidecar, pod('cart')], { rootNamespace: 'shop' })).toEqual([]);
  });

  test('may hold what is for others: policies of targets, routes', () => {
    const targeted = object('security.istio.io/v1', 'AuthorizationPolicy', 'edge', { spec: { targetRefs: [{ kind: 'Gateway', name: 'edge' }] } });
    const target = object('security.istio.io/v1', 'AuthorizationPolicy', 'edge', { spec: { targetRef: { kind: 'Gateway', name: 'edge' } } });
    const route = (spec: object) => object('networking.istio.io/v1', 'VirtualService', 'cart', { spec: { hosts: ['cart'], http: [], ...spec } });
    expect(find([PLAIN, targeted, target, route({}), route({ exportTo: ['.', 'front'] }), pod('cart')])).toEqual([]);
    expect(find([PLAIN, route({ exportTo: ['.'], gateways: ['shop/edge'] }), pod('cart')])).toEqual([]);
    expect(find([PLAIN, route({ exportTo: ['front'] }), pod('cart')])).toEqual([]);
    expect(find([PLAIN, route({ exportTo: ['.'] }), pod('cart')])).toHaveLength(1);
    expect(find([PLAIN, route({}), pod('cart')], { meshConfig: { defaultVirtualServiceExportTo: ['.'] } })).toHaveLength(1);
  });
});
