import { Construct } from 'constructs';
import { fail } from '../core/errors';
import { Json, MeshObject } from '../core/mesh-object';
import { checkAtLeast } from '../core/values';

/**
 * How many pods of a version run, by their load (HorizontalPodAutoscaler).
 */
export interface Autoscaling {
  /**
   * The least number of pods.
   *
   * @default 2
   */
  readonly minReplicas?: number;

  /**
   * The largest number of pods.
   */
  readonly maxReplicas: number;

  /**
   * The average use of CPU to keep, in percent of what the containers request. The proxy's share counts too.
   *
   * @default 70
   */
  readonly cpuUtilization?: number;
}

/** The smallest size that autoscaling allows, checked. */
export function minReplicasOf(scope: Construct, autoscaling: Autoscaling): number {
  const min = checkAtLeast(scope, 'autoscaling.minReplicas', autoscaling.minReplicas ?? 2, 1);
  const max = checkAtLeast(scope, 'autoscaling.maxReplicas', autoscaling.maxReplicas, 1);
  if (max < min) {
    fail(scope, `autoscaling.maxReplicas ${max} is below minReplicas ${min}: raise it to at least ${min}`);
  }
  return min;
}

/** Writes the HorizontalPodAutoscaler of a Deployment. */
export function addAutoscaler(scope: Construct, deployment: { name: string; namespace: string; labels: Json }, autoscaling: Autoscaling): void {
  new MeshObject(scope, 'Autoscaler', {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    name: deployment.name,
    namespace: deployment.namespace,
    labels: deployment.labels,
    fields: {
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: deployment.name },
        minReplicas: minReplicasOf(scope, autoscaling),
        maxReplicas: autoscaling.maxReplicas,
        metrics: [{
          type: 'Resource',
          resource: {
            name: 'cpu',
            target: { type: 'Utilization', averageUtilization: checkAtLeast(scope, 'autoscaling.cpuUtilization', autoscaling.cpuUtilization ?? 70, 1) },
          },
        }],
      },
    },
  });
}
