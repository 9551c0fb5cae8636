/**
 * What a caller asks of a service. A request is one of them if it meets all that is given.
 */
export interface CalledOperation {
  /**
   * The service's ports.
   *
   * @default - all; those that speak HTTP where methods or paths are given
   */
  readonly ports?: number[];

  /**
   * The HTTP methods (`AuthorizationPolicy.rules.to.operation.methods`), for example 'GET'. Calls of gRPC are all 'POST'.
   *
   * @default - all
   */
  readonly methods?: string[];

  /**
   * The paths (`AuthorizationPolicy.rules.to.operation.paths`), as the called pod sees them: '/ratings', '/ratings/*' for all that begins with '/ratings/', '*.css' for all
   * that ends so, or with '{*}' for one segment and '{**}' for any number, as in '/users/{*}/orders/{**}'. A call of gRPC has '/package.Service/Method'.
   *
   * @default - all
   */
  readonly paths?: string[];
}
