import { Mesh } from './mesh';
import { ServiceHost } from './service-host';
import { containersOf, Workload } from './workload';
import { SelectorIndex } from '../core/selector-index';

/** The Services that choose a workload's pods. */
export function servicesOf(mesh: Mesh, { namespace, labels }: Workload): readonly ServiceHost[] {
  return mesh.once('services by selector', () => {
    const index = new SelectorIndex<ServiceHost>();
    mesh.hosts.forEach(host => host.service && host.selector && index.add(host.namespace, host.selector, host));
    return index;
  }).of([namespace], labels);
}

/** The number of a port that a Service names or numbers; undefined where the name is of no container. */
export function portOfPods({ pod }: Workload, port: number | string): number | undefined {
  return typeof port === 'number' ? port : containersOf(pod).flatMap(({ ports = [] }) => ports).find(({ name }) => name === port)?.containerPort;
}
