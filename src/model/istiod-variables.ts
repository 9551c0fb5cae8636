import { Mesh } from './mesh';
import { labelsOf } from './metadata';

/** What the Deployments of istiod, as far as they were given, set an environment variable to. */
export function istiodVariable(mesh: Mesh, variable: string): readonly string[] {
  return mesh.once(`istiod's ${variable}`, () => mesh.workloads
    .filter(({ kind, object }) => kind === 'Deployment' && labelsOf(object.manifest.json).app === 'istiod')
    .flatMap(({ pod: { containers = [] } }) => containers)
    .flatMap(({ env = [] }) => env.flatMap(({ name, value }) => name === variable && value !== undefined ? value : [])));
}
