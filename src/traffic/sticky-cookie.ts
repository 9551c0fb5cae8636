import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { fail, show } from '../core/errors';
import { Json } from '../core/mesh-object';

/**
 * A cookie that keeps a client with the version that it first came to.
 */
export interface StickyCookie {
  /**
   * The cookie's name.
   *
   * @default - the construct's id
   */
  readonly name?: string;

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

/** The name of the cookie, checked. */
export function cookieName(scope: Construct, cookie: StickyCookie): string {
  const name = cookie.name ?? scope.node.id;
  if (!/^[!#$&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) {
    fail(scope, `sticky.name ${show(name)} is no name of a cookie: use letters, digits, '-' and '_'`);
  }
  return name;
}

/** The header edits by which a destination hands the cookie out. Added, not set: the application's own cookies stay. */
export function handOut(scope: Construct, cookie: StickyCookie, version: string): Json {
  const seconds = cookie.ttl?.toSeconds({ integral: false });
  if (seconds !== undefined && (!Number.isInteger(seconds) || seconds < 1)) {
    fail(scope, `sticky.ttl of ${seconds} s is not allowed: use whole seconds of at least 1, for example Duration.days(1)`);
  }
  const path = cookie.path ?? '/';
  if (!/^\/[^;%\x00-\x1f\x7f]*$/.test(path)) {
    fail(scope, `sticky.path ${show(path)} is no path of a cookie: begin with '/' and use no ';' and no '%', for example '/' for the whole host`);
  }
  const age = seconds === undefined ? [] : [`Max-Age=${seconds}`];
  return { response: { add: { 'set-cookie': [`${cookieName(scope, cookie)}=${version}`, `Path=${path}`, ...age, 'HttpOnly', 'SameSite=Lax'].join('; ') } } };
}
