import { Json } from '../core/mesh-object';

/** From the widest to the narrowest; a pod counts only beside pods of its own ReplicaSet, so that rollouts do not skew. */
const TOPOLOGIES = ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'];

/**
 * How the pods of a version are spread over zones and nodes (`topologySpreadConstraints`).
 */
export class TopologySpread {
  /**
   * Evenly where possible; pods start all the same where it is not (`whenUnsatisfiable: ScheduleAnyway`).
   */
  public static preferred(): TopologySpread {
    return new TopologySpread('ScheduleAnyway');
  }

  /**
   * Evenly, or pods do not start (`whenUnsatisfiable: DoNotSchedule`).
   */
  public static required(): TopologySpread {
    return new TopologySpread('DoNotSchedule');
  }

  /**
   * As the scheduler likes.
   */
  public static none(): TopologySpread {
    return new TopologySpread(undefined);
  }

  private constructor(private readonly whenUnsatisfiable: string | undefined) {}

  /** @internal */
  public _constraints(matchLabels: Json): Json[] | undefined {
    return this.whenUnsatisfiable === undefined ? undefined : TOPOLOGIES.map(topologyKey => ({
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable: this.whenUnsatisfiable,
      labelSelector: { matchLabels },
      matchLabelKeys: ['pod-template-hash'],
    }));
  }
}
