import { AUTHORITY, Conjunction, EDGE_HOST, GATEWAY, asks, describeMatch, isClaimKey, isEdgeKey, isSourceKey } from './conjunction';

/** Where a table is written out: for the proxies of the mesh, or for one public host of a gateway. */
export interface RouteContext {
  /** `namespace/name` of the gateway; none for the mesh. */
  readonly gateway?: string;
  /** The public host, which may begin with a wildcard. */
  readonly host?: string;
  /** Whether another VirtualService of the gateway delegates to what is written. */
  readonly delegated?: boolean;
}

export const MESH: RouteContext = {};

/**
 * What is left to ask of a request in a context: what the context decides is taken out; undefined when it can never
 * hold there. So a match never names `gateways` beside source labels, which Istio would ignore without a word.
 */
export function inContext(conjunction: Conjunction, context: RouteContext): Conjunction | undefined {
  if (context.gateway === undefined) {
    return asks(conjunction, isEdgeKey) ? undefined : conjunction;
  }
  if (asks(conjunction, isSourceKey)) {
    return undefined;
  }
  if (!asks(conjunction, isEdgeKey)) {
    return conjunction;
  }
  const rest = new Map(conjunction);
  const gateway = exactValue(rest, GATEWAY);
  if (gateway !== undefined && gateway !== context.gateway) {
    return undefined;
  }
  const host = exactValue(rest, EDGE_HOST);
  rest.delete(GATEWAY);
  rest.delete(EDGE_HOST);
  if (host !== undefined && host !== context.host) {
    if (!wildcardCovers(context.host ?? '', host)) {
      return undefined;
    }
    rest.set(AUTHORITY, { kind: 'exact', value: host });
  }
  return rest;
}

/** Why Istio would refuse what is left of a conjunction in a context, or undefined. */
export function contextProblem(rest: Conjunction, context: RouteContext): string | undefined {
  const claims = new Map([...rest].filter(([key]) => isClaimKey(key)));
  if (claims.size === 0 || (context.gateway !== undefined && !context.delegated)) {
    return undefined;
  }
  const asked = `asks for ${describeMatch([claims])} of the token`;
  return context.delegated
    ? `${asked} in routes that a gateway delegates, where Istio refuses it: expose the service at the gateway itself`
    : `${asked}, and proxies beside services choose the route before they know the token: join the match with RouteMatch.throughGateway(...), or give it to the gateway's expose`;
}

/** Whether a gateway's wildcard host takes requests for a host. */
export function wildcardCovers(wildcard: string, host: string): boolean {
  return wildcard === '*' || (wildcard.startsWith('*.') && host.endsWith(wildcard.slice(1)));
}

function exactValue(conjunction: Conjunction, key: string): string | undefined {
  const condition = conjunction.get(key);
  return condition?.kind === 'exact' ? condition.value : undefined;
}
