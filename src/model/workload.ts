import { Entity } from './entity';
import { containersOf, isInMesh } from './injection';
import { KINDS } from './kinds';
import { Container, PodSpec } from './kubernetes-specs';
import { annotationsOf, labelsOf } from './metadata';
import { Namespace } from './namespace';
import { Objects } from './objects';
import { FieldPath } from '../manifests/locate';
import { isObject, JsonObject } from '../manifests/manifest';

/** What runs: the pods of a Deployment or the like, or one pod. */
export interface Workload {
  readonly object: Entity<JsonObject>;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  /** Labels of the pods. */
  readonly labels: { readonly [name: string]: string };
  /** Annotations of the pods. */
  readonly annotations: { readonly [name: string]: string };
  readonly serviceAccount: string;
  readonly pod: PodSpec;
  /** Where in the object the pods are described. */
  readonly podPath: FieldPath;
  /** How many pods there are; undefined where that is not said. */
  readonly replicas?: number;
  /** Whether the pods are in the mesh; undefined where that is not known. */
  readonly inMesh?: boolean;
}

/** Kinds that make pods, and where they describe them. */
const TEMPLATES: readonly { readonly kind: string; readonly path: readonly string[] }[] = [
  { kind: KINDS.pod, path: [] },
  { kind: KINDS.deployment, path: ['spec', 'template'] },
  { kind: KINDS.statefulSet, path: ['spec', 'template'] },
  { kind: KINDS.daemonSet, path: ['spec', 'template'] },
  { kind: KINDS.replicaSet, path: ['spec', 'template'] },
  { kind: KINDS.job, path: ['spec', 'template'] },
  { kind: KINDS.cronJob, path: ['spec', 'jobTemplate', 'spec', 'template'] },
];

/** Whether objects of a kind make pods. */
export function makesPods(kind: string): boolean {
  return TEMPLATES.some(template => template.kind === kind);
}

/** All workloads of the objects. */
export function workloadsOf(objects: Objects, namespaceOf: (name: string) => Namespace | undefined): readonly Workload[] {
  return TEMPLATES.flatMap(({ kind, path }) => objects.of<JsonObject>(kind).map(object => workloadOf(object, path, namespaceOf(object.namespace))));
}

function workloadOf(object: Entity<JsonObject>, path: readonly string[], namespace: Namespace | undefined): Workload {
  let template = object.manifest.json;
  for (const field of path) {
    const inner = template[field];
    template = isObject(inner) ? inner : {};
  }
  const pod = (template.spec ?? {}) as PodSpec;
  const labels = labelsOf(template);
  const annotations = annotationsOf(template);
  const { replicas } = object.spec;
  return {
    object,
    kind: object.manifest.kind,
    name: object.name,
    namespace: object.namespace,
    labels,
    annotations,
    serviceAccount: pod.serviceAccountName ?? 'default',
    pod,
    podPath: path,
    replicas: path.length === 2 && typeof replicas === 'number' ? replicas : path.length === 0 ? 1 : undefined,
    inMesh: isInMesh({ namespace: object.namespace, labels, annotations, pod }, namespace),
  };
}

/** A container, and where it stands in its object. */
export interface PlacedContainer {
  readonly container: Container;
  readonly path: FieldPath;
}

/** The containers of a workload, then those that start before them. */
export function placedContainers({ pod, podPath }: Workload): readonly PlacedContainer[] {
  return (['containers', 'initContainers'] as const).flatMap(list => (pod[list] ?? []).map((container, at) => ({ container, path: [...podPath, 'spec', list, at] })));
}

/** The number of a port of a workload's pods that is said as a Service says it, by number or by name; undefined where no container names one so. */
export function containerPortOf({ pod }: Pick<Workload, 'pod'>, port: number | string): number | undefined {
  return typeof port === 'number' ? port : containersOf(pod).flatMap(({ ports = [] }) => ports).find(({ name }) => name === port)?.containerPort;
}
