import { KINDS } from './kinds';
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
  return mesh.once('workloads of services', () => mesh.hosts.flatMap(host =>
    host.service && host.selector ? [{ host, workloads: mesh.workloadsWith(host.namespace, host.selector) }] : []));
}

/** The workloads of a namespace. */
export function workloadsIn(mesh: Mesh, namespace: string): readonly Workload[] {
  return mesh.once('workloads by namespace', () => {
    const found = new Map<string, Workload[]>();
    for (const workload of mesh.workloads) {
      const known = found.get(workload.namespace);
      if (known) {
        known.push(workload);
      } else {
        found.set(workload.namespace, [workload]);
      }
    }
    return found;
  }).get(namespace) ?? [];
}

/** Groups whose objects make no pods; whatever is of another one may be an operator's. */
const NO_PODS = /(^|\.)(k8s\.io|istio\.io|cert-manager\.io|external-secrets\.io|kiali\.io)$|^(apps|batch|policy|autoscaling|extensions)$/;

/** Whether pods of a namespace may come from what the model does not know: objects of operators, or Gateways that Istio deploys. */
export function mayHoldOtherPods(mesh: Mesh, namespace: string): boolean {
  return mesh.once('namespaces with other pods', () => {
    const doubtful = new Set<string>();
    for (const { apiVersion, kind, namespace: own } of mesh.objects.all) {
      const [group, version] = apiVersion.split('/');
      if ((version === undefined ? kind === 'ReplicationController' : !NO_PODS.test(group)) && own !== undefined) {
        doubtful.add(own);
      }
    }
    [KINDS.k8sGateway, KINDS.workloadGroup].forEach(kind => mesh.objects.of(kind).forEach(one => doubtful.add(one.namespace)));
    return doubtful;
  }).has(namespace);
}
