import { Construct } from 'constructs';
import { HashAlgorithm } from './hash-algorithm';
import { HashKey } from './hash-key';
import { ResolvedPort, trafficOf } from './port';
import { warmUpJson, WarmUpOptions } from './warm-up';
import { fail } from '../core/errors';
import { Json } from '../core/mesh-object';

/**
 * How a caller's proxy chooses among the pods of a service or a version (`trafficPolicy.loadBalancer` of the DestinationRule or the subset).
 */
export class LoadBalancing {
  /**
   * Of two pods chosen at random the one with fewer requests under way (`simple: LEAST_REQUEST`). Istio's default.
   *
   * @param options how new pods come into their share
   */
  public static leastRequest(options: WarmUpOptions = {}): LoadBalancing {
    return LoadBalancing.simple('LEAST_REQUEST', options);
  }

  /**
   * Each pod in turn (`simple: ROUND_ROBIN`). Usually worse than least request.
   *
   * @param options how new pods come into their share
   */
  public static roundRobin(options: WarmUpOptions = {}): LoadBalancing {
    return LoadBalancing.simple('ROUND_ROBIN', options);
  }

  /**
   * A pod at random (`simple: RANDOM`).
   */
  public static random(): LoadBalancing {
    return LoadBalancing.simple('RANDOM');
  }

  /**
   * Requests with the same key reach the same pod, as long as the pods stay what they are (`consistentHash`). When a pod comes or goes some keys move. It acts
   * within the version that a split has chosen: to keep a client with its version too, add the `sticky` of a CanaryRoute.
   *
   * @param key by what requests are told that belong together
   * @param algorithm how hashes are led to pods; `HashAlgorithm.ringHash()` when not given
   */
  public static consistentHash(key: HashKey, algorithm?: HashAlgorithm): LoadBalancing {
    return new LoadBalancing((scope, ports) => {
      if (key._ofRequests && !ports.some(({ protocol }) => trafficOf(protocol) === 'http')) {
        const spoken = ports.map(({ port, protocol }) => `${port} (${protocol})`).join(', ');
        fail(scope, `balances by ${key._name}, which only HTTP requests have, and no port speaks HTTP: ${spoken}; use HashKey.sourceAddress()`);
      }
      return { consistentHash: { ...key._toJson(scope), ...algorithm?._toJson(scope) } };
    });
  }

  private static simple(simple: string, { warmUp }: WarmUpOptions = {}): LoadBalancing {
    return new LoadBalancing(scope => ({ simple, warmup: warmUp && warmUpJson(scope, warmUp) }));
  }

  private constructor(private readonly json: (scope: Construct, ports: readonly ResolvedPort[]) => Json) {}

  /** @internal the fields of `loadBalancer`, for the pods behind these ports */
  public _toJson(scope: Construct, ports: readonly ResolvedPort[]): Json {
    return this.json(scope, ports);
  }
}
