import { containersOf } from './injection';
import { Mesh } from './mesh';
import { Workload } from './workload';
import { LabelIndex } from '../core/label-index';

/** Labels of the pods that Istio itself makes for a Gateway of the Gateway API: they are in no manifest. */
const MADE_BY_ISTIO = ['gateway.networking.k8s.io/gateway-name', 'istio.io/gateway-name'];

/** Workloads that may be gateways, whose pods a selector chooses: in all namespaces, as Gateways choose; all of them without labels. */
export function gatewaysChosenBy(mesh: Mesh, selector: { readonly [name: string]: string } = {}): readonly Workload[] {
  return gatewayIndex(mesh).chosenBy(undefined, selector);
}

/** Workloads of a namespace that may be gateways. */
export function gatewaysIn(mesh: Mesh, namespace: string): readonly Workload[] {
  return gatewayIndex(mesh).chosenBy(namespace, {});
}

/** Whether pods may be of a gateway: the proxy is one of their own containers and no sidecar, or they ask for the template of gateways. */
export function mayBeGateway({ pod, annotations }: Workload): boolean {
  const proxy = containersOf(pod).find(({ name }) => name === 'istio-proxy') as { readonly args?: readonly string[] } | undefined;
  return proxy ? !proxy.args?.includes('sidecar') : annotations['inject.istio.io/templates']?.includes('gateway') ?? false;
}

/** Whether a selector means pods that Istio makes for a Gateway of the Gateway API. */
export function choosesMadePods(selector: { readonly [name: string]: string } = {}): boolean {
  return MADE_BY_ISTIO.some(label => selector[label] !== undefined);
}

function gatewayIndex(mesh: Mesh): LabelIndex<Workload> {
  return mesh.once('gateways by labels', () => {
    const index = new LabelIndex<Workload>();
    mesh.workloads.filter(mayBeGateway).forEach(workload => index.add(workload.namespace, workload.labels, workload));
    return index;
  });
}
