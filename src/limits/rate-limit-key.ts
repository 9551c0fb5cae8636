import { IConstruct } from 'constructs';
import { typed } from '../core/envoy-filter';
import { fail, show } from '../core/errors';
import { Json } from '../core/mesh-object';
import { headerNameProblem } from '../core/values';

/** Istio's JWT filter keeps the claims of the token here. */
const JWT_METADATA = 'envoy.filters.http.jwt_authn';
const SPIFFE = 'spiffe://';

/**
 * By what a rate limit tells clients apart: each value has a count of its own. A request that has no such value is not counted.
 */
export class RateLimitKey {
  /**
   * By the value of a request header (`request_headers`). Clients choose it: whoever invents values invents counts, unless something before has
   * checked it.
   *
   * @param name the header's name; upper and lower case are the same
   */
  public static header(name: string): RateLimitKey {
    const key = name.toLowerCase();
    return new RateLimitKey(key, { request_headers: { header_name: key, descriptor_key: key } }, { problem: headerNameProblem(name) });
  }

  /**
   * By the method of the request (`request_headers` of ':method').
   */
  public static method(): RateLimitKey {
    return new RateLimitKey('method', { request_headers: { header_name: ':method', descriptor_key: 'method' } });
  }

  /**
   * By the path of the request, without its query (an expression, `request.url_path`). For a path that you know use `match`; a client may ask for
   * ever new ones.
   */
  public static path(): RateLimitKey {
    return RateLimitKey.expression('path', 'request.url_path');
  }

  /**
   * By the value of a query parameter (`query_parameters`).
   *
   * @param name the parameter's name
   */
  public static query(name: string): RateLimitKey {
    const problem = name === '' ? 'a rate limit counts by a query parameter without a name: give its name' : undefined;
    return new RateLimitKey(name, { query_parameters: { query_parameter_name: name, descriptor_key: name } }, { problem });
  }

  /**
   * By the address of the client (`remote_address`). At a gateway it is the client's own if the control plane knows the proxies before it
   * (`numTrustedProxies`) and the
   * gateway's Service keeps addresses (`externalTrafficPolicy: Local`); at a service it is what `x-forwarded-for` says.
   */
  public static clientAddress(): RateLimitKey {
    return new RateLimitKey('remote_address', { remote_address: {} });
  }

  /**
   * By the network of the client (`masked_remote_address`): an IPv6 client usually has a whole /64 to choose addresses from.
   *
   * @param ipv4Bits the bits of an IPv4 address that count, 1 to 32
   * @param ipv6Bits the bits of an IPv6 address that count, 1 to 128
   */
  public static clientNetwork(ipv4Bits: number, ipv6Bits: number): RateLimitKey {
    const ok = (bits: number, most: number) => Number.isInteger(bits) && bits >= 1 && bits <= most;
    const problem = ok(ipv4Bits, 32) && ok(ipv6Bits, 128) ? undefined
      : `a rate limit counts by networks of ${ipv4Bits} and ${ipv6Bits} bits: use whole numbers, 1 to 32 for IPv4 and 1 to 128 for IPv6`;
    return new RateLimitKey('masked_remote_address', { masked_remote_address: { v4_prefix_mask_len: ipv4Bits, v6_prefix_mask_len: ipv6Bits } }, { problem });
  }

  /**
   * By the identity that the caller shows in mutual TLS (an expression, `connection.uri_san_peer_certificate`), which it cannot choose. For
   * services: the clients of a gateway
   * have no identity of the mesh. Callers in plain text are not counted: refuse them by `MutualTlsPolicy`.
   */
  public static clientIdentity(): RateLimitKey {
    return RateLimitKey.expression('client', 'connection.uri_san_peer_certificate', {
      ofMesh: true,
      written: value => value.startsWith(SPIFFE) ? value : `${SPIFFE}${value}`,
    });
  }

  /**
   * By a claim of the token that Istio has verified (`metadata` of the JWT filter). The claim must be a text; something must require the token,
   * since requests without one are
   * not counted.
   *
   * @param claim the claim, for example 'sub'
   * @param nested names below it, where it holds others
   */
  public static jwtClaim(claim: string, ...nested: string[]): RateLimitKey {
    const path = [claim, ...nested];
    const key = path.join('.');
    const problem = path.includes('') ? 'a rate limit counts by a claim without a name: give for example \'sub\'' : undefined;
    return new RateLimitKey(key, {
      metadata: { descriptor_key: key, metadata_key: { key: JWT_METADATA, path: ['payload', ...path].map(one => ({ key: one })) } },
    }, { problem });
  }

  private static expression(key: string, text: string, more?: KeyDetails): RateLimitKey {
    const descriptor = typed('rate_limit_descriptors.expr.v3.Descriptor', { descriptor_key: key, text });
    return new RateLimitKey(key, { extension: { name: 'envoy.rate_limit_descriptors.expr', typed_config: descriptor } }, more);
  }

  /** @internal by which limits and the values in them are joined (`descriptor_key`) */
  public readonly _key: string;
  /** @internal what the proxy reads (`rate_limits.actions`) */
  public readonly _action: Json;
  /** @internal whether only callers of the mesh have it */
  public readonly _ofMesh: boolean;

  private constructor(key: string, action: Json, private readonly more: KeyDetails = {}) {
    this._key = key;
    this._action = action;
    this._ofMesh = more.ofMesh ?? false;
  }

  /** @internal */
  public _check(scope: IConstruct): void {
    if (this.more.problem !== undefined) {
      fail(scope, this.more.problem);
    }
  }

  /** @internal a value as the proxy reads it */
  public _valueOf(scope: IConstruct, value: string): string {
    if (value === '' || value.includes('*')) {
      fail(scope, `has a quota for the value ${show(value)} of '${this._key}': name just one value, without '*'`);
    }
    return this.more.written?.(value) ?? value;
  }
}

interface KeyDetails {
  readonly problem?: string;
  readonly ofMesh?: boolean;
  readonly written?: (value: string) => string;
}
