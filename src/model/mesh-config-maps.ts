import { embeddedYaml } from './embedded-yaml';
import { KINDS } from './kinds';
import { Mesh } from './mesh';
import { fieldOf } from './mesh-config-shape';
import { FieldPath } from '../manifests/locate';
import { Manifest } from '../manifests/manifest';

/** A text of the mesh's configuration in a ConfigMap. */
export interface ConfigText {
  readonly manifest: Manifest;
  readonly path: FieldPath;
  /** What it says; undefined if it is empty or no YAML. */
  readonly value?: unknown;
  /** Why it is no YAML. */
  readonly problem?: string;
}

/** What the ConfigMaps of the control plane say of the mesh or of its networks: that of each revision. */
export function configTexts(mesh: Mesh, field: 'mesh' | 'meshNetworks'): readonly ConfigText[] {
  return mesh.once(`config maps: ${field}`, () => mesh.objects.of(KINDS.configMap).flatMap(({ manifest, name, namespace }) => {
    const text = namespace === mesh.rootNamespace && /^istio(-|$)/.test(name) ? fieldOf(manifest.json, 'data', field) : undefined;
    return typeof text === 'string' ? [{ manifest, path: ['data', field], ...embeddedYaml(text) }] : [];
  }));
}
