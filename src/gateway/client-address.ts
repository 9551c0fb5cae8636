import { IConstruct } from 'constructs';
import { checkAtLeast } from '../core/values';

/**
 * How a gateway knows the address of a client (`X-Forwarded-For`, `AccessSource.remoteIpBlocks`, rate limits and access logs use it). A wrong one lets clients choose
 * their address, or makes all of them one.
 */
export class ClientAddress {
  /**
   * The connection's own: a load balancer passes connections on as they are, or there is none. The gateway's Service keeps the address (`externalTrafficPolicy: Local`): nodes
   * without a pod of the gateway take no connections then.
   */
  public static connection(): ClientAddress {
    return new ClientAddress('connection');
  }

  /**
   * The one that trusted proxies in front of the gateway add to `X-Forwarded-For`, counted from its end (`gatewayTopology.numTrustedProxies`). What clients write there themselves is
   * not believed; that holds only if nobody reaches the gateway past these proxies.
   *
   * @param trustedProxies how many of them stand one behind the other
   */
  public static forwardedFor(trustedProxies: number): ClientAddress {
    return new ClientAddress('forwarded', scope => ({ numTrustedProxies: checkAtLeast(scope, 'trustedProxies', trustedProxies, 1) }));
  }

  /**
   * The one that a load balancer says in the PROXY protocol before each connection (`gatewayTopology.proxyProtocol`). Connections without it are closed, and what it says is believed: nobody may
   * reach the gateway past the load balancer.
   */
  public static proxyProtocol(): ClientAddress {
    return new ClientAddress('forwarded', () => ({ proxyProtocol: {} }));
  }

  private constructor(
    /** @internal whether a connection's address is the client's, so that the Service must not replace it by a node's, or that of who forwards */
    public readonly _kind: 'connection' | 'forwarded',
    private readonly topology?: (scope: IConstruct) => { [field: string]: unknown },
  ) {}

  /** @internal `gatewayTopology` of the proxy's configuration */
  public _topology(scope: IConstruct): { [field: string]: unknown } | undefined {
    return this.topology?.(scope);
  }
}
