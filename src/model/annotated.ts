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
    const workloads = new Map<Manifest, Workload>();
    for (const workload of mesh.workloads) {
      const { manifest } = workload.object;
      if (saysAny(workload.annotations) || saysAny(annotationsOf(manifest.json))) {
        workloads.set(manifest, workload);
      }
    }
    const all: Annotated[] = [];
    for (const manifest of mesh.objects.all) {
      const own = annotationsOf(manifest.json);
      const workload = workloads.get(manifest);
      if (workload || saysAny(own)) {
        const isTemplate = workload && workload.podPath.length > 0;
        const derived = kindKey(manifest.apiVersion, manifest.kind) === KINDS.replicaSet;
        all.push(
          ...found(manifest, ['metadata', 'annotations'], manifest.kind, derived, own, workload),
          ...isTemplate ? found(manifest, [...workload.podPath, 'metadata', 'annotations'], 'Pod', derived, workload.annotations, workload) : [],
        );
      }
    }
    return all;
  });
}

function saysAny(annotations: Workload['annotations']): boolean {
  return annotations !== NO_TEXTS;
}

/** Whether annotations of an object of this kind stay with it, so that those for pods are lost on it. */
export function keepsAnnotations({ apiVersion, kind }: Manifest): boolean {
  const key = kindKey(apiVersion, kind);
  return key === KINDS.namespace || key === KINDS.service || key === KINDS.ingress || (makesPods(key) && key !== KINDS.replicaSet);
}

function found(manifest: Manifest, path: FieldPath, kind: string, derived: boolean, annotations: Workload['annotations'], workload?: Workload): Annotated[] {
  // Istio's own, and the one of Kubernetes by which an Ingress is Istio's.
  const ofIstio = Object.entries(annotations).filter(([name, value]) => /^([\w.-]+\.)?istio\.io\//.test(name) || (name === 'kubernetes.io/ingress.class' && value === 'istio'));
  return ofIstio.length === 0 ? [] : [{ manifest, path, kind, derived, annotations: ofIstio, workload }];
}
