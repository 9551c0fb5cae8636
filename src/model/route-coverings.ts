import { CoverIndex } from './cover-index';
import { Entity } from './entity';
import { HttpMatch, L4Match, VirtualServiceSpec } from './istio-specs';
import { remembered } from './remembered';
import { isDelegate, MESH } from './virtual-service';
import { FieldPath } from '../manifests/locate';

/** What routes before a route take of its requests. */
export interface Covering {
  readonly protocol: 'http' | 'tls' | 'tcp';
  readonly route: number;
  /** The conditions of the route that are of no use. */
  readonly matches: readonly {
    readonly path: FieldPath;
    /** The route before that takes the requests. */
    readonly by?: number;
    /** The same condition of the same route. */
    readonly twice?: number;
  }[];
  /** Whether no request is left; and the route that takes them, where it is one without conditions. */
  readonly all?: { readonly by?: number };
}

/** Routes of which others before them take all requests, or those of some conditions. */
export const coverings = remembered((service: Entity<VirtualServiceSpec>): readonly Covering[] => {
  const { spec } = service;
  // Gateways of a delegate are those of who delegates to it.
  const gateways = isDelegate(service) ? ['those of others'] : spec.gateways && spec.gateways.length > 0 ? spec.gateways : [MESH];
  return [
    ...httpCoverings(spec, gateways),
    ...(['tls', 'tcp'] as const).flatMap(protocol => plainCoverings(protocol, (spec[protocol] ?? []).map(({ match = [] }: { readonly match?: readonly L4Match[] }) => match))),
  ];
});

/** A route as messages call it. */
export function routeText({ spec }: Entity<VirtualServiceSpec>, protocol: Covering['protocol'], at: number): string {
  const name = protocol === 'http' ? spec.http?.[at]?.name : undefined;
  return name ? `route '${name}'` : `${protocol}[${at}]`;
}

function httpCoverings({ http = [] }: VirtualServiceSpec, gateways: readonly string[]): readonly Covering[] {
  const before = new CoverIndex<number>(gateways);
  return http.flatMap(({ match = [], delegate }, route) => {
    const found = coveringOf('http', route, match, one => before.find(one));
    // What a delegate does not take goes on to the next route.
    for (const one of delegate ? [] : match.length > 0 ? match : [{}]) {
      before.add(one, route);
    }
    return found;
  });
}

/** Routes of TCP and TLS, of which only those are compared that say the same, or nothing. */
function plainCoverings(protocol: 'tls' | 'tcp', routes: readonly (readonly L4Match[])[]): readonly Covering[] {
  const before = new Map<string, number>();
  const text = (match: L4Match) => JSON.stringify(match);
  return routes.flatMap((match, route) => {
    const found = coveringOf<L4Match>(protocol, route, match, one => before.get('{}') ?? before.get(text(one)));
    for (const one of match.length > 0 ? match : [{}]) {
      before.set(text(one), before.get(text(one)) ?? route);
    }
    return found;
  });
}

function coveringOf<M extends HttpMatch | L4Match>(protocol: Covering['protocol'], route: number, match: readonly M[], find: (match: M) => number | undefined): readonly Covering[] {
  if (match.length === 0) {
    const by = find({} as M);
    return by === undefined ? [] : [{ protocol, route, matches: [], all: { by } }];
  }
  const seen = new Map<string, number>();
  const all = match.map((one, at) => {
    const text = JSON.stringify({ ...one, name: undefined });
    const twice = seen.get(text);
    seen.set(text, twice ?? at);
    return { path: ['spec', protocol, route, 'match', at], by: find(one), twice };
  });
  const matches = all.filter(({ by, twice }) => by !== undefined || twice !== undefined);
  return matches.length === 0 ? [] : [{ protocol, route, matches, ...all.every(({ by }) => by !== undefined) ? { all: {} } : {} }];
}
