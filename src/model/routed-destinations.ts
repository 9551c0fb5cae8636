import { Entity } from './entity';
import { Mesh } from './mesh';
import { ServiceHost } from './service-host';
import { VirtualServiceSpec } from './specs';
import { destinationsOf, NamedDestination } from './virtual-service';

/** A destination that a route of the mesh names, and what has its host. */
export interface RoutedDestination extends NamedDestination {
  readonly service: Entity<VirtualServiceSpec>;
  /** Whoever can see them. */
  readonly known: readonly ServiceHost[];
}

/** All destinations that VirtualServices name, in their order. */
export function routedDestinations(mesh: Mesh): readonly RoutedDestination[] {
  return mesh.once('routed destinations', () => {
    const found: RoutedDestination[] = [];
    for (const service of mesh.virtualServices) {
      for (const named of destinationsOf(service, mesh.clusterDomain)) {
        found.push({ ...named, service, known: mesh.hostsCalled(named.host) });
      }
    }
    return found;
  });
}
