import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HOME } from './processes.js';
import { until } from './wait.js';

/** istiod reads it anew when it changes. */
export const MESH_CONFIG_FILE = join(HOME, 'mesh.yaml');
const ACTIVE = 'http://127.0.0.1:18080/debug/mesh';

/** Upstream Envoy lacks Istio's own filters; its own statistics take the place of Istio's metrics. */
const MESH_CONFIG = `
accessLogFile: /dev/null
defaultProviders: { metrics: [], accessLogging: [], tracing: [] }
trustDomain: cluster.local
enablePrometheusMerge: false
defaultConfig:
  discoveryAddress: istiod.istio-system.svc:15012
  concurrency: 1
`;

/** A provider as MeshConfig has it. */
export interface Provider {
  readonly name: string;
}

/** Writes the configuration of the mesh, with what scenarios add to it: what `controlPlaneValues()` says of a mesh. */
export async function writeMeshConfig(extensionProviders: readonly Provider[] = []): Promise<void> {
  // At once, since it is watched. JSON is YAML.
  await writeFile(`${MESH_CONFIG_FILE}.part`, `${MESH_CONFIG}extensionProviders: ${JSON.stringify(extensionProviders)}\n`);
  await rename(`${MESH_CONFIG_FILE}.part`, MESH_CONFIG_FILE);
}

/** Declares providers of the running mesh, in place of those that were declared before. */
export async function declareProviders(providers: readonly Provider[]): Promise<void> {
  const known = await names();
  await writeMeshConfig(providers);
  const wanted = providers.map(({ name }) => name);
  const gone = known.filter(name => !wanted.includes(name) && !BUILT_IN.includes(name));
  await until('istiod has the providers', async () => {
    const now = await names();
    return wanted.every(name => now.includes(name)) && gone.every(name => !now.includes(name));
  });
}

const BUILT_IN = ['prometheus', 'stackdriver', 'envoy'];

async function names(): Promise<string[]> {
  const { extensionProviders = [] } = await (await fetch(ACTIVE)).json() as { extensionProviders?: Provider[] };
  return extensionProviders.map(({ name }) => name);
}
