import { Construct } from 'constructs';
import { fail, show } from '../core/errors';
import { Json } from '../core/mesh-object';

/**
 * What a request looks like to the destination, where it differs from what the client sent (`HTTPRewrite`).
 */
export interface Rewrite {
  /**
   * Takes the place of the path, or of the part of it that the route's prefix matched: with `under('/cart')` and '/basket',
   * '/cart/items' becomes '/basket/items'. Without a path to match it is put before the whole path. Begins with '/'.
   *
   * @default - as the client sent it
   */
  readonly path?: string;

  /**
   * The host to name in the Host header (`authority`).
   *
   * @default - as the client sent it
   */
  readonly authority?: string;
}

/** Checks a rewrite and writes it in Istio's words. */
export function rewriteJson(scope: Construct, rewrite: Rewrite): Json {
  if (rewrite.path === undefined && rewrite.authority === undefined) {
    fail(scope, 'rewrite says nothing: give path, authority or both');
  }
  if (rewrite.path !== undefined && !rewrite.path.startsWith('/')) {
    fail(scope, `rewrite.path ${show(rewrite.path)} does not begin with '/': every request's path does`);
  }
  return { uri: rewrite.path, authority: rewrite.authority };
}
