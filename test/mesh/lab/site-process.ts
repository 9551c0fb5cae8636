// The first process of a site, a cluster with a network of its own (site.ts): starts the cluster and does what it is told.
import type { Manifest } from './api.js';
import { reconfigure, type ClusterIdentity } from './control-plane.js';
import { remoteSecret, type HelmValues } from './istioctl.js';
import { activeMeshConfig, type MeshConfig } from './mesh-config.js';
import { Mesh } from './mesh.js';
import { POD_RANGE, sh } from './network.js';
import { HOME } from './processes.js';

export interface SiteOptions extends ClusterIdentity {
  readonly name: string;
  /** The address by which other sites reach what the cluster's gateways let in. */
  readonly loadBalancer: string;
  /** The way to all other sites. */
  readonly gateway: string;
}

/** A pod of a site, as much as can be told of it. */
export interface SitePod {
  readonly name: string;
  /** The network namespace. */
  readonly network: string;
  readonly labels: Record<string, string>;
}

const [bin] = process.argv.slice(2);
let mesh: Mesh;
let options: SiteOptions;
let rejectedBefore = 0;

/** What a site can be told; arguments and answers travel as JSON. */
export const orders = {
  async start(given: SiteOptions): Promise<void> {
    options = given;
    // Pods go out under the node's address, and nothing from outside reaches theirs, which are those of the other sites' pods too.
    await sh(`
      mkdir -p ${HOME}
      ip addr add ${given.node}/24 dev uplink
      ip addr add ${given.loadBalancer}/24 dev uplink
      ip link set uplink up
      ip link set lo up
      ip route add default via ${given.gateway}
      iptables -t nat -A POSTROUTING -s ${POD_RANGE} -o uplink -j MASQUERADE
    `);
    mesh = await Mesh.start(bin, given);
    rejectedBefore = await mesh.istiod.rejected();
  },

  async apply(objects: Manifest[]): Promise<void> {
    await mesh.apply(objects);
    await Promise.all(objects.filter(({ kind, spec }) => kind === 'Service' && spec.type === 'LoadBalancer').map(balance));
    await mesh.istiod.quiet();
  },

  async delete(objects: Manifest[]): Promise<void> {
    await mesh.api.delete(...objects);
    await mesh.istiod.quiet();
  },

  async quiet(): Promise<void> {
    await mesh.istiod.quiet();
  },

  async reconfigure(values: HelmValues): Promise<void> {
    await reconfigure(mesh.api, bin, values);
    await mesh.istiod.quiet();
  },

  async meshConfig(): Promise<MeshConfig> {
    return await activeMeshConfig();
  },

  async remoteSecret(): Promise<Manifest> {
    return await remoteSecret(bin, options.name, `https://${options.node}:16443`);
  },

  async pods(labels: Record<string, string>, namespace: string): Promise<SitePod[]> {
    return mesh.pods(labels, namespace).map(pod => ({ name: pod.key.split('/')[1], network: pod.namespace, labels: pod.labels }));
  },

  async complaints(): Promise<string[]> {
    return [...await mesh.istiod.rejectionsSince(rejectedBefore), ...mesh.kubelet.errors.map(({ message }) => message)];
  },
};

/** What a cloud does for a Service of this type. */
async function balance({ metadata }: Manifest): Promise<void> {
  await mesh.api.core.patchNamespacedServiceStatus({
    name: metadata.name, namespace: metadata.namespace!, body: [{ op: 'add', path: '/status/loadBalancer', value: { ingress: [{ ip: options.loadBalancer }] } }],
  });
}

process.on('message', ({ id, order, args }: { id: number; order: keyof typeof orders; args: never[] }) => {
  (orders[order] as (...all: never[]) => Promise<unknown>)(...args).then(
    answer => process.send!({ id, answer }),
    error => process.send!({ id, error: error instanceof Error ? error.message : String(error) }),
  );
});
process.on('disconnect', () => process.exit());
process.send!({ ready: true });
