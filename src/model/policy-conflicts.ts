import { Entity } from './entity';
import { Mesh } from './mesh';
import { Workload } from './workload';
import { hasSelector, PolicySpec, selectorOf, targetsOf } from './workload-policies';

/** Two policies of one kind that are for the same workloads. */
export interface PolicyConflict<Spec> {
  /** The one that was given later. */
  readonly policy: Entity<Spec>;
  readonly other: Entity<Spec>;
  /** A workload that both select; undefined if both are for all of their namespace. */
  readonly workload?: Workload;
}

/** Policies of a kind of which two in a namespace have no selector, or select one workload. Each is told with the first one that it meets. */
export function conflictsOf<Spec extends PolicySpec>(mesh: Mesh, kind: string): readonly PolicyConflict<Spec>[] {
  const found: PolicyConflict<Spec>[] = [];
  const whole = new Map<string, Entity<Spec>>();
  const first = new Map<Workload, Entity<Spec>>();
  for (const policy of mesh.objects.of<Spec>(kind)) {
    if (targetsOf(policy).length > 0) {
      continue;
    }
    if (!hasSelector(policy)) {
      const other = whole.get(policy.namespace);
      if (other && other.name !== policy.name) {
        found.push({ policy, other });
      } else {
        whole.set(policy.namespace, policy);
      }
      continue;
    }
    const workloads = mesh.workloadsWith(policy.namespace, selectorOf(policy));
    const met = workloads.find(workload => first.has(workload) && first.get(workload)!.name !== policy.name);
    if (met) {
      found.push({ policy, other: first.get(met)!, workload: met });
    }
    workloads.filter(workload => !first.has(workload)).forEach(workload => first.set(workload, policy));
  }
  return found;
}
