import { Mesh } from './mesh';
import { labelsOf } from './metadata';
import { FieldPath } from '../manifests/locate';
import { Manifest } from '../manifests/manifest';

/** The labels of an object, or of the pods that it makes. */
export interface Labelled {
  readonly manifest: Manifest;
  /** Of the labels. */
  readonly path: FieldPath;
  readonly labels: { readonly [name: string]: string };
}

/** All labels in a mesh. */
export function labelled(mesh: Mesh): readonly Labelled[] {
  const own = mesh.objects.all.map(manifest => ({ manifest, path: ['metadata', 'labels'], labels: labelsOf(manifest.json) }));
  const ofPods = mesh.workloads.filter(({ podPath }) => podPath.length > 0)
    .map(({ object, podPath, labels }) => ({ manifest: object.manifest, path: [...podPath, 'metadata', 'labels'], labels }));
  return [...own, ...ofPods];
}
