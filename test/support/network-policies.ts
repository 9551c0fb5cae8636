import { Manifest } from './schema';
import { inRange } from '../../src/core/addresses';

/** One end of a connection: a pod, an address outside of the cluster, or the node on which the other end runs. */
export type End = PodEnd | { readonly address: string } | 'its node';

export interface PodEnd {
  readonly namespace: string;
  readonly labels: { readonly [name: string]: string };
  readonly address?: string;
  /** The numbers of its ports by name. */
  readonly ports?: { readonly [name: string]: number };
}

type Json = { [key: string]: any };

/**
 * Whether the NetworkPolicies among some objects let a connection be, as Kubernetes defines it: a pod that a policy selects for a direction may do
 * there what one of its policies says, a pod that none selects may do all, both ends must agree, and a node always reaches its own pods.
 */
export function connects(objects: readonly Manifest[], from: End, to: End, port: number, protocol: 'TCP' | 'UDP' = 'TCP'): boolean {
  if (from === 'its node' || to === 'its node') {
    return true;
  }
  const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy').map(({ metadata, spec }) => ({ namespace: metadata.namespace!, spec: spec as Json }));
  const labelsOf = namespaceLabels(objects);
  const allowed = (pod: End, peer: End, direction: 'Ingress' | 'Egress') => {
    if (!isPod(pod)) {
      return true;
    }
    const [rulesOf, peersOf] = direction === 'Ingress' ? ['ingress', 'from'] : ['egress', 'to'];
    const selecting = policies.filter(({ namespace, spec }) =>
      namespace === pod.namespace && selects(spec.podSelector, pod.labels) && typesOf(spec).includes(direction));
    const lets = (namespace: string, rule: Json) => hasPort(rule.ports, to, port, protocol)
      && (!rule[peersOf]?.length || rule[peersOf].some((one: Json) => isPeer(one, namespace, peer, labelsOf)));
    return selecting.length === 0 || selecting.some(({ namespace, spec }) => (spec[rulesOf] ?? []).some((rule: Json) => lets(namespace, rule)));
  };
  return allowed(from, to, 'Egress') && allowed(to, from, 'Ingress');
}

function isPod(end: End): end is PodEnd {
  return typeof end === 'object' && 'namespace' in end;
}

function typesOf(spec: Json): string[] {
  return spec.policyTypes ?? ['Ingress', ...(spec.egress ? ['Egress'] : [])];
}

function hasPort(ports: Json[] | undefined, to: End, port: number, protocol: string): boolean {
  return !ports?.length || ports.some(one => (one.protocol ?? 'TCP') === protocol && (one.port === undefined
    || (typeof one.port === 'string' ? isPod(to) && to.ports?.[one.port] === port : one.port <= port && port <= (one.endPort ?? one.port))));
}

type Labels = { readonly [name: string]: string };

function isPeer({ ipBlock, namespaceSelector, podSelector }: Json, here: string, end: End, labelsOf: (namespace: string) => Labels): boolean {
  if (ipBlock) {
    const address = typeof end === 'object' ? end.address : undefined;
    return address !== undefined && inRange(address, ipBlock.cidr) && !(ipBlock.except ?? []).some((range: string) => inRange(address, range));
  }
  return isPod(end) && selects(podSelector ?? {}, end.labels)
    && (namespaceSelector ? selects(namespaceSelector, labelsOf(end.namespace)) : end.namespace === here);
}

function namespaceLabels(objects: readonly Manifest[]): (namespace: string) => { [name: string]: string } {
  return name => ({
    ...objects.find(({ kind, metadata }) => kind === 'Namespace' && metadata.name === name)?.metadata.labels,
    'kubernetes.io/metadata.name': name,
  });
}

function selects({ matchLabels = {}, matchExpressions = [] }: Json, labels: { readonly [name: string]: string }): boolean {
  return Object.entries(matchLabels).every(([name, value]) => labels[name] === value)
    && (matchExpressions as Json[]).every(({ key, operator, values = [] }) => ({
      In: values.includes(labels[key]),
      NotIn: !values.includes(labels[key]),
      Exists: key in labels,
      DoesNotExist: !(key in labels),
    } as { [operator: string]: boolean })[operator]);
}
