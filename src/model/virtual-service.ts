import { Entity } from './entity';
import { qualifiedHost } from './hosts';
import { remembered } from './remembered';
import { Destination, HttpMatch, HttpRoute, L4Match, RouteDestination, VirtualServiceSpec } from './specs';
import { FieldPath } from '../manifests/locate';

/** Sidecars, where a VirtualService names gateways. */
export const MESH = 'mesh';

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
export const gatewaysOf = remembered(({ namespace, spec: { gateways } }: Entity<VirtualServiceSpec>): readonly string[] => {
  return (gateways && gateways.length > 0 ? gateways : [MESH]).map(gateway => qualifiedGateway(gateway, namespace));
});

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

/** All lists of destinations that share the requests of a route; without those of one destination if `fewest` is 2. */
export function sharesOf({ spec }: Entity<VirtualServiceSpec>, fewest: 1 | 2 = 1): readonly PlacedShares[] {
  const found: PlacedShares[] = [];
  for (const protocol of ['http', 'tls', 'tcp'] as const) {
    (spec[protocol] ?? []).forEach(({ route = [] }: { readonly route?: readonly RouteDestination[] }, at) => {
      if (route.length >= fewest) {
        found.push({ route, path: ['spec', protocol, at, 'route'] });
      }
    });
  }
  return found;
}

/** All destinations that a VirtualService names, in their order. */
export const destinationsOf = remembered(({ namespace, spec }: Entity<VirtualServiceSpec>, clusterDomain: string): readonly NamedDestination[] => {
  const found: NamedDestination[] = [];
  const add = (destination: Destination | undefined, route: NamedDestination['route'], path: FieldPath, mirror = false) => {
    if (destination?.host !== undefined) {
      found.push({ destination, host: qualifiedHost(destination.host, namespace, clusterDomain), path, route, mirror });
    }
  };
  const addAll = (destinations: readonly RouteDestination[] = [], route: NamedDestination['route'], path: FieldPath) =>
    destinations.forEach(({ destination }, at) => add(destination, route, [...path, at, 'destination']));
  (spec.http ?? []).forEach((http: HttpRoute, at) => {
    const path = ['spec', 'http', at];
    addAll(http.route, 'http', [...path, 'route']);
    add(http.mirror, 'http', [...path, 'mirror'], true);
    (http.mirrors ?? []).forEach(({ destination }, index) => add(destination, 'http', [...path, 'mirrors', index, 'destination'], true));
  });
  (spec.tls ?? []).forEach(({ route }, at) => addAll(route, 'tls', ['spec', 'tls', at, 'route']));
  (spec.tcp ?? []).forEach(({ route }, at) => addAll(route, 'tcp', ['spec', 'tcp', at, 'route']));
  return found;
});
