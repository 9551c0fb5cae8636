import { Entity } from './entity';
import { VirtualServiceSpec } from './istio-specs';
import { Mesh } from './mesh';
import { ServiceHost } from './service-host';
import { eachDestination, NamedDestination } from './virtual-service';

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
      eachDestination(service, mesh.clusterDomain, (destination, host, route, mirror, path) =>
        found.push({ service, destination, host, route, mirror, path, known: mesh.hostsCalled(host) }));
    }
    return found;
  });
}

/** Destinations whose host no Service and no ServiceEntry has. */
export function strayDestinations(mesh: Mesh): readonly RoutedDestination[] {
  return mesh.once('stray destinations', () => routedDestinations(mesh).filter(({ known }) => known.length === 0));
}
