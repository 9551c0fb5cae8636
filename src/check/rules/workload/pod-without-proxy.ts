import { bringsProxy, INJECT, isInjected } from '../../../model/injection';
import { KINDS } from '../../../model/kinds';
import { fieldOf } from '../../../model/mesh-config-shape';
import { Rule } from '../../rule';

export const podWithoutProxy: Rule = {
  id: 'pod-without-proxy',
  severity: 'warning',
  title: 'a running pod of an injected namespace has no proxy',
  why: 'Proxies are added when pods are created. A pod that is older than the label of its namespace, or that was created while the control plane was away, runs '
    + 'without one: it ignores the mesh\'s routes and policies, and speaks plaintext, which strict peers refuse.',
  fix: 'restart the workload of the pod, or decline the proxy with the label sidecar.istio.io/inject: "false"',
  codes: ['IST0103'],
  bad: `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
apiVersion: v1
kind: Pod
metadata: { name: cart-5c6f, namespace: shop, uid: 0c5d6f0e-7d7a-4b52-9d8b-1f2f3f6f1a11, labels: { app: cart } }
spec:
  containers:
    - { name: cart, image: registry.example.com/cart:1 }
status: { phase: Running }
`,
  mend: { '- { name: cart,': '- { name: istio-proxy, image: registry.example.com/proxyv2:1.31.1 }\n    - { name: cart,' },

  check(mesh, report) {
    for (const workload of mesh.objects.of(KINDS.pod).length === 0 ? [] : mesh.workloads) {
      const { object: { manifest }, namespace } = workload;
      if (manifest.kind !== KINDS.pod) {
        continue;
      }
      // Manifests of pods that are still to be created have no uid.
      if (typeof fieldOf(manifest.json, 'metadata', 'uid') === 'string'
        && ['Running', 'Pending'].includes(String(fieldOf(manifest.json, 'status', 'phase')))
        && !bringsProxy(workload) && isInjected(workload, mesh.namespaces.get(namespace))) {
        report(manifest, ['spec', 'containers'], `runs without a proxy in namespace '${namespace}', which is injected, and does not decline it with ${INJECT}`);
      }
    }
  },
};
