import { labelRefused } from '../../../../src/check/rules/metadata/label-refused';
import { findingsIn } from '../../fixtures';

const fields = (yaml: string) => findingsIn(yaml, [labelRefused]).map(text => text.split(' ')[3].replace(/:$/, ''));
const configMap = (metadata: string) => `
apiVersion: v1
kind: ConfigMap
metadata: { name: cart, namespace: shop, ${metadata} }
`;

describe('a label', () => {
  test('is found where its name or value is none', () => {
    expect(findingsIn(configMap('labels: { owner: a@b }'), [labelRefused])).toEqual([
      'label-refused: ConfigMap shop/cart metadata.labels.owner: has a label that is none: value \'a@b\' is none: values are up to 63 letters, digits, and \'-\', \'_\' or \'.\' between them',
    ]);
    expect(fields(configMap('labels: { a b: c, app.kubernetes.io/name: cart, empty: "" }'))).toEqual(['metadata.labels["a']);
  });

  test('is found in the pods of a workload', () => {
    const template = '{ metadata: { labels: { app: a b }, annotations: { a b: c } }, spec: { containers: [] } }';
    expect(fields(`
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: shop }
spec: { template: ${template} }
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: cart, namespace: shop }
spec: { jobTemplate: { spec: { template: ${template} } } }
`)).toEqual(['spec.template.metadata.labels.app', 'spec.template.metadata.annotations["a', 'spec.jobTemplate.spec.template.metadata.labels.app', 'spec.jobTemplate.spec.template.metadata.annotations["a']);
  });

  test('of a pod is found once', () => {
    expect(fields(`
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop, labels: { app: a b } }
spec: { containers: [{ name: cart, image: cart }] }
`)).toEqual(['metadata.labels.app']);
  });

  test('is found where Istio reads it', () => {
    const istio = (kind: string, spec: string) => fields(`
apiVersion: networking.istio.io/v1
kind: ${kind}
metadata: { name: cart, namespace: shop }
spec: ${spec}
`);
    expect(istio('DestinationRule', '{ host: cart, subsets: [{ name: v1, labels: { version: v1 } }, { name: v2, labels: { version: v 2 } }] }')).toEqual(['spec.subsets[1].labels.version']);
    expect(istio('WorkloadEntry', '{ address: 10.0.0.1, labels: { app: a b } }')).toEqual(['spec.labels.app']);
    expect(istio('WorkloadGroup', '{ metadata: { labels: { app: a b } }, template: { labels: { app: a b } } }')).toEqual(['spec.metadata.labels.app']);
    expect(istio('ServiceEntry', '{ hosts: [a.com], endpoints: [{ address: 10.0.0.1, labels: { app: a b } }] }')).toEqual(['spec.endpoints[0].labels.app']);
    // Istio asks less than Kubernetes does.
    expect(istio('WorkloadEntry', `{ address: 10.0.0.1, labels: { Example.com/app: ${'a'.repeat(64)} } }`)).toEqual([]);
  });
});

describe('an annotation', () => {
  test('has a name in any case, and any value', () => {
    expect(fields(configMap('annotations: { "Example.com/A": "a b\\nc", a/b/c: d }'))).toEqual(['metadata.annotations["a/b/c"]']);
  });

  test('is one of those that have 256 KiB together', () => {
    const annotations = (bytes: number) => configMap(`annotations: { a: ${'x'.repeat(bytes - 1)} }`);
    expect(fields(annotations(256 * 1024))).toEqual([]);
    expect(findingsIn(annotations(256 * 1024 + 1), [labelRefused])).toEqual(['label-refused: ConfigMap shop/cart metadata.annotations: has 262145 bytes of annotations, and may have 262144']);
  });
});
