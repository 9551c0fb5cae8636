import { Construct } from 'constructs';
import { fail, show } from '../core/errors';
import { isDnsLabel } from '../core/values';
import { RouteMatch } from '../routing/route-match';

/** In a host or a path: where the tenant's name stands. */
const PLACE = '{tenant}';

/**
 * Where a request says whose it is.
 */
export class TenantKey {
  /**
   * The value of a header.
   *
   * @param name the header's name; upper and lower case are the same
   */
  public static header(name: string): TenantKey {
    return new TenantKey((_, tenant) => RouteMatch.header(name).exact(tenant));
  }

  /**
   * The host that the client named (the Host header), for example '{tenant}.shop.example.com'. The gateway must serve the hosts, one by one or by a wildcard.
   *
   * @param pattern the host, with '{tenant}' as one of its labels
   */
  public static host(pattern: string): TenantKey {
    return new TenantKey((scope, tenant) => {
      if (pattern.split('.').filter(label => label === PLACE).length !== 1) {
        fail(scope, `tenant host ${show(pattern)} has not one label '${PLACE}': write for example '${PLACE}.shop.example.com'`);
      }
      if (!isDnsLabel(tenant)) {
        fail(scope, `tenant ${show(tenant)} cannot stand in a host: use at most 63 lower case letters, digits and '-'`);
      }
      return RouteMatch.authority().exact(pattern.replace(PLACE, tenant));
    });
  }

  /**
   * A part of the path, for example '/tenants/{tenant}', and all that is below it.
   *
   * @param pattern begins with '/', with '{tenant}' as its last part
   */
  public static path(pattern: string): TenantKey {
    return new TenantKey((scope, tenant) => {
      if (!pattern.startsWith('/') || !pattern.endsWith(`/${PLACE}`) || pattern.indexOf(PLACE) !== pattern.lastIndexOf(PLACE)) {
        fail(scope, `tenant path ${show(pattern)} does not end with one '/${PLACE}': write for example '/tenants/${PLACE}'`);
      }
      if (/[/?#%\s]/.test(tenant)) {
        fail(scope, `tenant ${show(tenant)} cannot be a part of a path: use none of '/', '?', '#', '%' and white space`);
      }
      return RouteMatch.path().under(pattern.replace(PLACE, tenant));
    });
  }

  /**
   * The value of a cookie.
   *
   * @param name the cookie's name
   */
  public static cookie(name: string): TenantKey {
    return new TenantKey((_, tenant) => RouteMatch.cookie(name).exact(tenant));
  }

  /**
   * The value of a query parameter.
   *
   * @param name the parameter's name
   */
  public static query(name: string): TenantKey {
    return new TenantKey((_, tenant) => RouteMatch.query(name).exact(tenant));
  }

  private constructor(private readonly match: (scope: Construct, tenant: string) => RouteMatch) {}

  /** @internal the requests of a tenant */
  public _matchOf(scope: Construct, tenant: string): RouteMatch {
    return this.match(scope, tenant);
  }
}
