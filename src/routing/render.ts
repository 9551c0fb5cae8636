import { CompiledRoute } from './compiled-route';
import { Condition } from './condition';
import { AUTHORITY, Conjunction, METHOD, PATH, SCHEME, SOURCE_NAMESPACE } from './conjunction';
import { SplitDestination } from './contribution';
import { cookieRegex } from './cookie-regex';
import { settingsJson } from './settings';
import { Json } from '../core/mesh-object';

const NAMES: { readonly [key: string]: string } = { [PATH]: 'uri', [SCHEME]: 'scheme', [METHOD]: 'method', [AUTHORITY]: 'authority' };

/** `http` of a VirtualService (`HTTPRoute`). `matchPort` confines the route to one of the host's ports. */
export function httpRoute(route: CompiledRoute, matchPort?: number): Json {
  const match = route.match.map(one => httpMatch(one, matchPort));
  return {
    name: route.name,
    match: match.some(one => Object.keys(one).length === 0) ? undefined : match,
    ...action(route),
    ...settingsJson(route.fields),
  };
}

/** `tcp` of a VirtualService (`TCPRoute`). */
export function tcpRoute(route: CompiledRoute, matchPort?: number): Json {
  const match = route.match.map(one => connectionMatch(one, matchPort));
  return { match: match.some(one => Object.keys(one).length === 0) ? undefined : match, route: connectionDestinations(route) };
}

/** `tls` of a VirtualService (`TLSRoute`). Istio needs the server names that the client may ask for. */
export function tlsRoute(route: CompiledRoute, sniHosts: readonly string[], matchPort?: number): Json {
  return { match: route.match.map(one => ({ ...connectionMatch(one, matchPort), sniHosts })), route: connectionDestinations(route) };
}

function action({ action: what, port }: CompiledRoute): Json {
  switch (what.kind) {
    case 'redirect': return { redirect: what.redirect };
    case 'delegate': return { delegate: what.delegate };
    case 'respond': return { directResponse: what.response };
    case 'split': return { route: what.destinations.map(destination => routeDestination(destination, port)) };
  }
}

/** A connection has no headers to edit. */
function connectionDestinations({ action: what, port }: CompiledRoute): Json[] {
  return what.kind === 'split' ? what.destinations.map(({ headers, ...destination }) => routeDestination(destination, port)) : [];
}

function routeDestination({ host, subset, weight, headers, port: own }: SplitDestination, routed: number | undefined): Json {
  const port = routed ?? own;
  return { destination: { host, subset, port: port === undefined ? undefined : { number: port } }, weight, headers };
}

function httpMatch(conjunction: Conjunction, port: number | undefined): Json {
  const json = connectionMatch(conjunction, port);
  for (const [key, condition] of conjunction) {
    const [sort, name] = splitKey(key);
    if (NAMES[sort]) {
      json[NAMES[sort]] = stringMatch(condition);
    } else if (sort === 'header') {
      (json[condition.kind === 'absent' ? 'withoutHeaders' : 'headers'] ??= {})[name] = stringMatch(condition);
    } else if (sort === 'cookie') {
      (json.headers ??= {}).cookie = { regex: cookieRegex(name, condition) };
    } else if (sort === 'claim') {
      (json[condition.kind === 'absent' ? 'withoutHeaders' : 'headers'] ??= {})[`@request.auth.claims${name}`] = claimMatch(condition);
    } else if (sort === 'query') {
      (json.queryParams ??= {})[name] = stringMatch(condition);
    }
  }
  return json;
}

function connectionMatch(conjunction: Conjunction, port: number | undefined): Json {
  const json: Json = port === undefined ? {} : { port };
  for (const [key, condition] of conjunction) {
    const [sort, name] = splitKey(key);
    if (sort === 'source-label') {
      (json.sourceLabels ??= {})[name] = (condition as { value: string }).value;
    } else if (sort === SOURCE_NAMESPACE) {
      json.sourceNamespace = (condition as { value: string }).value;
    }
  }
  return json;
}

function splitKey(key: string): [sort: string, name: string] {
  const colon = key.indexOf(':');
  return colon < 0 ? [key, ''] : [key.slice(0, colon), key.slice(colon + 1)];
}

/** Envoy refuses a match of a claim that asks for no value. */
function claimMatch(condition: Condition): Json {
  return 'value' in condition ? stringMatch(condition) : { regex: '.+' };
}

function stringMatch(condition: Condition): Json {
  return 'value' in condition ? { [condition.kind]: condition.value } : {};
}
