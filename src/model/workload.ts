import { Entity } from './entity';
import { KINDS } from './kinds';
import { annotationsOf, labelsOf } from './metadata';
import { Namespace } from './namespace';
import { Objects } from './objects';
import { Container, PodSpec } from './specs';
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
  const template = path.reduce<JsonObject>((json, field) => isObject(json[field]) ? json[field] : {}, object.manifest.json);
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
    inMesh: isInMesh(pod, labels, annotations, namespace),
  };
}

/** As Istio's webhooks choose pods, and then decide. */
function isInMesh(pod: PodSpec, labels: Workload['labels'], annotations: Workload['annotations'], namespace: Namespace | undefined): boolean | undefined {
  if (containersOf(pod).some(({ name }) => name === 'istio-proxy')) {
    return true;
  }
  if (pod.hostNetwork) {
    return false;
  }
  // Who declines a proxy is not out of ambient mode by that.
  const mode = labels['istio.io/dataplane-mode'];
  if (mode === 'ambient' || (namespace?.ambient && mode !== 'none')) {
    return true;
  }
  const label = labels['sidecar.istio.io/inject'];
  if (label === 'false' || (label === undefined && annotations['sidecar.istio.io/inject'] === 'false')) {
    return false;
  }
  if (namespace?.injected) {
    return true;
  }
  // A namespace that says no is not overruled.
  const open = namespace?.labels['istio-injection'] === undefined;
  return open && (label === 'true' || labels['istio.io/rev'] !== undefined) ? true : namespace?.injected;
}

/** Containers of a pod, those that start before the others too. */
export function containersOf({ containers = [], initContainers = [] }: PodSpec): readonly Container[] {
  return [...containers, ...initContainers];
}
