import { Entity } from './entity';
import { VirtualServiceSpec } from './istio-specs';
import { Mesh } from './mesh';
import { ServiceHost } from './service-host';

/** A host for which a VirtualService has routes. */
export interface VirtualServiceHost {
  /** Fully qualified; it may begin with a wildcard. */
  readonly host: string;
  /** Its place in the list. */
  readonly at: number;
  /** What has the host, whoever can see it. */
  readonly known: readonly ServiceHost[];
}

/** A VirtualService and its hosts; delegates have none. */
export interface VirtualServiceHosts {
  readonly service: Entity<VirtualServiceSpec>;
  readonly hosts: readonly VirtualServiceHost[];
}

/** The hosts of all VirtualServices, in their order. */
export function virtualServiceHosts(mesh: Mesh): readonly VirtualServiceHosts[] {
  return mesh.once('hosts with routes', () => mesh.virtualServices.map(service => ({
    service,
    hosts: (service.spec.hosts ?? []).map((name, at) => {
      const host = mesh.qualified(name, service.namespace);
      return { host, at, known: mesh.hostsCalled(host) };
    }),
  })));
}

/** Hosts of VirtualServices that no Service and no ServiceEntry has. */
export function strayHosts(mesh: Mesh): readonly (VirtualServiceHost & Pick<VirtualServiceHosts, 'service'>)[] {
  return mesh.once('stray hosts with routes', () => virtualServiceHosts(mesh)
    .filter(({ hosts }) => hosts.some(({ known }) => known.length === 0))
    .flatMap(({ service, hosts }) => hosts.filter(({ known }) => known.length === 0).map(host => ({ ...host, service }))));
}

/** Hosts that VirtualServices have more than once, in small letters. */
export function repeatedHosts(mesh: Mesh): ReadonlySet<string> {
  return mesh.once('repeated hosts with routes', () => {
    const seen = new Set<string>();
    const repeated = new Set<string>();
    for (const { hosts } of virtualServiceHosts(mesh)) {
      for (const { host } of hosts) {
        const name = host.toLowerCase();
        const { size } = seen;
        if (seen.add(name).size === size) {
          repeated.add(name);
        }
      }
    }
    return repeated;
  });
}
