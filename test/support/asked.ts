import * as fc from 'fast-check';
import { Request } from './evaluate';
import { IGatewayReference, RouteMatch } from '../../src';

/** What random matches ask of a request. Several are alternatives. */
export interface Asked {
  readonly path?: { readonly kind: 'exact' | 'prefix' | 'under' | 'regex'; readonly value: string };
  readonly x?: '1' | '2' | 'present' | 'absent';
  readonly y?: '1' | 'absent';
  readonly method?: 'GET' | 'POST';
  /** The calling workload's namespace and label `app`, or the gateway. */
  readonly from?: 'one' | 'two' | 'edge';
}

const PATHS = ['/', '/a', '/a/', '/a/z', '/ab', '/ab/x', '/abc', '/ac', '/a/b', '/a/bc', '/a/b/c', '/b', '/b/a', '/bc'];

/** Requests of every kind that the random matches can tell apart, so that questions about all requests have an answer. */
export const ALL_REQUESTS: readonly Request[] = PATHS.flatMap(path => [undefined, '1', '2', '3'].flatMap(x => [undefined, '1'].flatMap(y =>
  ['GET', 'POST', 'PUT'].flatMap(method => ['one', 'two'].map((namespace): Request => ({
    path,
    method,
    headers: { ...(x === undefined ? {} : { X: x }), ...(y === undefined ? {} : { y }) },
    namespace,
    labels: { app: namespace },
  }))))));

const REGEXES = [{ kind: 'regex' as const, value: '/a(/.*)?' }, { kind: 'regex' as const, value: '/[ab]' }];

const pathOf = (regex: boolean) => fc.record({
  kind: fc.constantFrom<NonNullable<Asked['path']>['kind']>('exact', 'prefix', 'under', 'under'),
  value: fc.constantFrom('/a', '/a/b', '/b', '/ab', '/a/'),
}).chain(path => fc.constantFrom(path, path, ...(regex ? REGEXES : [])));

/** One conjunction; mostly short, so that random ones overlap. */
export function askedBy(options: { regex?: boolean; absent?: boolean; from?: readonly Asked['from'][] } = {}): fc.Arbitrary<Asked> {
  const all = fc.record({
    path: pathOf(options.regex ?? false),
    x: fc.constantFrom<Asked['x']>('1', '2', 'present', options.absent ? 'absent' : '1'),
    y: fc.constantFrom<Asked['y']>('1', options.absent ? 'absent' : '1'),
    method: fc.constantFrom<Asked['method']>('GET', 'POST'),
    from: fc.constantFrom(...options.from ?? [undefined]),
  });
  // Paths are asked for most, as in real tables.
  const keys = fc.tuple(fc.boolean(), fc.subarray(['path', 'x', 'y', 'method', 'from'] as const, { minLength: 1, maxLength: 2 }))
    .map(([path, some]) => path ? ['path' as const, ...some] : some);
  return fc.tuple(all, keys).map(([asked, some]) => Object.fromEntries(
    some.filter(key => asked[key] !== undefined).map(key => [key, asked[key]])) as Asked);
}

/** Whether a request, seen in the mesh or at the gateway 'edge', meets one of the alternatives. */
export function meetsAsked(alternatives: readonly Asked[], request: Request, at: 'mesh' | 'edge'): boolean {
  return alternatives.some(asked => {
    const { X: x, y } = request.headers as { X?: string; y?: string };
    return meetsPath(asked.path, request.path)
      && (asked.x === undefined || (asked.x === 'absent' ? x === undefined : x !== undefined && (asked.x === 'present' || asked.x === x)))
      && (asked.y === undefined || (asked.y === 'absent' ? y === undefined : asked.y === y))
      && (asked.method === undefined || asked.method === request.method)
      && (asked.from === undefined || (asked.from === 'edge' ? at === 'edge' : at === 'mesh' && asked.from === request.namespace));
  });
}

export function meetsPath(wanted: Asked['path'], path: string): boolean {
  switch (wanted?.kind) {
    case undefined: return true;
    case 'exact': return path === wanted!.value;
    case 'prefix': return path.startsWith(wanted!.value);
    case 'under': return path === withoutSlash(wanted!.value) || path.startsWith(`${withoutSlash(wanted!.value)}/`);
    case 'regex': return new RegExp(`^(?:${wanted!.value})$`).test(path);
  }
}

const withoutSlash = (path: string) => path.replace(/\/$/, '');

/** The same in the library's words. */
export function routeMatches(alternatives: readonly Asked[], edge?: IGatewayReference): RouteMatch[] {
  return alternatives.map(asked => {
    const parts: RouteMatch[] = [];
    if (asked.path) {
      parts.push(RouteMatch.path()[asked.path.kind](asked.path.value));
    }
    for (const name of ['x', 'y'] as const) {
      const wanted = asked[name];
      const header = RouteMatch.header(name);
      if (wanted !== undefined) {
        parts.push(wanted === 'present' ? header.present() : wanted === 'absent' ? header.absent() : header.exact(wanted));
      }
    }
    if (asked.method) {
      parts.push(RouteMatch.method(asked.method));
    }
    if (asked.from) {
      parts.push(asked.from === 'edge' ? RouteMatch.throughGateway(edge!) : RouteMatch.fromNamespace(asked.from));
    }
    return parts.length === 0 ? RouteMatch.path().prefix('/') : parts[0].and(...parts.slice(1));
  });
}
