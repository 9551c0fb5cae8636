import { INJECT } from '../../../model/injection';
import { Rule } from '../../rule';

export const hostNetworkWithoutProxy: Rule = {
  id: 'host-network-without-proxy',
  severity: 'error',
  title: 'pods in the network of their node ask for a proxy',
  why: 'A proxy redirects the traffic of its pod. In the network of the node that would be the traffic of the whole node, so Istio never injects such pods, '
    + 'whatever their labels say: they run outside of the mesh.',
  fix: 'take hostNetwork out, or the request for a proxy',
  codes: [],
  bad: `
apiVersion: v1
kind: Pod
metadata: { name: agent, namespace: shop, labels: { sidecar.istio.io/inject: "true" } }
spec:
  hostNetwork: true
  containers:
    - { name: agent, image: registry.example.com/agent:1 }
`,
  mend: { '  hostNetwork: true\n': '' },

  check(mesh, report) {
    for (const { object, podPath, pod, labels, annotations } of mesh.workloadsCarrying(INJECT)) {
      // A namespace's label asks for the pods that can have a proxy: agents of nodes beside them are no mistake.
      if (pod.hostNetwork === true && (labels[INJECT] ?? annotations[INJECT]) === 'true') {
        report(object.manifest, [...podPath, 'spec', 'hostNetwork'], `asks for a proxy with ${INJECT}: 'true' and takes the network of its node, where Istio injects none`);
      }
    }
  },
};
