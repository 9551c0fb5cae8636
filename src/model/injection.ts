import { Namespace } from './namespace';
import { Workload } from './workload';

/** The label of pods, and once the annotation, that asks for a proxy or declines it. */
export const INJECT = 'sidecar.istio.io/inject';
/** The label of namespaces that asks for proxies. */
export const INJECTION = 'istio-injection';
/** The label that says how ambient a namespace or a pod is. */
export const DATAPLANE_MODE = 'istio.io/dataplane-mode';
const REVISION = 'istio.io/rev';

/** Namespaces of Kubernetes itself, in which nothing is injected. */
const LEFT_OUT = new Set(['kube-system', 'kube-public', 'kube-node-lease', 'local-path-storage']);

/** Whether Istio's webhook gives the pods of a workload a proxy, whatever containers they have; undefined where that is not known. */
export function isInjected({ pod, labels, annotations, namespace: name }: Workload, namespace: Namespace | undefined): boolean | undefined {
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

/** Whether a workload brings its proxy with it: a gateway, or one that was injected by hand. */
export function bringsProxy({ pod: { containers = [], initContainers = [] } }: Workload): boolean {
  return [...containers, ...initContainers].some(({ name }) => name === 'istio-proxy');
}
