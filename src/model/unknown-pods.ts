import { KINDS } from './kinds';
import { Mesh } from './mesh';

/** Groups whose kinds make no pods but those that the model knows. */
const KNOWN_GROUPS = /(^|\.)(k8s\.io|istio\.io|cert-manager\.io|external-secrets\.io|kiali\.io)$/;

/**
 * Whether pods may be in a namespace that the model does not see: those that a Gateway of the Gateway API, an operator or a kind of someone else makes.
 */
export function mayHoldUnknownPods(mesh: Mesh, namespace: string): boolean {
  return mesh.once('namespaces with unknown pods', () => new Set([
    ...mesh.partlyGiven,
    ...mesh.objects.of(KINDS.k8sGateway).map(gateway => gateway.namespace),
    ...mesh.objects.kinds.filter(kind => isForeign(kind)).flatMap(kind => mesh.objects.of(kind).map(object => object.namespace)),
  ])).has(namespace);
}

function isForeign(kind: string): boolean {
  const [group, name] = kind.split('/');
  return name === undefined ? group === 'ReplicationController' : group.includes('.') && !KNOWN_GROUPS.test(group);
}

