import { imageAutoWithoutInjection } from '../../../../src/check/rules/workload/image-auto-without-injection';
import { deployment, finder, INJECTED, namespace } from '../../objects/workloads';

const find = finder(imageAutoWithoutInjection);
const auto = (labels: Record<string, string> = {}, container: object = {}) =>
  deployment('edge', { labels, spec: { containers: [{ name: 'app', image: 'registry.example.com/app:1' }, { name: 'istio-proxy', image: 'auto', ...container }] } });

describe('a proxy that waits for its image', () => {
  test('is found where nothing injects it', () => {
    expect(find([namespace(), auto()])).toEqual(['Deployment shop/edge spec.template.spec.containers[1].image: has image \'auto\', and Istio does not inject these pods in namespace \'shop\'']);
    expect(find([namespace({ 'istio-injection': 'disabled' }), auto({ 'sidecar.istio.io/inject': 'true' })])).toHaveLength(1);
    expect(find([INJECTED, auto({ 'sidecar.istio.io/inject': 'false' })])).toHaveLength(1);
    expect(find([namespace(), deployment('edge', { spec: { containers: [{ name: 'istio-proxy', image: 'auto' }] } })])).toHaveLength(1);
  });

  test('is fine where it is injected, or may be', () => {
    expect(find([INJECTED, auto()])).toEqual([]);
    expect(find([namespace(), auto({ 'sidecar.istio.io/inject': 'true' })])).toEqual([]);
    expect(find([namespace(), auto({ 'istio.io/rev': 'canary' })])).toEqual([]);
    expect(find([auto()])).toEqual([]);
  });

  test('is a proxy, and waits', () => {
    expect(find([namespace(), auto({}, { name: 'other' }), auto({}, { image: 'registry.example.com/proxyv2:1' })])).toEqual([]);
  });
});
