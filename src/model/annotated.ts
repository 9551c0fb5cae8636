import { KINDS, kindKey } from './kinds';
import { Mesh } from './mesh';
import { annotationsOf, NO_TEXTS } from './metadata';
import { makesPods, Workload } from './workload';
import { FieldPath } from '../manifests/locate';
import { Manifest } from '../manifests/manifest';

/** Istio's annotations of an object, or of the pods that it makes. */
export interface Annotated {
  readonly manifest: Manifest;
  /** Of the annotations. */
  readonly path: FieldPath;
  /** The kind that carries them: 'Pod' for what is in a template. */
  readonly kind: string;
  /** Whether the object was made by another one, which may have handed down its annotations. */
  readonly derived: boolean;
  readonly annotations: readonly (readonly [name: string, value: string])[];
  /** The workload whose pods carry them, or whose object itself does. */
  readonly workload?: Workload;
}

/** All of Istio's annotations in a mesh. */
export function annotated(mesh: Mesh): readonly Annotated[] {
  return mesh.once('annotated', () => {
    const annotating = mesh.workloads.filter(({ annotations }) => annotations !== NO_TEXTS);
    const workloads = new Map(annotating.map(workload => [workload.object.manifest, workload]));
    const carrying = new Set(mesh.objects.carrying(isRead));
    // With one of them alone there is no need to look for their order.
    const all = workloads.size === 0 ? [...carrying] : mesh.objects.all.filter(manifest => carrying.has(manifest) || workloads.has(manifest));
    return all.flatMap(manifest => {
      const workload = workloads.get(manifest) ?? workloadOf(mesh, manifest);
      const isTemplate = workload && workload.podPath.length > 0;
      const derived = kindKey(manifest.apiVersion, manifest.kind) === KINDS.replicaSet;
      return [
        ...found(manifest, ['metadata', 'annotations'], manifest.kind, derived, annotationsOf(manifest.json), workload),
        ...isTemplate ? found(manifest, [...workload.podPath, 'metadata', 'annotations'], 'Pod', derived, workload.annotations, workload) : [],
      ];
    });
  });
}

function workloadOf(mesh: Mesh, manifest: Manifest): Workload | undefined {
  return mesh.once('workloads by objects', () => new Map(mesh.workloads.map(workload => [workload.object.manifest, workload]))).get(manifest);
}

/** Whether annotations of an object of this kind stay with it, so that those for pods are lost on it. */
export function keepsAnnotations({ apiVersion, kind }: Manifest): boolean {
  const key = kindKey(apiVersion, kind);
  return key === KINDS.namespace || key === KINDS.service || key === KINDS.ingress || (makesPods(key) && key !== KINDS.replicaSet);
}

/** By which an Ingress is Istio's. */
const INGRESS_CLASS = 'kubernetes.io/ingress.class';

/** Whether a name is one of Istio's own annotations, or the one of Kubernetes that may mean Istio. */
function isRead(name: string): boolean {
  return name === INGRESS_CLASS || /^([\w.-]+\.)?istio\.io\//.test(name);
}

function found(manifest: Manifest, path: FieldPath, kind: string, derived: boolean, annotations: Workload['annotations'], workload?: Workload): Annotated[] {
  const ofIstio = Object.entries(annotations).filter(([name, value]) => isRead(name) && (name !== INGRESS_CLASS || value === 'istio'));
  return ofIstio.length === 0 ? [] : [{ manifest, path, kind, derived, annotations: ofIstio, workload }];
}
