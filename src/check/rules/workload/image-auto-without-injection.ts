import { isInjected } from '../../../model/injection';
import { Rule } from '../../rule';

export const imageAutoWithoutInjection: Rule = {
  id: 'image-auto-without-injection',
  severity: 'error',
  title: 'a proxy container waits for its image, and nothing injects it',
  why: '`image: auto` is no image: Istio\'s webhook replaces it when it injects the pod, as it does for gateways. Pods that it does not inject are created with '
    + 'an image called "auto", which cannot be pulled, and never start.',
  fix: 'give the pods the label sidecar.istio.io/inject: "true", in a namespace without istio-injection: disabled',
  codes: ['IST0146', 'IST0147'],
  bad: `
apiVersion: v1
kind: Namespace
metadata: { name: edge }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: gateway, namespace: edge }
spec:
  selector: { matchLabels: { istio: gateway } }
  template:
    metadata:
      annotations: { inject.istio.io/templates: gateway }
      labels: { istio: gateway }
    spec:
      containers:
        - { name: istio-proxy, image: auto }
`,
  mend: { 'labels: { istio: gateway }': 'labels: { istio: gateway, sidecar.istio.io/inject: "true" }' },

  check(mesh, report) {
    for (const workload of mesh.workloads) {
      const { object, podPath, pod: { containers = [] }, namespace } = workload;
      const at = containers.findIndex(({ name, image }) => name === 'istio-proxy' && image === 'auto');
      if (at >= 0 && isInjected(workload, mesh.namespaces.get(namespace)) === false) {
        report(object.manifest, [...podPath, 'spec', 'containers', at, 'image'], `has image 'auto', and Istio does not inject these pods in namespace '${namespace}'`);
      }
    }
  },
};
