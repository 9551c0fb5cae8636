import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { fail, show } from '../core/errors';
import { HTTP_METHODS } from '../core/http-methods';
import { Json } from '../core/mesh-object';
import { regexProblem } from '../core/regex';
import { headerNameProblem } from '../core/values';

/**
 * Which pages of other origins may call in a browser and read the answers (`CorsPolicy`).
 */
export interface CorsPolicy {
  /**
   * The origins that may (`allowOrigins`), for example 'https://shop.example.com'; '*' for all.
   *
   * @default - none but those of `allowOriginRegexes`
   */
  readonly allowOrigins?: string[];

  /**
   * The origins that may (`allowOrigins`), as regular expressions of the whole origin (RE2, at most 1,024 bytes).
   *
   * @default - none but those of `allowOrigins`
   */
  readonly allowOriginRegexes?: string[];

  /**
   * The methods that they may use (`allowMethods`).
   *
   * @default - those that a browser allows without asking: GET, HEAD, POST
   */
  readonly allowMethods?: string[];

  /**
   * The request headers that they may send (`allowHeaders`).
   *
   * @default - those that a browser allows without asking
   */
  readonly allowHeaders?: string[];

  /**
   * The response headers that they may read (`exposeHeaders`).
   *
   * @default - those that a browser shows anyway
   */
  readonly exposeHeaders?: string[];

  /**
   * For how long a browser may remember this (`maxAge`). Whole seconds.
   *
   * @default - the browser's own time
   */
  readonly maxAge?: Duration;

  /**
   * Whether the browser may send cookies (`allowCredentials`). Not with the origin '*'.
   *
   * @default false
   */
  readonly allowCredentials?: boolean;
}

const METHODS = [...HTTP_METHODS, '*'];

/** Checks a CORS policy and writes it in Istio's words. */
export function corsJson(scope: Construct, cors: CorsPolicy): Json {
  const exact = cors.allowOrigins ?? [];
  const regexes = cors.allowOriginRegexes ?? [];
  if (exact.length + regexes.length === 0) {
    fail(scope, 'cors names no origin: give allowOrigins or allowOriginRegexes');
  }
  const odd = exact.find(origin => origin !== '*' && !/^[a-z][a-z0-9+.-]*:\/\/[^/]+$/.test(origin));
  if (odd !== undefined) {
    fail(scope, `cors.allowOrigins ${show(odd)} is no origin: write scheme, host and port alone, for example 'https://shop.example.com', or '*'`);
  }
  if (cors.allowCredentials && exact.includes('*')) {
    fail(scope, "cors allows credentials to the origin '*': browsers refuse that; name the origins");
  }
  const method = (cors.allowMethods ?? []).find(one => !METHODS.includes(one));
  if (method !== undefined) {
    fail(scope, `cors.allowMethods ${show(method)} does not exist: use ${METHODS.join(', ')}`);
  }
  const name = [...cors.allowHeaders ?? [], ...cors.exposeHeaders ?? []].map(one => one === '*' ? undefined : headerNameProblem(one)).find(one => one !== undefined);
  if (name !== undefined) {
    fail(scope, `cors: ${name}, or '*'`);
  }
  const problem = regexes.map(regexProblem).find(one => one !== undefined);
  if (problem !== undefined) {
    fail(scope, `cors.allowOriginRegexes: ${problem}`);
  }
  return {
    allowOrigins: [...exact.map(value => ({ exact: value })), ...regexes.map(value => ({ regex: value }))],
    allowMethods: cors.allowMethods,
    allowHeaders: cors.allowHeaders,
    exposeHeaders: cors.exposeHeaders,
    maxAge: cors.maxAge && `${maxAgeSeconds(scope, cors.maxAge)}s`,
    allowCredentials: cors.allowCredentials,
  };
}

/** Istio refuses fractions, and Envoy would leave out a zero. */
function maxAgeSeconds(scope: Construct, maxAge: Duration): number {
  const seconds = maxAge.toSeconds({ integral: false });
  if (!Number.isInteger(seconds) || seconds < 1) {
    fail(scope, `cors.maxAge of ${seconds} s is not allowed: use whole seconds of at least 1, for example Duration.hours(1)`);
  }
  return seconds;
}
