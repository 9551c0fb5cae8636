import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { Json, MeshObject } from '../core/mesh-object';
import { NetworkEndpoints, NetworkPort } from '../core/network-endpoints';

/** Who may connect to pods, and to what these may connect. */
export interface NetworkPolicyProps {
  readonly name: string;
  readonly namespace: string;
  readonly labels: { readonly [name: string]: string };
  /** Ranges of addresses that are the cluster's own. */
  readonly clusterAddressRanges: readonly string[];
  /** Who may connect, and to which of the pods' ports. Asked for at synth, as is the other. */
  readonly ingress: () => readonly NetworkEndpoints[];
  /** To what they may connect; to all when it answers nothing. */
  readonly egress: () => readonly NetworkEndpoints[] | undefined;
}

/** Writes a NetworkPolicy, which holds where the cluster's network enforces one (Calico, Cilium and others). */
export function writeNetworkPolicy(scope: Construct, id: string, props: NetworkPolicyProps): MeshObject {
  const { name, namespace, labels } = props;
  return new MeshObject(scope, id, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    name,
    namespace,
    fields: {
      spec: Lazy.any({
        produce: () => {
          const egress = props.egress();
          return {
            podSelector: { matchLabels: labels },
            policyTypes: egress ? ['Ingress', 'Egress'] : ['Ingress'],
            ingress: rules(props, 'from', props.ingress()),
            egress: egress && rules(props, 'to', egress),
          };
        },
      }),
    },
  });
}

/** One rule for all that have the same ports. */
function rules(props: NetworkPolicyProps, side: 'from' | 'to', endpoints: readonly NetworkEndpoints[]): Json[] {
  const byPorts = new Map<string, { ports: Json[] | undefined; peers: Map<string, Json> }>();
  for (const one of endpoints) {
    const ports = one.ports && portsJson(one.ports);
    const key = JSON.stringify(ports);
    const rule = byPorts.get(key) ?? { ports, peers: new Map() };
    byPorts.set(key, rule);
    peersOf(props, one).forEach(peer => rule.peers.set(JSON.stringify(peer), peer));
  }
  return [...byPorts.values()].map(({ ports, peers }) => ({ [side]: [...peers.values()], ports }));
}

function portsJson(ports: readonly NetworkPort[]): Json[] {
  const known = new Map(ports.map(({ port, udp }) => [`${port} ${udp}`, { port, protocol: udp ? 'UDP' : 'TCP' }]));
  return [...known.values()];
}

function peersOf({ namespace: here, clusterAddressRanges: own }: NetworkPolicyProps, { pods, addresses = [], anywhere }: NetworkEndpoints): Json[] {
  const blocks = addresses.map(cidr => ({ ipBlock: { cidr } }));
  const selected = pods ? [podsJson(here, pods)] : [];
  return [...selected, ...blocks, ...(anywhere ? [everywhere('0.0.0.0/0', own.filter(isIpv4)), everywhere('::/0', own.filter(range => !isIpv4(range)))] : [])];
}

function podsJson(here: string, { namespace, labels }: NonNullable<NetworkEndpoints['pods']>): Json {
  const podSelector = labels && { matchLabels: labels };
  if (namespace === here) {
    return { podSelector: podSelector ?? {} };
  }
  return { namespaceSelector: namespace === undefined ? {} : { matchLabels: { 'kubernetes.io/metadata.name': namespace } }, podSelector };
}

function everywhere(cidr: string, except: readonly string[]): Json {
  return { ipBlock: { cidr, except: except.length > 0 ? except : undefined } };
}

function isIpv4(range: string): boolean {
  return !range.includes(':');
}
