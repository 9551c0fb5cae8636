import { checkMesh } from '../../../../src/check/check-mesh';
import { proxyConfigAnnotationInvalid } from '../../../../src/check/rules/workload/proxy-config-annotation-invalid';
import { meshOf } from '../../fixtures';
import { deployment, finder, namespace, pod } from '../../objects/workloads';

const find = finder(proxyConfigAnnotationInvalid);
const config = (text: string) => pod('cart', { annotations: { 'proxy.istio.io/config': text } });

describe('the annotation proxy.istio.io/config', () => {
  test('is refused where a field has another type', () => {
    expect(find([deployment('cart', { annotations: { 'proxy.istio.io/config': 'proxyMetadata: { ISTIO_META_DNS_CAPTURE: true }' } })])).toEqual([
      'Deployment shop/cart spec.template.metadata.annotations["proxy.istio.io/config"]: has proxy.istio.io/config whose proxyMetadata.ISTIO_META_DNS_CAPTURE is true, and must be a string',
    ]);
    expect(find([config('[1]')])).toEqual([expect.stringContaining('has proxy.istio.io/config that is a list, and must be an object')]);
    expect(find([config('a: b: c')])).toEqual([expect.stringContaining('has proxy.istio.io/config that is no YAML: ')]);
  });

  test('loses what Istio does not know', () => {
    const { findings } = checkMesh(meshOf(config('holdApplicationUntilProxyStart: true\nconcurrency: two')), { rules: [proxyConfigAnnotationInvalid] });
    expect(findings.map(({ severity, message }) => `${severity} ${message}`)).toEqual([
      'error has proxy.istio.io/config whose concurrency is the text \'two\', and must be a whole number',
      'warning has proxy.istio.io/config whose holdApplicationUntilProxyStart is no field that Istio knows',
    ]);
  });

  test('is fine as it should be, empty, or where nothing is injected', () => {
    expect(find([config('holdApplicationUntilProxyStarts: true\nproxyMetadata: { A: "true" }'), config(''), config('null'), pod('front')])).toEqual([]);
    expect(find([namespace(), config('[1]')])).toEqual([]);
  });
});
