import { bringsProxy } from './injection';
import { Mesh } from './mesh';
import { DATAPLANE_MODE } from './namespace';
import { Workload } from './workload';

/** Whether the pods of a workload have a proxy of their own; undefined where that is not known. */
export function hasSidecar(mesh: Mesh, workload: Workload): boolean | undefined {
  if (bringsProxy(workload)) {
    return true;
  }
  const { labels, namespace, inMesh } = workload;
  return mesh.namespaces.get(namespace)?.ambient || labels[DATAPLANE_MODE] === 'ambient' ? false : inMesh;
}

/** Whether all that comes for the pods of a workload goes through their proxies. */
export function isInterceptedWhole({ annotations }: Workload): boolean {
  return ['excludeInboundPorts', 'includeInboundPorts', 'excludeInterfaces', 'interceptionMode']
    .every(setting => annotations[`traffic.sidecar.istio.io/${setting}`] === undefined && annotations[`sidecar.istio.io/${setting}`] === undefined);
}
