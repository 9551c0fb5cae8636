import { FieldPath } from '../../../manifests/locate';
import { bringsProxy, containersOf, isInjected } from '../../../model/injection';
import { Container, PodSpec } from '../../../model/kubernetes-specs';
import { placedContainers, Workload } from '../../../model/workload';
import { Report, Rule } from '../../rule';

/** The user and the group of Istio's proxy. */
const PROXY = 1337;

export const runsAsProxyUser: Rule = {
  id: 'runs-as-proxy-user',
  severity: 'error',
  title: 'a container runs as the user of the proxy',
  why: 'What user 1337 or group 1337 sends is not redirected to the proxy, as it is the proxy\'s own. A container that runs so calls others past the proxy: in plaintext, '
    + 'without routes and policies, and strict peers refuse it.',
  fix: 'run the container as another user and group than 1337',
  codes: ['IST0144'],
  bad: `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop, labels: { app: cart } }
spec:
  securityContext: { runAsUser: 1337 }
  containers:
    - { name: cart, image: registry.example.com/cart:1 }
`,
  mend: { 1337: '1338' },

  check(mesh, report) {
    for (const workload of mesh.workloads) {
      const { podPath, pod, namespace } = workload;
      if (!saysUser(pod) || !isInjected(workload, mesh.namespaces.get(namespace)) || bringsProxy(workload)) {
        continue;
      }
      reportUser(workload, [...podPath, 'spec'], 'its pods run', pod, report);
      for (const { container, path } of placedContainers(workload)) {
        reportUser(workload, path, `container '${container.name ?? path[path.length - 1]}' runs`, container, report);
      }
    }
  },
};

/** Whether anything is said of users at all. */
function saysUser(pod: PodSpec): boolean {
  return pod.securityContext !== undefined || containersOf(pod).some(({ securityContext }) => securityContext);
}

function reportUser({ object }: Workload, path: FieldPath, who: string, { securityContext }: PodSpec | Container, report: Report): void {
  for (const [field, what] of [['runAsUser', 'user'], ['runAsGroup', 'group']] as const) {
    if (securityContext?.[field] === PROXY) {
      report(object.manifest, [...path, 'securityContext', field], `says that ${who} as ${what} ${PROXY}, which is the proxy's: its calls pass the proxy by`);
    }
  }
}
