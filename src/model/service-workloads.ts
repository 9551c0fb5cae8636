import { Mesh } from './mesh';
import { ServiceHost } from './service-host';
import { Workload } from './workload';

/** A Service and the workloads that it chooses. */
export interface ServedWorkloads {
  readonly host: ServiceHost;
  readonly workloads: readonly Workload[];
}

/** The Services of a mesh that choose pods, and the workloads whose pods they are. */
export function servedWorkloads(mesh: Mesh): readonly ServedWorkloads[] {
  return mesh.once('workloads of services', () => {
    const found: ServedWorkloads[] = [];
    for (const host of mesh.hosts) {
      if (host.service && host.selector) {
        found.push({ host, workloads: mesh.workloadsWith(host.namespace, host.selector) });
      }
    }
    return found;
  });
}
