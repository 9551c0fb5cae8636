import { Json } from '../core/mesh-object';

/**
 * How a caller's proxy chooses among the pods of a service (`DestinationRule.trafficPolicy.loadBalancer`).
 */
export class LoadBalancing {
  /**
   * Of two pods chosen at random the one with fewer requests under way (`simple: LEAST_REQUEST`). Istio's default.
   */
  public static leastRequest(): LoadBalancing {
    return new LoadBalancing({ simple: 'LEAST_REQUEST' });
  }

  /**
   * Each pod in turn (`simple: ROUND_ROBIN`). Usually worse than least request.
   */
  public static roundRobin(): LoadBalancing {
    return new LoadBalancing({ simple: 'ROUND_ROBIN' });
  }

  /**
   * A pod at random (`simple: RANDOM`).
   */
  public static random(): LoadBalancing {
    return new LoadBalancing({ simple: 'RANDOM' });
  }

  private constructor(private readonly loadBalancer: Json) {}

  /** @internal */
  public _toJson(): Json {
    return this.loadBalancer;
  }
}
