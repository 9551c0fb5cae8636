import { Rule } from '../../../../src/check/rule';
import { annotationDeprecated } from '../../../../src/check/rules/workload/annotation-deprecated';
import { annotationNewerThanIstio } from '../../../../src/check/rules/workload/annotation-newer-than-istio';
import { annotationUnknown } from '../../../../src/check/rules/workload/annotation-unknown';
import { findingsIn } from '../../fixtures';

function found(metadata: string, istioVersion: string | undefined, rule: Rule = annotationNewerThanIstio): string[] {
  return findingsIn(`
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: shop }
spec:
  selector: { matchLabels: { app: cart } }
  template:
    metadata: { ${metadata} }
    spec: { containers: [{ name: cart, image: registry.example.com/cart:1 }] }
`, [rule], { istioVersion });
}

test('an annotation of pods is told with the version that brought it', () => {
  const flush = 'labels: { app: cart }, annotations: { sidecar.istio.io/statsFlushInterval: 5s }';
  expect(found(flush, '1.27')).toEqual([
    'annotation-newer-than-istio: Deployment shop/cart spec.template.metadata.annotations["sidecar.istio.io/statsFlushInterval"]: '
    + 'has annotation sidecar.istio.io/statsFlushInterval, which Istio 1.27 does not read: it came with 1.28',
  ]);
  // A ReplicaSet got it from its Deployment.
  const handedDown = `{ apiVersion: apps/v1, kind: ReplicaSet, metadata: { name: cart-1, namespace: shop, annotations: { sidecar.istio.io/statsFlushInterval: 5s } },
    spec: { selector: { matchLabels: { app: cart } } } }`;
  expect(findingsIn(handedDown, [annotationNewerThanIstio], { istioVersion: '1.27' })).toEqual([]);
  expect(found(flush, '1.28')).toEqual([]);
  expect(found(flush, undefined)).toEqual([]);
});

test('a label is told too, of pods and of other objects', () => {
  const label = 'labels: { app: cart, topology.istio.io/locality: eu }';
  expect(found(label, '1.28')).toEqual([
    'annotation-newer-than-istio: Deployment shop/cart spec.template.metadata.labels["topology.istio.io/locality"]: '
    + 'has label topology.istio.io/locality, which Istio 1.28 does not read: it came with 1.29',
  ]);
  expect(found(label, '1.29')).toEqual([]);
  const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { istio.io/use-waypoint: waypoint } }\n';
  expect(findingsIn(namespace, [annotationNewerThanIstio], { istioVersion: '1.21' })).toHaveLength(1);
  expect(findingsIn(namespace, [annotationNewerThanIstio], { istioVersion: '1.22' })).toEqual([]);
});

test('an annotation that older versions read is known to them', () => {
  const core = 'labels: { app: cart }, annotations: { sidecar.istio.io/enableCoreDump: "true" }';
  expect(found(core, '1.23', annotationUnknown)).toEqual([]);
  expect(found(core, '1.24', annotationUnknown)).toHaveLength(1);
  expect(found(core, undefined, annotationUnknown)).toHaveLength(1);
});

test('an annotation is deprecated from the version on that says so', () => {
  const interfaces = 'labels: { app: cart }, annotations: { traffic.sidecar.istio.io/kubevirtInterfaces: net1 }';
  expect(found(interfaces, '1.24', annotationDeprecated)).toEqual([]);
  expect(found(interfaces, '1.25', annotationDeprecated)).toHaveLength(1);
  const address = 'labels: { app: cart }, annotations: { sidecar.istio.io/discoveryAddress: a }';
  expect(found(address, '1.20', annotationDeprecated)).toHaveLength(1);
});
