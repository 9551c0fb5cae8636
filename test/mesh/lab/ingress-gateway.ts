import { execa } from 'execa';
import type { Manifest } from './api.js';
import { parse } from './control-plane.js';

export const INGRESS_GATEWAY = 'istio-ingressgateway.istio-system.svc.cluster.local';

/** Istio's own ingress gateway as its default profile installs it, but for what scales and guards it. */
export async function ingressGateway(bin: string): Promise<Manifest[]> {
  const { stdout } = await execa(`${bin}/istioctl`, ['manifest', 'generate', '--set', 'profile=default']);
  return parse(stdout).filter(({ kind, metadata }) => metadata.name.startsWith('istio-ingressgateway') && !['HorizontalPodAutoscaler', 'PodDisruptionBudget'].includes(kind))
    .map(object => object.kind === 'Deployment' ? { ...object, spec: { ...object.spec, replicas: 1 } } : object);
}
