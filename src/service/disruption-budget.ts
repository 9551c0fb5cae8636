import { Construct } from 'constructs';
import { fail } from '../core/errors';
import { Json, MeshObject } from '../core/mesh-object';
import { checkAtLeast } from '../core/values';

/**
 * How many pods may be away while nodes are drained (PodDisruptionBudget).
 */
export class DisruptionBudget {
  /**
   * At most so many pods may be away (`maxUnavailable`).
   *
   * @param pods a whole number of at least 1
   */
  public static maxUnavailable(pods: number): DisruptionBudget {
    return new DisruptionBudget('maxUnavailable', pods);
  }

  /**
   * At least so many pods must stay (`minAvailable`).
   *
   * @param pods a whole number of at least 1, below the number of replicas
   */
  public static minAvailable(pods: number): DisruptionBudget {
    return new DisruptionBudget('minAvailable', pods);
  }

  /**
   * No budget: a drained node may take all pods at once.
   */
  public static none(): DisruptionBudget {
    return new DisruptionBudget('none', 0);
  }

  private constructor(private readonly bound: 'maxUnavailable' | 'minAvailable' | 'none', private readonly pods: number) {}

  /** @internal writes the budget of a Deployment */
  public _apply(scope: Construct, deployment: { name: string; namespace: string; labels: Json; matchLabels: Json; replicas: number }): void {
    if (this.bound === 'none') {
      return;
    }
    checkAtLeast(scope, `disruptionBudget.${this.bound}`, this.pods, 1);
    if (this.bound === 'minAvailable' && this.pods >= deployment.replicas) {
      fail(scope, `disruptionBudget.minAvailable ${this.pods} with ${deployment.replicas} replicas lets no node be drained: keep it below the number of replicas`);
    }
    new MeshObject(scope, 'DisruptionBudget', {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      name: deployment.name,
      namespace: deployment.namespace,
      labels: deployment.labels,
      fields: { spec: { [this.bound]: this.pods, selector: { matchLabels: deployment.matchLabels } } },
    });
  }
}
