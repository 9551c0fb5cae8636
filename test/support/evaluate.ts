import { Manifest } from './schema';

type Json = { [key: string]: any };

/** A request as a proxy sees it. Paths are without a query. */
export interface Request {
  readonly path: string;
  readonly method?: string;
  readonly scheme?: string;
  readonly authority?: string;
  readonly headers?: { readonly [name: string]: string };
  readonly query?: { readonly [name: string]: string };
  /** What the request's token says, where one was read. */
  readonly claims?: Json;
  /** The calling workload; at a gateway it is the gateway's own pod. */
  readonly labels?: { readonly [name: string]: string };
  readonly namespace?: string;
  /** The port of the service (or of the gateway) that was called. */
  readonly port?: number;
}

/** What a proxy makes of a request: the route taken, and the path that the destination sees. */
export interface Taken {
  readonly route: Json;
  readonly path: string;
}

/**
 * A tiny interpreter of `http` of a VirtualService, written from Istio's reference and not from this library: the first route
 * of which one match holds is taken.
 */
export function takenRoute(virtualService: Manifest, request: Request): Taken | undefined {
  for (const route of (virtualService.spec as Json).http ?? []) {
    for (const match of route.match ?? [{}]) {
      if (holds(match, request)) {
        return { route, path: rewritten(route.rewrite, match.uri, request.path) };
      }
    }
  }
  return undefined;
}

/** The destinations and shares of a route: `{ v1: 75, v2: 25 }`; a lone destination has all. */
export function shares(route: Json): { [subset: string]: number } {
  const total: { [subset: string]: number } = {};
  for (const { destination, weight } of route.route) {
    const name = destination.subset ?? destination.host;
    total[name] = (total[name] ?? 0) + (weight ?? (route.route.length === 1 ? 100 : 0));
  }
  return total;
}

function holds(match: Json, request: Request): boolean {
  const known = ['uri', 'method', 'scheme', 'authority', 'headers', 'withoutHeaders', 'queryParams', 'sourceLabels', 'sourceNamespace', 'port'];
  const unknown = Object.keys(match).find(key => !known.includes(key));
  if (unknown !== undefined) {
    throw new Error(`a match asks for ${unknown}, which is not known here`);
  }
  const headers: Json = Object.fromEntries(Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  return meets(match.uri, request.path)
    && meets(match.method, request.method ?? 'GET')
    && meets(match.scheme, request.scheme ?? 'http')
    && meets(match.authority, request.authority ?? '')
    && every(match.headers, (name, wanted) => meetsNamed(wanted, name, headers, request.claims))
    && every(match.withoutHeaders, (name, unwanted) => !meetsNamed(unwanted, name, headers, request.claims))
    && every(match.queryParams, (name, wanted) => meets(wanted, request.query?.[name]))
    && every(match.sourceLabels, (name, value) => request.labels?.[name] === value)
    && (match.sourceNamespace === undefined || match.sourceNamespace === request.namespace)
    && (match.port === undefined || match.port === request.port);
}

function every(wanted: Json | undefined, test: (name: string, value: any) => boolean): boolean {
  return Object.entries(wanted ?? {}).every(([name, value]) => test(name, value));
}

/** A header, or a claim, which is a text or a list of texts; any other value is as good as none. */
function meetsNamed(wanted: Json, name: string, headers: Json, claims: Json | undefined): boolean {
  const path = /^@request\.auth\.claims\[(.+)\]$/.exec(name)?.[1].split('][');
  if (!path) {
    return meets(wanted, headers[name]);
  }
  if (Object.keys(wanted).length === 0) {
    throw new Error(`a match asks for ${name} and no value, which Envoy refuses`);
  }
  const value = path.reduce<any>((within, key) => within?.[key], claims);
  return [value].flat().some(one => typeof one === 'string' && meets(wanted, one));
}

function meets(wanted: Json | undefined, value: string | undefined): boolean {
  if (wanted === undefined) {
    return true;
  }
  if (value === undefined) {
    return false;
  }
  if (wanted.exact !== undefined) {
    return value === wanted.exact;
  }
  if (wanted.prefix !== undefined) {
    return value.startsWith(wanted.prefix);
  }
  return wanted.regex === undefined || new RegExp(`^(?:${wanted.regex})$`).test(value);
}

/** Envoy replaces what the route matched: an exact path and a regular expression's as a whole. */
function rewritten(rewrite: Json | undefined, uri: Json | undefined, path: string): string {
  if (rewrite?.uriRegexRewrite) {
    return path.replace(new RegExp(rewrite.uriRegexRewrite.match, 'g'), rewrite.uriRegexRewrite.rewrite);
  }
  if (rewrite?.uri === undefined) {
    return path;
  }
  return uri?.exact !== undefined || uri?.regex !== undefined ? rewrite.uri : rewrite.uri + path.slice((uri?.prefix ?? '/').length);
}
