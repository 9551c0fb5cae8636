import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Manifest } from './api.js';
import { HOME } from './processes.js';
import { until } from './wait.js';

/** istiod reads it anew when it changes. */
export const MESH_CONFIG_FILE = join(HOME, 'mesh.yaml');
const ACTIVE = 'http://127.0.0.1:18080/debug/mesh';

/** Configuration of a mesh, in Istio's words (`MeshConfig`). */
export interface MeshConfig {
  readonly extensionProviders?: readonly Provider[];
  readonly defaultConfig?: object;
  readonly [field: string]: unknown;
}

/** A provider as MeshConfig has it. */
export interface Provider {
  readonly name: string;
}

/** Upstream Envoy lacks Istio's own filters; its own statistics take the place of Istio's metrics. */
const OWN = { accessLogFile: '/dev/null', defaultProviders: { metrics: [], accessLogging: [], tracing: [] }, enablePrometheusMerge: false };
const OWN_DEFAULTS = { discoveryAddress: 'istiod.istio-system.svc:15012', concurrency: 1 };

/** Writes the configuration of the mesh: what it was installed with, and the lab's own. */
export async function writeMeshConfig(installed: MeshConfig = { trustDomain: 'cluster.local' }): Promise<void> {
  const config = { ...installed, ...OWN, defaultConfig: { ...installed.defaultConfig, ...OWN_DEFAULTS } };
  // At once, since it is watched. JSON is YAML.
  await writeFile(`${MESH_CONFIG_FILE}.part`, JSON.stringify(config));
  await rename(`${MESH_CONFIG_FILE}.part`, MESH_CONFIG_FILE);
}

/** What Istio's installer makes of its values, among its manifests. */
export function installedMeshConfig(manifests: readonly Manifest[]): MeshConfig {
  return parse(manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'istio')!.data.mesh);
}

/** What istiod goes by. */
export async function activeMeshConfig(): Promise<MeshConfig> {
  return await (await fetch(ACTIVE)).json() as MeshConfig;
}

/** Declares providers of the running mesh, in place of those that were declared before. */
export async function declareProviders(providers: readonly Provider[]): Promise<void> {
  const known = await names();
  await writeMeshConfig({ trustDomain: 'cluster.local', extensionProviders: providers });
  const wanted = providers.map(({ name }) => name);
  const gone = known.filter(name => !wanted.includes(name) && !BUILT_IN.includes(name));
  await until('istiod has the providers', async () => {
    const now = await names();
    return wanted.every(name => now.includes(name)) && gone.every(name => !now.includes(name));
  });
}

const BUILT_IN = ['prometheus', 'stackdriver', 'envoy'];

async function names(): Promise<string[]> {
  return ((await activeMeshConfig()).extensionProviders ?? []).map(({ name }) => name);
}
