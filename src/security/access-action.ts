import { ExternalAuthorizer } from './external-authorizer';

/**
 * What happens to what meets a rule (`AuthorizationPolicy.action`). Istio asks those that are CUSTOM first, then those that deny, then those that allow: where one
 * allows, all that none allows is refused.
 */
export class AccessAction {
  /**
   * It passes, and of the workloads that the policy holds for nothing else does unless another policy allows it (`ALLOW`).
   */
  public static allow(): AccessAction {
    return new AccessAction('ALLOW');
  }

  /**
   * It is refused, whatever else allows it (`DENY`): status 403, or a closed connection.
   */
  public static deny(): AccessAction {
    return new AccessAction('DENY');
  }

  /**
   * It is noted (`AUDIT`), where the proxies have a plugin that does it. Istio has none: without one this does nothing.
   */
  public static audit(): AccessAction {
    return new AccessAction('AUDIT');
  }

  /**
   * A service decides (`CUSTOM`).
   *
   * @param authorizer the service, as the mesh declares it
   */
  public static custom(authorizer: ExternalAuthorizer): AccessAction {
    return new AccessAction('CUSTOM', authorizer);
  }

  private constructor(
    /** @internal */
    public readonly _name: 'ALLOW' | 'DENY' | 'AUDIT' | 'CUSTOM',
    /** @internal */
    public readonly _authorizer?: ExternalAuthorizer,
  ) {}
}
