import { Entity } from './entity';
import { gatewaysChosenBy } from './gateway-pods';
import { GatewayServer, GatewaySpec } from './istio-specs';
import { Mesh } from './mesh';
import { addTo } from '../core/grouped';
import { FieldPath } from '../manifests/locate';

/** A server of a Gateway, and where it stands. */
export interface PlacedServer {
  readonly gateway: Entity<GatewaySpec>;
  readonly server: GatewayServer;
  readonly path: FieldPath;
}

/** More workloads than that are not looked at one by one. */
const FEW = 10;

/** All servers of all Gateways. */
export function serversOf(mesh: Mesh): readonly PlacedServer[] {
  return mesh.once('servers', () => mesh.gateways.flatMap(gateway => (gateway.spec.servers ?? [])
    .map((server, at) => ({ gateway, server, path: ['spec', 'servers', at] }))));
}

/**
 * Servers that share a port of a gateway, at least two of them each time. Which Gateways meet at a gateway is told by the workloads that they choose, or, where
 * none of these was given, by their selectors.
 */
export function serversTogether(mesh: Mesh): readonly (readonly PlacedServer[])[] {
  return mesh.once('servers together', () => {
    const groups = new Map<string, PlacedServer[]>();
    for (const placed of serversOf(mesh)) {
      const { number = 0 } = placed.server.port ?? {};
      for (const where of number === 0 ? [] : placesOf(mesh, placed.gateway)) {
        addTo(groups, `${where} ${number} ${placed.server.bind ?? ''}`, placed);
      }
    }
    // Several workloads of the same Gateways are one place.
    const seen = new Set<string>();
    const ids = new Map<PlacedServer, number>();
    serversOf(mesh).forEach((placed, at) => ids.set(placed, at));
    return [...groups.values()].filter(group => {
      const id = group.map(placed => ids.get(placed)).join();
      return group.length > 1 && !seen.has(id) && seen.add(id);
    });
  });
}

/** A host of a server without the namespace before it. */
export function nameOfHost(host: string): string {
  return host.slice(host.indexOf('/') + 1);
}

/** What a server is in a message: `'https' of Gateway 'edge/shop'`. */
export function serverText({ gateway, server }: PlacedServer): string {
  return `'${server.port?.name ?? server.name ?? ''}' of Gateway '${gateway.namespace}/${gateway.name}'`;
}

function placesOf(mesh: Mesh, { spec: { selector = {} } }: Entity<GatewaySpec>): readonly string[] {
  const chosen = gatewaysChosenBy(mesh, selector);
  return chosen.length > 0 && chosen.length <= FEW
    ? chosen.map(({ kind, namespace, name }) => `${kind}/${namespace}/${name}`)
    : [JSON.stringify(Object.entries(selector).sort(([a], [b]) => a < b ? -1 : 1))];
}
