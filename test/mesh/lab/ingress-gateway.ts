import type { Manifest } from './api.js';
import { profile } from './istioctl.js';

export const INGRESS_GATEWAY = 'istio-ingressgateway.istio-system.svc.cluster.local';

/** Istio's own ingress gateway as its default profile installs it, but for what scales and guards it. */
export async function ingressGateway(bin: string): Promise<Manifest[]> {
  return (await profile(bin, 'default')).filter(({ kind, metadata }) => metadata.name.startsWith('istio-ingressgateway') && !['HorizontalPodAutoscaler', 'PodDisruptionBudget'].includes(kind))
    .map(object => object.kind === 'Deployment' ? { ...object, spec: { ...object.spec, replicas: 1 } } : object);
}
