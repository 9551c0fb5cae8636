import { IConstruct } from 'constructs';
import { fail } from '../core/errors';
import { Json } from '../core/mesh-object';
import { escapeRegex } from '../core/regex';
import { Condition } from '../routing/condition';
import { asks, AUTHORITY, Conjunction, describeMatch, disjoint, isHttpKey, METHOD, PATH, SCHEME } from '../routing/conjunction';
import { cookieRegex } from '../routing/cookie-regex';
import { conjunctionsOf, RouteMatch } from '../routing/route-match';

const PSEUDO_HEADERS: { readonly [key: string]: string } = { [METHOD]: ':method', [AUTHORITY]: ':authority', [SCHEME]: ':scheme' };

/**
 * The requests that match, in headers as Envoy reads them: of each list all must match, of the lists one. None but an empty list stands for every
 * request.
 *
 * No request matches two of them: it would be counted twice.
 */
export function requestHeaders(scope: IConstruct, what: string, match: readonly RouteMatch[] | undefined): Json[][] {
  const conjunctions = conjunctionsOf(scope, match);
  if (conjunctions.some(one => asks(one, key => !isHttpKey(key)))) {
    fail(scope, `${what} asks for the calling workload or for a gateway, which a count cannot: tell callers by RateLimitKey.clientIdentity(), and limit the gateway itself`);
  }
  conjunctions.forEach((one, index) => {
    const twin = conjunctions.slice(0, index).find(other => !disjoint(one, other));
    if (twin) {
      fail(scope, `${what} has matches that one request may meet both (${describeMatch([twin])}; ${describeMatch([one])}) and would be counted twice: let them exclude each other, or make two limits`);
    }
  });
  return conjunctions.map(headersOf);
}

/** The hosts that a request names, as clients write them: with a port or without, in upper or lower case. */
export function hostHeaders(hosts: readonly string[]): Json[] {
  if (hosts.includes('*')) {
    return [];
  }
  const names = hosts.map(host => host.startsWith('*.') ? `.+${escapeRegex(host.slice(1))}` : escapeRegex(host));
  return [regex(':authority', `(?i)${names.length === 1 ? names[0] : `(${names.join('|')})`}(:\\d+)?`)];
}

function headersOf(conjunction: Conjunction): Json[] {
  return [...conjunction].map(([key, condition]) => {
    const [sort, ...rest] = key.split(':');
    const name = rest.join(':');
    switch (sort) {
      case PATH: return pathHeader(condition);
      case 'header': return header(name, condition);
      case 'cookie': return regex('cookie', cookieRegex(name, condition));
      case 'query': return regex(':path', `[^?]*\\?(.*&)?${escapeRegex(name)}=${condition.kind === 'regex' ? `(${condition.value})` : escapeRegex(valueOf(condition))}(&.*)?`);
      default: return header(PSEUDO_HEADERS[sort], condition);
    }
  });
}

/** Envoy's path has the query behind it. */
function pathHeader(condition: Condition): Json {
  switch (condition.kind) {
    case 'prefix': return header(':path', condition);
    case 'regex': return regex(':path', `(${condition.value})(\\?.*)?`);
    default: return regex(':path', `${escapeRegex(valueOf(condition))}(\\?.*)?`);
  }
}

function header(name: string, condition: Condition): Json {
  switch (condition.kind) {
    case 'present': return { name, present_match: true };
    case 'absent': return { name, present_match: false };
    case 'regex': return regex(name, condition.value);
    default: return { name, string_match: { [condition.kind]: condition.value } };
  }
}

/** The whole value must match. */
function regex(name: string, expression: string): Json {
  return { name, string_match: { safe_regex: { regex: expression } } };
}

function valueOf(condition: Condition): string {
  return 'value' in condition ? condition.value : '';
}
