import { Mesh } from './mesh';
import { routedDestinations } from './routed-destinations';
import { virtualServiceHosts } from './virtual-service-hosts';

/** The subsets that routes of VirtualServices name, by their hosts; hosts that are named without a subset too. */
export function routedSubsets(mesh: Mesh): ReadonlyMap<string, ReadonlySet<string>> {
  return mesh.once('routed subsets', () => {
    const routed = new Map<string, Set<string>>();
    for (const { host, destination: { subset } } of routedDestinations(mesh)) {
      const known = routed.get(host) ?? new Set();
      routed.set(host, known);
      if (subset) {
        known.add(subset);
      }
    }
    return routed;
  });
}

/** The hosts for which there are VirtualServices. */
export function routedHosts(mesh: Mesh): ReadonlySet<string> {
  return mesh.once('routed hosts', () => new Set(virtualServiceHosts(mesh).flatMap(({ hosts }) => hosts.map(({ host }) => host))));
}
