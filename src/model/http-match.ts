import { HttpMatch, StringMatch } from './istio-specs';
import { asksPresence, coversText, takesEveryText } from './string-match';
import { own } from '../core/own';

type Matches = { readonly [name: string]: StringMatch };

/** Regular expressions that every path matches. */
const ANY_PATH: ReadonlySet<string> = new Set(['/.*', '^/.*$', '^/.*', '/.*$']);

/** Whether every path is taken. */
export function takesEveryPath({ uri }: HttpMatch): boolean {
  return !uri || asksPresence(uri) || takesEveryText(uri) || uri.prefix === '/' || ANY_PATH.has(uri.regex ?? '');
}

/** Whether every request is taken that comes to the gateways, ports and clients of a condition. */
export function takesEveryRequest(match: HttpMatch): boolean {
  const { scheme, method, authority } = match;
  return takesEveryPath(match) && [scheme, method, authority].every(text => !text || asksPresence(text) || takesEveryText(text))
    && [match.headers, match.withoutHeaders, match.queryParams].every(of => size(of) === 0);
}

/**
 * Whether every request that one condition takes is taken by another one too. `gateways` are those of the VirtualService, which hold where a condition names none.
 * Where it is not sure, it is not said.
 */
export function coversRequests(wide: HttpMatch, narrow: HttpMatch, gateways: readonly string[]): boolean {
  return coversClients(wide, narrow, gateways)
    && coversPaths(wide, narrow)
    && coversOptional(wide.scheme, narrow.scheme) && coversOptional(wide.method, narrow.method) && coversOptional(wide.authority, narrow.authority)
    && coversNamed(lowerNames(wide.headers), lowerNames(narrow.headers))
    && coversNamed({ ...wide.queryParams }, { ...narrow.queryParams })
    && sameNamed(lowerNames(wide.withoutHeaders), lowerNames(narrow.withoutHeaders));
}

/** Whether a request may come to both conditions: of the same client, at the same gateway and port. */
export function clientsOverlap(one: HttpMatch, other: HttpMatch, gateway: string): boolean {
  return [one, other].every(({ gateways = [] }) => gateways.length === 0 || gateways.includes(gateway))
    && (!one.port || !other.port || one.port === other.port)
    && agree(sourceOf(one).namespace, sourceOf(other).namespace)
    && Object.entries(sourceOf(one).labels).every(([name, value]) => agree(value, own(sourceOf(other).labels, name)));
}

/** Clients, gateways and ports of a condition. Beside gateways nobody looks at clients. */
function coversClients(wide: HttpMatch, narrow: HttpMatch, all: readonly string[]): boolean {
  const here = wide.gateways && wide.gateways.length > 0 ? wide.gateways : all;
  const there = narrow.gateways && narrow.gateways.length > 0 ? narrow.gateways : all;
  const { namespace, labels } = sourceOf(wide);
  const client = sourceOf(narrow);
  return (!wide.port || wide.port === narrow.port)
    && there.every(gateway => here.includes(gateway))
    && (!namespace || namespace === client.namespace)
    && Object.entries(labels).every(([name, value]) => client.labels[name] === value);
}

interface Source {
  readonly namespace?: string;
  readonly labels: { readonly [name: string]: string };
}

function sourceOf({ gateways = [], sourceNamespace, sourceLabels = {} }: HttpMatch): Source {
  return gateways.length > 0 ? { labels: {} } : { namespace: sourceNamespace, labels: sourceLabels };
}

function coversPaths(wide: HttpMatch, narrow: HttpMatch): boolean {
  if (takesEveryPath(wide)) {
    return true;
  }
  if (!narrow.uri) {
    return false;
  }
  if (wide.ignoreUriCase && !wide.uri!.regex) {
    return coversText(lower(wide.uri!), lower(narrow.uri));
  }
  return !narrow.ignoreUriCase && coversText(wide.uri!, narrow.uri);
}

function lower({ exact, prefix, regex }: StringMatch): StringMatch {
  return { exact: exact?.toLowerCase(), prefix: prefix?.toLowerCase(), regex };
}

function coversOptional(wide: StringMatch | undefined, narrow: StringMatch | undefined): boolean {
  return !wide || asksPresence(wide) || takesEveryText(wide) || (narrow !== undefined && coversText(wide, narrow));
}

function coversNamed(wide: Matches, narrow: Matches): boolean {
  return Object.entries(wide).every(([name, match]) => own(narrow, name) !== undefined && coversText(match ?? {}, narrow[name] ?? {}));
}

function sameNamed(wide: Matches, narrow: Matches): boolean {
  return Object.entries(wide).every(([name, match]) => JSON.stringify(narrow[name]) === JSON.stringify(match));
}

function lowerNames(matches: Matches = {}): Matches {
  return Object.fromEntries(Object.entries(matches).map(([name, match]) => [name.toLowerCase(), match]));
}

function agree(one: string | undefined, other: string | undefined): boolean {
  return !one || !other || one === other;
}

function size(of: object | undefined): number {
  return Object.keys(of ?? {}).length;
}
