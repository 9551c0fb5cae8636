import { containersOf, isInjected } from '../../../model/injection';
import { Container } from '../../../model/kubernetes-specs';
import { placedContainers } from '../../../model/workload';
import { Rule } from '../../rule';

/** Ports of the proxy in every pod, and what listens there. */
const TAKEN: { readonly [port: number]: string } = {
  15000: 'its admin interface',
  15001: 'its outbound listener',
  15004: 'its debug interface',
  15006: 'its inbound listener',
  15020: 'its agent',
  15021: 'its health check',
  15090: 'its metrics',
};

export const proxyPortTaken: Rule = {
  id: 'proxy-port-taken',
  severity: 'error',
  title: 'a container listens on a port of the proxy',
  why: 'All containers of a pod share its ports. Whoever comes second cannot listen: either the container or the proxy does not start, and the pod never gets ready. '
    + 'Istio makes no inbound listener for such a port either.',
  fix: 'let the container listen on a port outside of 15000 to 15090',
  codes: [],
  bad: `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop, labels: { app: cart } }
spec:
  containers:
    - name: cart
      image: registry.example.com/cart:1
      ports:
        - { name: http, containerPort: 15001 }
`,
  mend: { 15001: '8080' },

  check(mesh, report) {
    for (const workload of mesh.workloads) {
      const { object, pod, namespace } = workload;
      if (!containersOf(pod).some(takesAny) || !isInjected(workload, mesh.namespaces.get(namespace))) {
        continue;
      }
      for (const { container: { name, ports = [] }, path } of placedContainers(workload)) {
        ports.forEach(({ containerPort = 0, protocol = 'TCP' }, index) => {
          if (name !== 'istio-proxy' && protocol === 'TCP' && TAKEN[containerPort] !== undefined) {
            report(object.manifest, [...path, 'ports', index, 'containerPort'],
              `lets container '${name ?? path[path.length - 1]}' listen on port ${containerPort}, where the proxy has ${TAKEN[containerPort]}`);
          }
        });
      }
    }
  },
};

function takesAny({ ports = [] }: Container): boolean {
  return ports.some(({ containerPort = 0 }) => TAKEN[containerPort] !== undefined);
}
