import { isInjected } from '../../../model/injection';
import { DATAPLANE_MODE } from '../../../model/namespace';
import { Rule } from '../../rule';

export const ambientAndSidecar: Rule = {
  id: 'ambient-and-sidecar',
  severity: 'warning',
  title: 'pods are asked into the mesh with and without a proxy of their own',
  why: 'A pod that has a proxy of its own is not taken into ambient mode: the label `istio.io/dataplane-mode: ambient` has no effect, its traffic goes through '
    + 'the sidecar, and waypoints do not handle it as one expects who reads the label.',
  fix: 'decline the proxy with the label sidecar.istio.io/inject: "false", or take the label istio.io/dataplane-mode out',
  codes: ['KIA1311', 'KIA1314', 'KIA1315'],
  bad: `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop, labels: { app: cart, istio.io/dataplane-mode: ambient } }
spec:
  containers:
    - { name: cart, image: registry.example.com/cart:1 }
`,
  mend: { 'app: cart, istio.io/': 'app: cart, sidecar.istio.io/inject: "false", istio.io/' },

  check(mesh, report) {
    for (const workload of mesh.workloadsCarrying(DATAPLANE_MODE)) {
      const { object, podPath, labels, namespace } = workload;
      if (labels[DATAPLANE_MODE] === 'ambient' && isInjected(workload, mesh.namespaces.get(namespace))) {
        report(object.manifest, [...podPath, 'metadata', 'labels', DATAPLANE_MODE], 'asks for ambient mode, and its pods get a proxy of their own');
      }
    }
  },
};
