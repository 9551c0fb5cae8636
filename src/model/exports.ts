import { KINDS } from './kinds';
import { Mesh } from './mesh';
import { annotationsOf } from './metadata';
import { FieldPath } from '../manifests/locate';
import { Manifest } from '../manifests/manifest';

/** The namespaces to which an object says that it is exported. */
export interface Export {
  readonly manifest: Manifest;
  readonly namespace: string;
  readonly exportTo: readonly string[];
  /** Where each of them stands. */
  readonly pathOf: (at: number) => FieldPath;
}

const ANNOTATION = 'networking.istio.io/exportTo';
const NONE: readonly Export[] = [];
const KINDS_WITH_EXPORTS = [KINDS.virtualService, KINDS.destinationRule, KINDS.serviceEntry];

/** All objects that say where they are exported to. */
export function exportsOf(mesh: Mesh): readonly Export[] {
  return mesh.once('exports', () => [
    ...KINDS_WITH_EXPORTS.flatMap(kind => mesh.having<{ readonly exportTo?: readonly string[] }>(kind, 'exportTo'))
      .map(({ manifest, namespace, spec: { exportTo = [] } }) => ({ manifest, namespace, exportTo, pathOf: (at: number) => ['spec', 'exportTo', at] })),
    ...mesh.objects.of(KINDS.service).flatMap(({ manifest, namespace }) => {
      const exportTo = annotationsOf(manifest.json)[ANNOTATION]?.split(',').map(one => one.trim());
      return exportTo ? { manifest, namespace, exportTo, pathOf: () => ['metadata', 'annotations', ANNOTATION] } : NONE;
    }),
  ].filter(({ exportTo }) => exportTo.length > 0));
}
