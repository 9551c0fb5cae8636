import { Entity } from './entity';
import { qualifiedHost } from './hosts';
import { Destination, HttpMatch, HttpRoute, L4Match, RouteDestination, VirtualServiceSpec } from './istio-specs';
import { remembered } from './remembered';
import { FieldPath } from '../manifests/locate';

/** Sidecars, where a VirtualService names gateways. */
export const MESH = 'mesh';
const MESH_ALONE: readonly string[] = [MESH];

const ROUTES = ['http', 'tls', 'tcp'] as const;

/** A destination that routes of a VirtualService name, and where. */
export interface NamedDestination {
  readonly destination: Destination;
  /** Fully qualified. */
  readonly host: string;
  readonly path: FieldPath;
  readonly route: 'http' | 'tls' | 'tcp';
  /** Whether requests are copied to it, and no answer is taken. */
  readonly mirror: boolean;
}

/** Hosts of a VirtualService, fully qualified. */
export const hostsOf = remembered(({ namespace, spec: { hosts = [] } }: Entity<VirtualServiceSpec>, clusterDomain: string): readonly string[] => {
  return hosts.map(host => qualifiedHost(host, namespace, clusterDomain));
});

/** Gateways of a VirtualService, each with its namespace; those of sidecars as 'mesh'. */
export function gatewaysOf({ namespace, spec: { gateways = [] } }: Entity<VirtualServiceSpec>): readonly string[] {
  return gateways.length > 0 ? gateways.map(gateway => qualifiedGateway(gateway, namespace)) : MESH_ALONE;
}

/** A gateway with its namespace, as a VirtualService or a match names it: `shop/public`, `public`, `./public`, or the old `public.shop.svc.cluster.local`. */
export function qualifiedGateway(gateway: string, namespace: string): string {
  const slash = gateway.indexOf('/');
  if (slash >= 0) {
    return gateway.slice(0, slash) === '.' ? `${namespace}${gateway.slice(slash)}` : gateway;
  }
  const [name, named] = gateway.split('.');
  return gateway === MESH ? gateway : `${named ?? namespace}/${name}`;
}

/** All places where a VirtualService names gateways, in `spec.gateways` and in conditions of routes. */
export function gatewayPathsOf(service: Entity<VirtualServiceSpec>): readonly { readonly gateway: string; readonly path: FieldPath }[] {
  const places: readonly { readonly gateways?: readonly string[]; readonly path: FieldPath }[] = [
    { gateways: service.spec.gateways, path: ['spec'] }, ...matchesOf(service).map(({ match, path }) => ({ gateways: match.gateways, path })),
  ];
  return places.flatMap(({ gateways = [], path }) => gateways.map((gateway, at) => ({ gateway, path: [...path, 'gateways', at] })));
}

/** Whether a VirtualService is only there for others to delegate to. */
export function isDelegate({ spec: { hosts = [] } }: Entity<VirtualServiceSpec>): boolean {
  return hosts.length === 0;
}

/** Whether sidecars route by a VirtualService. */
export function isInMesh({ spec: { gateways = [] } }: Entity<VirtualServiceSpec>): boolean {
  return gateways.length === 0 || gateways.includes(MESH);
}

/** A condition of a route of HTTP, and where it stands. */
export interface PlacedMatch {
  readonly match: HttpMatch;
  readonly route: HttpRoute;
  readonly routeIndex: number;
  readonly path: FieldPath;
}

/** All conditions of the HTTP routes of a VirtualService, in their order. */
export const httpMatchesOf = remembered(({ spec: { http = [] } }: Entity<VirtualServiceSpec>): readonly PlacedMatch[] => {
  return http.flatMap((route, routeIndex) => (route.match ?? [])
    .map((match, at) => ({ match, route, routeIndex, path: ['spec', 'http', routeIndex, 'match', at] })));
});

/** A condition of any route, and where it stands. */
export interface AnyMatch {
  readonly match: HttpMatch | L4Match;
  readonly protocol: 'http' | 'tls' | 'tcp';
  readonly path: FieldPath;
}

/** All conditions of all routes of a VirtualService. */
export const matchesOf = remembered(({ spec }: Entity<VirtualServiceSpec>): readonly AnyMatch[] => {
  return (['http', 'tls', 'tcp'] as const).flatMap(protocol => (spec[protocol] ?? []).flatMap(({ match = [] }: { readonly match?: readonly (HttpMatch | L4Match)[] }, at) =>
    match.map((one, index) => ({ match: one, protocol, path: ['spec', protocol, at, 'match', index] }))));
});

/** Destinations that share the requests of a route, and where they stand. */
export interface PlacedShares {
  readonly route: readonly RouteDestination[];
  readonly path: FieldPath;
}

/** All lists of destinations that share the requests of a route. */
export function sharesOf({ spec }: Entity<VirtualServiceSpec>): readonly PlacedShares[] {
  const found: PlacedShares[] = [];
  for (const protocol of ROUTES) {
    (spec[protocol] ?? []).forEach(({ route = [] }: { readonly route?: readonly RouteDestination[] }, at) => {
      if (route.length > 0) {
        found.push({ route, path: ['spec', protocol, at, 'route'] });
      }
    });
  }
  return found;
}

/** All destinations that a VirtualService names, in their order. */
export const destinationsOf = remembered((service: Entity<VirtualServiceSpec>, clusterDomain: string): readonly NamedDestination[] => {
  const found: NamedDestination[] = [];
  eachDestination(service, clusterDomain, (destination, host, route, mirror, path) => found.push({ destination, host, route, mirror, path }));
  return found;
});

type VisitDestination = (destination: Destination, host: string, route: NamedDestination['route'], mirror: boolean, path: FieldPath) => void;

/** Visits all destinations that a VirtualService names, in their order. */
export function eachDestination({ namespace, spec }: Entity<VirtualServiceSpec>, clusterDomain: string, visit: VisitDestination): void {
  const visitOne = (destination: Destination | undefined, route: NamedDestination['route'], mirror: boolean, path: FieldPath) => {
    if (destination?.host !== undefined) {
      visit(destination, qualifiedHost(destination.host, namespace, clusterDomain), route, mirror, path);
    }
  };
  for (const protocol of ROUTES) {
    (spec[protocol] ?? []).forEach(({ route, mirror, mirrors }: HttpRoute, at) => {
      route?.forEach(({ destination }, index) => visitOne(destination, protocol, false, ['spec', protocol, at, 'route', index, 'destination']));
      if (mirror) {
        visitOne(mirror, protocol, true, ['spec', protocol, at, 'mirror']);
      }
      mirrors?.forEach(({ destination }, index) => visitOne(destination, protocol, true, ['spec', protocol, at, 'mirrors', index, 'destination']));
    });
  }
}
