import { gatewayNamed, serversFor } from './bound-gateways';
import { Entity } from './entity';
import { GatewayServer, VirtualServiceSpec } from './istio-specs';
import { Mesh } from './mesh';
import { hostsOf, MESH } from './virtual-service';
import { VirtualServiceHosts } from './virtual-service-hosts';
import { isVisibleIn } from './visibility';

/** What a route of a VirtualService is for. */
export type RouteProtocol = 'http' | 'tls' | 'tcp';

const HTTP: ReadonlySet<string> = new Set(['HTTP', 'HTTP2', 'HTTP_PROXY', 'GRPC', 'GRPC-WEB']);
const TLS: ReadonlySet<string> = new Set(['HTTPS', 'TLS']);

/** Whether routes of HTTP, TLS or TCP hold for a port of a service that speaks a protocol; one that Istio finds out may be HTTP and TCP. */
export function routesHoldFor(route: RouteProtocol, protocol: string | undefined): boolean {
  if (protocol === undefined) {
    return route !== 'tls';
  }
  return route === 'http' ? HTTP.has(protocol) : route === 'tls' ? TLS.has(protocol) : !HTTP.has(protocol) && !TLS.has(protocol);
}

/**
 * The ports at which requests reach routes of a VirtualService at one of its gateways; undefined where that is not known. Where a destination names no port, and its
 * host has several, they go on to the port of the same number.
 */
export function portsAt(mesh: Mesh, service: Entity<VirtualServiceSpec>, gateway: string, route: RouteProtocol): ReadonlySet<number> | undefined {
  if (gateway === MESH) {
    const hosts = hostsOf(service, mesh.clusterDomain).map(host => mesh.hostsNamed(host, service.namespace));
    return hosts.some(named => named.length === 0) ? undefined
      : new Set(hosts.flatMap(named => named.flatMap(({ ports }) => ports)
        .filter(({ protocol }) => routesHoldFor(route, protocol)).map(({ number }) => number)));
  }
  const found = gatewayNamed(mesh, gateway, service.namespace);
  return found && new Set(serversFor(found, service, mesh.clusterDomain)
    .flatMap(server => servesRoutes(server, route) && server.port?.number !== undefined ? [server.port.number] : []));
}

/** Whether routes hold for no port of a VirtualService's hosts in the mesh; not where one of these is not known. */
export function holdNowhereInMesh({ service: { namespace }, hosts }: VirtualServiceHosts, route: RouteProtocol): boolean {
  for (const { known } of hosts) {
    let named = 0;
    for (const { visibility, ports } of known) {
      if (isVisibleIn(visibility, namespace)) {
        named++;
        if (ports.some(({ protocol }) => routesHoldFor(route, protocol))) {
          return false;
        }
      }
    }
    if (named === 0) {
      return false;
    }
  }
  return true;
}

/** Whether a server of a Gateway has routes of a protocol. */
export function servesRoutes({ port, tls }: GatewayServer, route: RouteProtocol): boolean {
  const protocol = port?.protocol?.toUpperCase() ?? '';
  const passes = tls?.mode === 'PASSTHROUGH' || tls?.mode === 'AUTO_PASSTHROUGH';
  switch (route) {
    // What is only redirected goes nowhere.
    case 'http': return !tls?.httpsRedirect && (HTTP.has(protocol) || (protocol === 'HTTPS' && !passes));
    case 'tls': return TLS.has(protocol) && passes;
    default: return !HTTP.has(protocol) && protocol !== 'HTTPS' && !passes;
  }
}
