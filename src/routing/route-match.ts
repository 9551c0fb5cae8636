import { IConstruct } from 'constructs';
import { Condition } from './condition';
import {
  asks, AUTHORITY, claim, Conjunction, cookie, EDGE_HOST, GATEWAY, header, intersect, isClaimKey, isEdgeKey, isSourceKey, METHOD, PATH, query, SCHEME,
  SOURCE_NAMESPACE, sourceLabel,
} from './conjunction';
import { cookieRegex } from './cookie-regex';
import { fail, show } from '../core/errors';
import { IGatewayReference } from '../core/gateway-reference';
import { HTTP_METHODS } from '../core/http-methods';
import { IMeshWorkload } from '../core/mesh-workload';
import { regexProblem } from '../core/regex';
import { claimPathProblem, headerNameProblem, isDnsLabel } from '../core/values';

/**
 * What a request must look like to be taken by a route or a policy (`HTTPMatchRequest`).
 *
 * Conditions are joined by `and`; several matches given to a construct are alternatives. Values are checked when the
 * match is given to a construct.
 */
export class RouteMatch {
  /**
   * Asks for the path of the request (`uri`), without its query.
   */
  public static path(): PathMatcher {
    return PathMatcher._create();
  }

  /**
   * Asks for a request header (`headers`, `withoutHeaders`).
   *
   * @param name the header's name; upper and lower case are the same
   */
  public static header(name: string): HeaderMatcher {
    return HeaderMatcher._named(name);
  }

  /**
   * Asks for a cookie. Written as a regular expression of the `cookie` header, since Istio has no cookie match.
   *
   * @param name the cookie's name
   */
  public static cookie(name: string): ValueMatcher {
    return CookieMatcher._named(name);
  }

  /**
   * Asks for a query parameter (`queryParams`).
   *
   * @param name the parameter's name
   */
  public static query(name: string): QueryMatcher {
    return QueryMatcher._named(name);
  }

  /**
   * Asks for a claim of the request's token (`headers` of `@request.auth.claims[...]`), which a `JwtPolicy` for the gateway's pods has read. Gateways
   * alone know tokens when they route: in a route of a service join it with `throughGateway`, or give it to `expose`. Istio compares texts and lists of
   * texts, of which any may meet the match; numbers and true or false meet none.
   *
   * @param path the claim's name; for a claim within another the names from the outermost on
   */
  public static claim(...path: string[]): ClaimMatcher {
    return ClaimMatcher._at(path);
  }

  /**
   * Asks for the host that the client named, as it stands in the Host header (`authority`).
   */
  public static authority(): ValueMatcher {
    return ValueMatcher._of(AUTHORITY);
  }

  /**
   * Requests with one of the methods (`method`).
   *
   * @param methods in upper case, for example 'GET'
   */
  public static method(...methods: string[]): RouteMatch {
    const unknown = methods.find(method => !HTTP_METHODS.includes(method));
    return new RouteMatch(
      methods.map(value => new Map([[METHOD, { kind: 'exact', value }]])),
      methods.length === 0 ? ['a method match names no method: give at least one'] : unknown === undefined ? [] : [`method ${show(unknown)} does not exist: use ${HTTP_METHODS.join(', ')}`],
    );
  }

  /**
   * Requests by one scheme (`scheme`).
   *
   * @param scheme 'http' or 'https'
   */
  public static scheme(scheme: string): RouteMatch {
    return single(SCHEME, { kind: 'exact', value: scheme }, ['http', 'https'].includes(scheme) ? undefined : `scheme ${show(scheme)} is not known: use 'http' or 'https'`);
  }

  /**
   * Requests from the pods of a service or version (`sourceLabels`, `sourceNamespace`). Never holds at a gateway.
   *
   * @param workload who calls
   */
  public static from(workload: IMeshWorkload): RouteMatch {
    const conditions = Object.entries(workload.podLabels).map(([name, value]): [string, Condition] => [sourceLabel(name), { kind: 'exact', value }]);
    return new RouteMatch([new Map([...conditions, [SOURCE_NAMESPACE, { kind: 'exact', value: workload.namespace }]])], []);
  }

  /**
   * Requests from any pod of a namespace (`sourceNamespace`). Never holds at a gateway.
   *
   * @param namespace the callers' namespace
   */
  public static fromNamespace(namespace: string): RouteMatch {
    return single(SOURCE_NAMESPACE, { kind: 'exact', value: namespace }, isDnsLabel(namespace) ? undefined : `namespace ${show(namespace)} is no name of a namespace: use at most 63 lower case letters, digits and '-'`);
  }

  /**
   * Requests that came in through a gateway. Cannot be joined with the calling workload: Istio ignores source labels
   * where a match names gateways.
   *
   * @param gateway the gateway
   */
  public static throughGateway(gateway: IGatewayReference): RouteMatch {
    return single(GATEWAY, { kind: 'exact', value: `${gateway.namespace}/${gateway.gatewayName}` });
  }

  /** @internal requests for one public host at whatever gateway serves it */
  public static _edgeHost(host: string): RouteMatch {
    return single(EDGE_HOST, { kind: 'exact', value: host });
  }

  /** @internal */
  public static _of(conjunctions: readonly Conjunction[], problems: readonly string[] = []): RouteMatch {
    return new RouteMatch(conjunctions, problems);
  }

  /** @internal one of them must hold */
  public readonly _conjunctions: readonly Conjunction[];
  /** @internal */
  public readonly _problems: readonly string[];

  private constructor(conjunctions: readonly Conjunction[], problems: readonly string[]) {
    this._conjunctions = conjunctions;
    this._problems = problems;
  }

  /**
   * Requests that meet this match and the others too.
   *
   * @param others what must hold besides
   */
  public and(...others: RouteMatch[]): RouteMatch {
    return others.reduce((left, right) => left.joined(right), this as RouteMatch);
  }

  private joined(other: RouteMatch): RouteMatch {
    const problems = [...this._problems, ...other._problems];
    const both: Conjunction[] = [];
    for (const a of this._conjunctions) {
      for (const b of other._conjunctions) {
        if ((asks(a, isSourceKey) && asks(b, isEdgeKey)) || (asks(a, isEdgeKey) && asks(b, isSourceKey))) {
          problems.push('a match asks for the calling workload and for a gateway, which Istio cannot do in one: make two matches of it');
          continue;
        }
        if ((asks(a, isSourceKey) && asks(b, isClaimKey)) || (asks(a, isClaimKey) && asks(b, isSourceKey))) {
          problems.push('a match asks for the calling workload and for a claim, which gateways alone know when they route, and whose callers are no workloads: leave one out');
          continue;
        }
        try {
          const one = intersect(a, b);
          both.push(...(one ? [one] : []));
        } catch (error) {
          problems.push((error as Error).message);
        }
      }
    }
    if (both.length === 0 && problems.length === 0) {
      problems.push('a match asks for conditions that exclude each other, so no request can meet it: remove one of them');
    }
    return new RouteMatch(both, problems);
  }
}

/** The conjunctions of the matches given to a construct, of which one must hold; checked. None stands for every request. */
export function conjunctionsOf(scope: IConstruct, matches: readonly RouteMatch[] | undefined): readonly Conjunction[] {
  const problem = matches?.length === 0
    ? 'has an empty list of matches, which would be every request: leave it out if that is meant, or give at least one'
    : matches?.flatMap(match => match._problems)[0];
  if (problem !== undefined) {
    fail(scope, problem);
  }
  return matches?.flatMap(match => match._conjunctions) ?? [new Map()];
}

function single(key: string, condition: Condition, problem?: string): RouteMatch {
  return RouteMatch._of([new Map([[key, condition]])], problem === undefined ? [] : [problem]);
}

/**
 * Asks for a value: a cookie's or the host that the client named.
 */
export class ValueMatcher {
  /** @internal */
  public static _of(key: string, problem?: string): ValueMatcher {
    return new ValueMatcher(key, problem);
  }

  /** @internal */
  protected readonly _key: string;
  /** @internal */
  protected readonly _problem?: string;

  protected constructor(key: string, problem?: string) {
    this._key = key;
    this._problem = problem;
  }

  /**
   * The value is just this text.
   *
   * @param value the text; not empty
   */
  public exact(value: string): RouteMatch {
    return this._text('exact', value);
  }

  /**
   * The value begins with this text.
   *
   * @param value the text; not empty
   */
  public prefix(value: string): RouteMatch {
    return this._text('prefix', value);
  }

  /**
   * The whole value matches a regular expression (RE2: no lookaround, no backreferences; at most 1,024 bytes).
   *
   * @param value the expression
   */
  public regex(value: string): RouteMatch {
    return this._asks({ kind: 'regex', value }, this._problem ?? regexProblem(value));
  }

  /** @internal */
  protected _asks(condition: Condition, problem: string | undefined): RouteMatch {
    return single(this._key, condition, problem);
  }

  /** @internal */
  protected _text(kind: 'exact' | 'prefix', value: string): RouteMatch {
    return this._asks({ kind, value }, this._problem ?? (value === '' ? `a match of ${this._key} asks for an empty text, which Istio ignores: give a text, or use present` : undefined));
  }
}

/**
 * Asks for a request header.
 */
export class HeaderMatcher extends ValueMatcher {
  /** @internal */
  public static _named(name: string): HeaderMatcher {
    return new HeaderMatcher(header(name), headerNameProblem(name));
  }

  /**
   * The header is there, with whatever value.
   */
  public present(): RouteMatch {
    return this._asks({ kind: 'present' }, this._problem);
  }

  /**
   * The header is not there.
   */
  public absent(): RouteMatch {
    return this._asks({ kind: 'absent' }, this._problem);
  }
}

/**
 * Asks for a claim of the request's token.
 */
export class ClaimMatcher extends ValueMatcher {
  /** @internal */
  public static _at(path: readonly string[]): ClaimMatcher {
    return new ClaimMatcher(claim(path), claimPathProblem(path));
  }

  /**
   * The claim is there, with whatever text or list of texts that is not empty.
   */
  public present(): RouteMatch {
    return this._asks({ kind: 'present' }, this._problem);
  }

  /**
   * The claim is not there, or is no text and no list of texts. Holds for requests without a token too.
   */
  public absent(): RouteMatch {
    return this._asks({ kind: 'absent' }, this._problem);
  }
}

/** Asks for a cookie; what is written is longer than what was given. */
class CookieMatcher extends ValueMatcher {
  public static _named(name: string): CookieMatcher {
    return new CookieMatcher(cookie(name), headerNameProblem(name)?.replace('header', 'cookie'));
  }

  protected _asks(condition: Condition, problem: string | undefined): RouteMatch {
    return super._asks(condition, problem ?? regexProblem(cookieRegex(this._key.slice('cookie:'.length), condition)));
  }
}

/**
 * Asks for a query parameter.
 */
export class QueryMatcher {
  /** @internal */
  public static _named(name: string): QueryMatcher {
    return new QueryMatcher(ValueMatcher._of(query(name), name === '' ? 'a query match names no parameter: give its name' : undefined));
  }

  private constructor(private readonly matcher: ValueMatcher) {}

  /**
   * The parameter's value is just this text.
   *
   * @param value the text; not empty
   */
  public exact(value: string): RouteMatch {
    return this.matcher.exact(value);
  }

  /**
   * The parameter's whole value matches a regular expression (RE2, at most 1,024 bytes).
   *
   * @param value the expression
   */
  public regex(value: string): RouteMatch {
    return this.matcher.regex(value);
  }
}

/**
 * Asks for the path of a request.
 */
export class PathMatcher {
  /** @internal */
  public static _create(): PathMatcher {
    return new PathMatcher();
  }

  private constructor() {}

  /**
   * The path is just this one.
   *
   * @param path begins with '/'
   */
  public exact(path: string): RouteMatch {
    return single(PATH, { kind: 'exact', value: path }, pathProblem(path));
  }

  /**
   * The path begins with this text, as Istio compares it: '/foo' also takes '/foobar'. Usually `under` is meant.
   *
   * @param path begins with '/'
   */
  public prefix(path: string): RouteMatch {
    return path === '/' ? RouteMatch._of([new Map()]) : single(PATH, { kind: 'prefix', value: path }, pathProblem(path));
  }

  /**
   * The path is this one or below it: '/foo' takes '/foo' and '/foo/bar', not '/foobar'. Written as an exact path and a prefix.
   *
   * @param path begins with '/'
   */
  public under(path: string): RouteMatch {
    const base = path.replace(/\/+$/, '');
    const problem = pathProblem(path);
    if (base === '' && problem === undefined) {
      return RouteMatch._of([new Map()]);
    }
    return RouteMatch._of(
      [new Map([[PATH, { kind: 'exact', value: base }]]), new Map([[PATH, { kind: 'prefix', value: `${base}/` }]])],
      problem === undefined ? [] : [problem],
    );
  }

  /**
   * The whole path matches a regular expression (RE2: no lookaround, no backreferences; at most 1,024 bytes).
   *
   * @param value the expression
   */
  public regex(value: string): RouteMatch {
    return ['.*', '/.*'].includes(value) ? RouteMatch._of([new Map()]) : single(PATH, { kind: 'regex', value }, regexProblem(value));
  }
}

function pathProblem(path: string): string | undefined {
  return path.startsWith('/') ? undefined : `path ${show(path)} does not begin with '/': every request's path does`;
}
