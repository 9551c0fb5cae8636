import { KindKey, KINDS } from './kinds';
import { Mesh } from './mesh';
import { FieldPath } from '../manifests/locate';
import { isObject, JsonObject, Manifest } from '../manifests/manifest';

/** A selector that Kubernetes reads, and where it stands: labels that something must have, or expressions about them. */
export interface PlacedSelector {
  readonly manifest: Manifest;
  readonly path: FieldPath;
  readonly labels?: JsonObject;
  readonly expressions?: readonly unknown[];
  /** Whether nodes are chosen by it, for which there are more operators. */
  readonly ofNodes: boolean;
}

/** Kinds whose selectors the API server judges, and not a controller later. */
const KINDS_WITH_SELECTORS: readonly KindKey[] = [
  KINDS.service, KINDS.pod, KINDS.deployment, KINDS.statefulSet, KINDS.daemonSet, KINDS.replicaSet, KINDS.job, KINDS.cronJob,
  'PersistentVolumeClaim', 'policy/PodDisruptionBudget', 'networking.k8s.io/NetworkPolicy',
];

/** All selectors in Kubernetes' own objects. */
export function kubernetesSelectors(mesh: Mesh): readonly PlacedSelector[] {
  return mesh.once('selectors of Kubernetes', () => [...ofClusterRoles(mesh), ...KINDS_WITH_SELECTORS.flatMap(kind => mesh.objects.of<JsonObject>(kind).flatMap(({ manifest, spec }) => {
    const found: PlacedSelector[] = [];
    if (kind === KINDS.service) {
      add(found, manifest, ['spec', 'selector'], { labels: spec.selector });
    } else {
      collect(spec, ['spec'], manifest, found);
    }
    return found;
  }))]);
}

/** Those by which a ClusterRole is made of others. */
function ofClusterRoles(mesh: Mesh): readonly PlacedSelector[] {
  const found: PlacedSelector[] = [];
  mesh.objects.of('rbac.authorization.k8s.io/ClusterRole').forEach(({ manifest }) => collect(manifest.json.aggregationRule, ['aggregationRule'], manifest, found));
  return found;
}

function collect(value: unknown, path: FieldPath, manifest: Manifest, found: PlacedSelector[]): void {
  if (Array.isArray(value)) {
    value.forEach((item, at) => collect(item, [...path, at], manifest, found));
  } else if (isObject(value)) {
    for (const field in value) {
      const place = [...path, field];
      if (field === 'matchLabels' || field === 'nodeSelector') {
        add(found, manifest, place, { labels: value[field] });
      } else if (field === 'matchExpressions') {
        add(found, manifest, place, { expressions: value[field] });
      } else {
        collect(value[field], place, manifest, found);
      }
    }
  }
}

interface Selecting {
  readonly labels?: unknown;
  readonly expressions?: unknown;
}

function add(found: PlacedSelector[], manifest: Manifest, path: FieldPath, { labels, expressions }: Selecting): void {
  if (isObject(labels) || Array.isArray(expressions)) {
    found.push({
      manifest,
      path,
      ...isObject(labels) && { labels },
      ...Array.isArray(expressions) && { expressions },
      ofNodes: path.includes('nodeSelectorTerms') || path.includes('preference'),
    });
  }
}
