import { execa } from 'execa';

/** The control plane's address on the bridge, and the pods' default route. */
export const GATEWAY = '10.244.0.1';
export const SERVICE_RANGE = '10.96.0.0/16';
export const DNS_ADDRESS = '10.96.0.10';
const BRIDGE = 'lab0';
export const POD_RANGE = '10.244.0.0/16';

/** Runs shell lines in the lab's own network namespace; each must succeed. */
export async function sh(script: string, env?: NodeJS.ProcessEnv): Promise<string> {
  const { stdout } = await execa('sh', ['-ec', script], { env });
  return stdout;
}

/** The bridge that joins pods and control plane. A fixed address: otherwise it changes with the ports and pods lose the way. */
export async function createBridge(): Promise<void> {
  await sh(`
    mkdir -p /run/netns
    ip link set lo up
    ip link add ${BRIDGE} address 02:00:00:00:00:01 type bridge
    ip addr add ${GATEWAY}/16 dev ${BRIDGE}
    ip link set ${BRIDGE} up
    sysctl -qw net.ipv4.ip_forward=1 net.ipv4.conf.all.send_redirects=0 net.ipv4.conf.${BRIDGE}.send_redirects=0
  `);
}

let networks = 0;

export interface PodNetwork {
  readonly namespace: string;
  readonly ip: string;
}

/**
 * A network namespace with an address of its own. All it sends goes through the node, neighbours too, so that kube-proxy's
 * rules see both directions of a connection.
 */
export async function createPodNetwork(): Promise<PodNetwork> {
  networks++;
  const namespace = `pod${networks}`;
  const ip = `10.244.${1 + Math.floor(networks / 250)}.${(networks % 250) + 2}`;
  await sh(`
    ip netns add ${namespace}
    ip link add veth${networks} type veth peer name eth0 netns ${namespace}
    ip link set veth${networks} master ${BRIDGE} up
    ip -n ${namespace} link set lo up
    ip -n ${namespace} addr add ${ip}/32 dev eth0
    ip -n ${namespace} link set eth0 up
    ip -n ${namespace} route add ${GATEWAY} dev eth0
    ip -n ${namespace} route add default via ${GATEWAY}
  `);
  return { namespace, ip };
}

/** The option by which `nsenter` runs a program in such a network. A site's is given by its path. */
export function into(network: Pick<PodNetwork, 'namespace'>): string {
  return `--net=${network.namespace.startsWith('/') ? '' : '/run/netns/'}${network.namespace}`;
}

export async function deletePodNetwork(network: PodNetwork): Promise<void> {
  await execa('ip', ['netns', 'del', network.namespace], { reject: false });
}

/** The endpoints to which kube-proxy leads a Service's address, as far as its rules are written. */
export async function endpointsInRules(namespace: string, service: string): Promise<string[]> {
  const rules = await sh('iptables-save -t nat');
  const found = [...rules.matchAll(/--comment "(\S+?)\/([^\s:]+)(?::\S+)? -> ([0-9.]+):\d+"/g)].filter(([, space, name]) => space === namespace && name === service);
  return [...new Set(found.map(([, , , address]) => address))].sort();
}
