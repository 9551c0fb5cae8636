import { Mesh } from './mesh';
import { containersOf, Workload } from './workload';

/** Whether the pods of a workload have a proxy of their own; undefined where that is not known. */
export function hasSidecar(mesh: Mesh, { pod, labels, namespace, inMesh }: Workload): boolean | undefined {
  if (containersOf(pod).some(({ name }) => name === 'istio-proxy')) {
    return true;
  }
  return mesh.namespaces.get(namespace)?.ambient || labels['istio.io/dataplane-mode'] === 'ambient' ? false : inMesh;
}

/** Whether all that comes for the pods of a workload goes through their proxies. */
export function isInterceptedWhole({ annotations }: Workload): boolean {
  return ['excludeInboundPorts', 'includeInboundPorts', 'excludeInterfaces', 'interceptionMode']
    .every(setting => annotations[`traffic.sidecar.istio.io/${setting}`] === undefined && annotations[`sidecar.istio.io/${setting}`] === undefined);
}
