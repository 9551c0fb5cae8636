import { mayBeGateway } from './gateway-pods';
import { containersOf } from './injection';
import { Mesh } from './mesh';
import { ServiceHost } from './service-host';
import { containerPortOf, Workload } from './workload';
import { SelectorIndex } from '../core/selector-index';
import { Manifest } from '../manifests/manifest';

/** A port of a workload's pods to which a host leads. */
export interface WorkloadPort {
  /** Where the pods listen. */
  readonly number: number;
  /** What it speaks, in capitals, as the host's port says it; undefined where it says nothing. */
  readonly protocol?: string;
  /** The host's own port. */
  readonly servicePort: number;
  readonly host: ServiceHost;
}

/** What is no HTTP as Istio knows protocols. */
const TCP_PROTOCOLS: ReadonlySet<string> = new Set(['TCP', 'TLS', 'HTTPS', 'MONGO', 'REDIS', 'MYSQL']);

/** Whether proxies know a protocol's bytes alone, and none of its requests. */
export function isTcp(protocol: string | undefined): boolean {
  return protocol !== undefined && TCP_PROTOCOLS.has(protocol);
}

/** The hosts that choose a workload's pods. */
export function hostsOfWorkload(mesh: Mesh, { namespace, labels }: Workload): readonly ServiceHost[] {
  return mesh.once('hosts by selectors', () => {
    const index = new SelectorIndex<ServiceHost>();
    mesh.hosts.forEach(host => host.selector && index.add(host.namespace, host.selector, host));
    return index;
  }).of([namespace], labels);
}

/** The ports of a workload to which hosts lead. */
export function portsOfWorkload(mesh: Mesh, workload: Workload): readonly WorkloadPort[] {
  // Those of a gateway speak what its Gateways say.
  const hosts = mayBeGateway(workload) ? [] : hostsOfWorkload(mesh, workload);
  return hosts.flatMap(host => host.ports.flatMap(({ number: servicePort, targetPort, protocol }) => {
    const number = containerPortOf(workload, targetPort);
    return number === undefined ? [] : [{ number, protocol, servicePort, host }];
  }));
}

/** The ports of workloads to which hosts lead: one for each number and protocol. Of the same list they are looked for once. */
export function portsOfAll(mesh: Mesh, workloads: readonly Workload[]): readonly WorkloadPort[] {
  const known = mesh.once('ports of workloads', () => new WeakMap<readonly Workload[], readonly WorkloadPort[]>());
  let ports = known.get(workloads);
  if (!ports) {
    const found = new Map<string, WorkloadPort>();
    workloads.flatMap(workload => portsOfWorkload(mesh, workload)).forEach(port => {
      const key = `${port.number} ${port.protocol}`;
      found.set(key, found.get(key) ?? port);
    });
    ports = [...found.values()];
    known.set(workloads, ports);
  }
  return ports;
}

/** Workloads to which a host leads by a port of TCP. */
export function workloadsWithTcp(mesh: Mesh): ReadonlySet<Workload> {
  return mesh.once('workloads with tcp', () => new Set(mesh.hosts.filter(({ ports }) => ports.some(({ protocol }) => isTcp(protocol)))
    .flatMap(({ namespace, selector }) => selector ? mesh.workloadsWith(namespace, selector) : [])));
}

/** The object that has the host of a port. */
export function objectsOfPort({ host: { service, entry } }: WorkloadPort): readonly Manifest[] {
  return [service, entry].flatMap(one => one?.manifest ?? []);
}

/** Where a workload's containers say that they listen. */
export function containerPortsOf({ pod }: Workload): readonly number[] {
  return containersOf(pod).flatMap(({ ports = [] }) => ports.flatMap(({ containerPort }) => containerPort ?? []));
}
