import { INJECT, INJECTION, isInjected } from '../../../model/injection';
import { Rule } from '../../rule';

export const injectAnnotationWithoutEffect: Rule = {
  id: 'inject-annotation-without-effect',
  severity: 'error',
  title: 'pods ask for a proxy by an annotation in a namespace that is not injected',
  why: 'Istio\'s webhook is only called for pods that carry the label `sidecar.istio.io/inject`, or whose namespace is labelled. The annotation of the same name '
    + 'can decline a proxy in such a namespace; by itself it gets none, and the pods start without one.',
  fix: 'make the annotation sidecar.istio.io/inject a label of the pods',
  codes: [],
  bad: `
apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: v1
kind: Pod
metadata:
  name: cart
  namespace: shop
  annotations: { sidecar.istio.io/inject: "true" }
spec:
  containers:
    - { name: cart, image: registry.example.com/cart:1 }
`,
  mend: { 'annotations: {': 'labels: {' },

  check(mesh, report) {
    for (const workload of mesh.workloadsCarrying(INJECT)) {
      const { object, podPath, annotations, labels, pod, namespace } = workload;
      const space = mesh.namespaces.get(namespace);
      if (annotations[INJECT] === 'true' && labels[INJECT] === undefined && !pod.hostNetwork && isInjected(workload, space) === false) {
        const said = space?.labels[INJECTION];
        report(object.manifest, [...podPath, 'metadata', 'annotations', INJECT],
          `asks for a proxy by an annotation, and namespace '${namespace}' is not injected${said === undefined ? '' : ` (${INJECTION}: '${said}')`}`,
          { fix: said === undefined ? undefined : `take the label ${INJECTION} off the namespace, and make the annotation a label of the pods` });
      }
    }
  },
};
