import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { fail, show } from '../core/errors';
import { Json } from '../core/mesh-object';
import { headerNameProblem } from '../core/values';

/**
 * A cookie that proxies hand out to clients that have none.
 */
export interface HashCookieOptions {
  /**
   * For how long the client keeps it (`Max-Age`). Whole seconds.
   *
   * @default - until the browser is closed
   */
  readonly ttl?: Duration;

  /**
   * The path below which the client sends it. Begins with '/'.
   *
   * @default '/'
   */
  readonly path?: string;
}

/**
 * By what requests are told that are to reach the same pod (`consistentHash`).
 */
export class HashKey {
  /**
   * The value of a request header (`httpHeaderName`). Requests without it go to any pod.
   *
   * @param name the header's name; upper and lower case are the same
   */
  public static header(name: string): HashKey {
    return new HashKey(`header ${show(name)}`, true, scope => {
      const problem = headerNameProblem(name);
      return problem === undefined ? { httpHeaderName: name } : fail(scope, problem);
    });
  }

  /**
   * A cookie that the proxies hand out to clients which have none (`httpCookie`). They make it from the client's connection: requests that come
   * over one connection for the first time get the same cookie.
   *
   * @param name the cookie's name
   * @param options for how long and where the client keeps it
   */
  public static cookie(name: string, options: HashCookieOptions = {}): HashKey {
    return new HashKey(`cookie ${show(name)}`, true, scope => {
      const path = options.path ?? '/';
      if (!/^\/[^;\x00-\x1f\x7f]*$/.test(path)) {
        fail(scope, `path ${show(path)} of cookie ${show(name)} is no path of a cookie: begin with '/' and use no ';', for example '/' for the whole host`);
      }
      const seconds = options.ttl?.toSeconds({ integral: false });
      if (seconds !== undefined && (!Number.isInteger(seconds) || seconds < 1)) {
        fail(scope, `ttl of ${seconds} s of cookie ${show(name)} is not allowed: use whole seconds of at least 1, or leave it out for a cookie that ends with the browser`);
      }
      // Zero is a cookie that ends with the browser; without a ttl none is handed out.
      return { httpCookie: { name: cookieName(scope, name), path, ttl: `${seconds ?? 0}s` } };
    });
  }

  /**
   * A cookie that the application itself hands out, its session for example (`httpCookie` without `ttl`). Requests without it go to any pod.
   *
   * @param name the cookie's name
   */
  public static existingCookie(name: string): HashKey {
    return new HashKey(`cookie ${show(name)}`, true, scope => ({ httpCookie: { name: cookieName(scope, name) } }));
  }

  /**
   * The value of a query parameter (`httpQueryParameterName`). Requests without it go to any pod.
   *
   * @param name the parameter's name
   */
  public static queryParameter(name: string): HashKey {
    return new HashKey(`query parameter ${show(name)}`, true, scope => {
      return name === '' ? fail(scope, 'query parameter of the hash has no name: give its name') : { httpQueryParameterName: name };
    });
  }

  /**
   * The address that the caller's proxy sees (`useSourceIp`): that of the calling pod, in the mesh. At a gateway it is the client's only where
   * the load balancer before it leaves the address as it is. The one key that connections have too, for ports that do not speak HTTP.
   */
  public static sourceAddress(): HashKey {
    return new HashKey('source address', false, () => ({ useSourceIp: true }));
  }

  private constructor(
    /** @internal what it is, for errors */
    public readonly _name: string,
    /** @internal whether only requests have it, and connections do not */
    public readonly _ofRequests: boolean,
    private readonly json: (scope: Construct) => Json,
  ) {}

  /** @internal the field of `consistentHash` */
  public _toJson(scope: Construct): Json {
    return this.json(scope);
  }
}

function cookieName(scope: Construct, name: string): string {
  const problem = headerNameProblem(name)?.replace('header', 'cookie');
  return problem === undefined ? name : fail(scope, problem);
}
