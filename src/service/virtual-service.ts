import { IRoutedHost } from './i-routed-host';
import { PortTraffic, ResolvedPort, trafficOf } from './port';
import { IMeshHost } from '../core/mesh-host';
import { Json } from '../core/mesh-object';
import { compileConnections, compileRoutes } from '../routing/compile';
import { MESH } from '../routing/context';
import { RouteProblem, RouteTableView } from '../routing/contribution';
import { httpRoute, tcpRoute, tlsRoute } from '../routing/render';

/** The spec of a host's VirtualService for the mesh. Problems found on the way are added to `problems`. */
export function virtualServiceSpec(
  owner: Pick<IRoutedHost, 'host' | 'namespace' | '_ports'>, aliases: readonly IMeshHost[], table: RouteTableView, problems: RouteProblem[],
): Json {
  const { host, _ports: ports } = owner;
  const carrying = (traffic: PortTraffic) => ports.filter(port => trafficOf(port.protocol) === traffic);
  const http = carrying('http');
  const tls = carrying('tls');
  const names = [owner, ...aliases].flatMap(one => namesOf(one, owner.namespace));
  const sniHosts = (port: ResolvedPort) => [...names, ...port.sniHosts];
  // Istio wants the destination's port where the service has several; a route that names no port is for all of its kind.
  const several = (alike: readonly ResolvedPort[], port: ResolvedPort) => alike.length > 1 ? port.port : undefined;
  const requests = (port: ResolvedPort) => compileRoutes(table, MESH, several(ports, port), problems);
  const connections = (port: ResolvedPort) => compileConnections(table, MESH, several(ports, port));

  return {
    hosts: [...new Set([host, ...tls.flatMap(sniHosts)])],
    http: nonEmpty(http.flatMap(port => requests(port).map(route => httpRoute(route, several(http, port))))),
    tls: nonEmpty(tls.flatMap(port => connections(port).map(route => tlsRoute(route, sniHosts(port), several(ports, port))))),
    tcp: nonEmpty(carrying('tcp').flatMap(port => connections(port).map(route => tcpRoute(route, several(ports, port))))),
  };
}

/**
 * The names under which Kubernetes' DNS knows a host. A TLS client asks for the one that it was given, and where routes say which names they are for, others get
 * no connection. The bare name of another namespace's alias is left out: Istio would take it for a service of the VirtualService's own.
 */
function namesOf({ host }: Pick<IMeshHost, 'host'>, written: string): string[] {
  const [name, namespace, svc] = host.split('.');
  return svc === 'svc' ? [host, `${name}.${namespace}.svc`, `${name}.${namespace}`, ...(namespace === written ? [name] : [])] : [host];
}

function nonEmpty(routes: Json[]): Json[] | undefined {
  return routes.length > 0 ? routes : undefined;
}
