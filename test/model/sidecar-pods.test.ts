import { hasSidecar, isInterceptedWhole } from '../../src/model/sidecar-pods';
import { meshOf } from '../check/fixtures';
import { namespace, pod } from '../check/objects/meshes';

const sidecar = (...yaml: string[]) => {
  const mesh = meshOf(yaml.join(''));
  return hasSidecar(mesh, mesh.workloads[0]);
};

describe('a proxy of its own', () => {
  test('is there if it is among the containers, whatever the namespace says', () => {
    const injected = pod().replace('image: registry.example.com/app:1 }', 'image: registry.example.com/app:1 }, { name: istio-proxy }');
    expect(sidecar(injected)).toBe(true);
    expect(sidecar(namespace('shop', 'istio.io/dataplane-mode: ambient'), injected)).toBe(true);
  });

  test('is injected, or not, or nobody knows', () => {
    expect(sidecar(namespace(), pod())).toBe(true);
    expect(sidecar(namespace('shop', 'a: b'), pod())).toBe(false);
    expect(sidecar(pod())).toBeUndefined();
  });

  test('is none in ambient mode', () => {
    expect(sidecar(namespace('shop', 'istio.io/dataplane-mode: ambient'), pod())).toBe(false);
    expect(sidecar(namespace(), pod('reviews', { labels: 'app: reviews, istio.io/dataplane-mode: ambient' }))).toBe(false);
  });

  test('takes all that comes unless ports are excluded', () => {
    const whole = (annotations: string) => isInterceptedWhole(meshOf(pod('reviews', { metadata: `, annotations: { ${annotations} }` })).workloads[0]);
    expect(whole('')).toBe(true);
    expect(whole('traffic.sidecar.istio.io/excludeOutboundPorts: "80"')).toBe(true);
    expect(whole('traffic.sidecar.istio.io/excludeInboundPorts: "80"')).toBe(false);
    expect(whole('sidecar.istio.io/interceptionMode: NONE')).toBe(false);
  });
});
