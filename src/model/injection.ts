import { Container, PodSpec } from './kubernetes-specs';
import { DATAPLANE_MODE, Namespace } from './namespace';

/** The label of pods, and once the annotation, that asks for a proxy or declines it. */
export const INJECT = 'sidecar.istio.io/inject';
/** The label of namespaces that asks for proxies. */
export const INJECTION = 'istio-injection';
/** The label that names the control plane. */
export const REVISION = 'istio.io/rev';

/** Namespaces of Kubernetes itself, in which nothing is injected. */
const LEFT_OUT = new Set(['kube-system', 'kube-public', 'kube-node-lease', 'local-path-storage']);

/** What the webhook sees of pods. */
interface Pods {
  readonly namespace: string;
  readonly labels: { readonly [name: string]: string };
  readonly annotations: { readonly [name: string]: string };
  readonly pod: PodSpec;
}

/** Whether Istio's webhook gives pods a proxy, whatever containers they have; undefined where that is not known. */
export function isInjected({ pod, labels, annotations, namespace: name }: Pods, namespace: Namespace | undefined): boolean | undefined {
  const { [INJECT]: label } = labels;
  if (pod.hostNetwork || LEFT_OUT.has(name) || label === 'false' || (label === undefined && annotations[INJECT] === 'false')) {
    return false;
  }
  const asked = label === 'true' || labels[REVISION] !== undefined;
  if (namespace?.object === undefined) {
    return asked ? true : undefined;
  }
  // What is named by hand is not overruled by a pod.
  return namespace.injected || (namespace.labels[INJECTION] === undefined && asked);
}

/** Whether pods bring their proxy with them: a gateway's, or such as were injected by hand. */
export function bringsProxy({ pod }: Pick<Pods, 'pod'>): boolean {
  return containersOf(pod).some(({ name }) => name === 'istio-proxy');
}

/** Whether pods are in the mesh: with a proxy of their own, or by their node's; undefined where that is not known. */
export function isInMesh(pods: Pods, namespace: Namespace | undefined): boolean | undefined {
  if (bringsProxy(pods)) {
    return true;
  }
  if (pods.pod.hostNetwork) {
    return false;
  }
  // Who declines a proxy is not out of ambient mode by that.
  const mode = pods.labels[DATAPLANE_MODE];
  return mode === 'ambient' || (namespace?.ambient && mode !== 'none') || isInjected(pods, namespace);
}

/** Containers of a pod, those that start before the others too. */
export function containersOf({ containers = NONE, initContainers = NONE }: PodSpec): readonly Container[] {
  return initContainers.length === 0 ? containers : [...containers, ...initContainers];
}

const NONE: readonly Container[] = [];
