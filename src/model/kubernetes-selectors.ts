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
  return mesh.once('selectors of Kubernetes', () => {
    const found: PlacedSelector[] = [];
    // Those by which a ClusterRole is made of others.
    mesh.objects.of(CLUSTER_ROLE).forEach(({ manifest }) => collect(manifest.json.aggregationRule, ['aggregationRule'], false, manifest, found));
    for (const kind of KINDS_WITH_SELECTORS) {
      for (const { manifest, spec } of mesh.objects.of<JsonObject>(kind)) {
        if (kind !== KINDS.service) {
          collect(spec, ['spec'], false, manifest, found);
        } else if (isObject(spec.selector)) {
          found.push({ manifest, path: OF_SERVICE, labels: spec.selector, ofNodes: false });
        }
      }
    }
    return found;
  });
}

const CLUSTER_ROLE = 'rbac.authorization.k8s.io/ClusterRole';
const OF_SERVICE: FieldPath = ['spec', 'selector'];

/** Adds the selectors in what stands at a path, which is the same list all the way down. */
function collect(value: unknown, path: (string | number)[], ofNodes: boolean, manifest: Manifest, found: PlacedSelector[]): void {
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at++) {
      path.push(at);
      collect(value[at], path, ofNodes, manifest, found);
      path.pop();
    }
  } else if (isObject(value)) {
    for (const field in value) {
      const inner = value[field];
      // Containers have no selectors.
      if (typeof inner !== 'object' || field === 'containers' || field === 'initContainers') {
        continue;
      }
      path.push(field);
      if (field === 'matchLabels' || field === 'nodeSelector') {
        if (isObject(inner)) {
          found.push({ manifest, path: [...path], labels: inner, ofNodes });
        }
      } else if (field === 'matchExpressions') {
        if (Array.isArray(inner)) {
          found.push({ manifest, path: [...path], expressions: inner, ofNodes });
        }
      } else {
        collect(inner, path, ofNodes || field === 'nodeSelectorTerms' || field === 'preference', manifest, found);
      }
      path.pop();
    }
  }
}
