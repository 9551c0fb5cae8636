import { IConstruct } from 'constructs';
import { fail } from '../core/errors';
import { headerNameProblem } from '../core/values';

/**
 * Where in a request a token stands.
 */
export class TokenLocation {
  /**
   * A header (`fromHeaders`).
   *
   * @param name the header's name
   * @param prefix what stands before the token, with its blank, for example 'Bearer '; nothing when not given
   */
  public static header(name: string, prefix?: string): TokenLocation {
    return new TokenLocation('fromHeaders', name, prefix);
  }

  /**
   * A parameter of the query (`fromParams`). It stands in the access logs of every proxy and server on the way.
   *
   * @param name the parameter's name
   */
  public static query(name: string): TokenLocation {
    return new TokenLocation('fromParams', name);
  }

  /**
   * A cookie (`fromCookies`). Browsers send it unasked, so protect what it lets in against forged requests (CSRF).
   *
   * @param name the cookie's name
   */
  public static cookie(name: string): TokenLocation {
    return new TokenLocation('fromCookies', name);
  }

  private constructor(private readonly field: 'fromHeaders' | 'fromParams' | 'fromCookies', private readonly name: string, private readonly prefix?: string) {}

  /** @internal the field of a `jwtRules` entry, and what stands in its list */
  public _toJson(scope: IConstruct): { field: string; value: unknown } {
    const { field, name, prefix } = this;
    if (field === 'fromParams') {
      if (name === '') {
        fail(scope, 'reads tokens from a query parameter without a name: give it');
      }
      return { field, value: name };
    }
    const problem = headerNameProblem(name);
    if (problem !== undefined) {
      fail(scope, `reads tokens where ${field === 'fromCookies' ? problem.replace('header', 'cookie') : problem}`);
    }
    return { field, value: field === 'fromCookies' ? name : { name, prefix: prefix === '' ? undefined : prefix } };
  }
}
