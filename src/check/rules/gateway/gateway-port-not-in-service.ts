import { Entity, qualifiedName } from '../../../model/entity';
import { gatewaysChosenBy } from '../../../model/gateway-pods';
import { containersOf } from '../../../model/injection';
import { ServiceSpec } from '../../../model/kubernetes-specs';
import { Mesh } from '../../../model/mesh';
import { containerPortOf, Workload } from '../../../model/workload';
import { hostsOfWorkload } from '../../../model/workload-ports';
import { Rule } from '../../rule';

export const gatewayPortNotInService: Rule = {
  id: 'gateway-port-not-in-service',
  severity: 'warning',
  title: 'a Gateway opens a port that the Service of the gateway does not have',
  why: 'The proxy listens there, but what comes through the Service, and so through its load balancer, cannot reach the port: connections are '
    + 'refused or time out. '
    + 'A server may name a port of the Service or the port of the pods behind it.',
  fix: 'add the port to the Service of the gateway, or use a port that it has',
  codes: ['IST0162'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shop, namespace: edge }
spec:
  selector: { istio: ingress }
  servers:
    - port: { number: 8443, name: http, protocol: HTTP }
      hosts: [shop.example.com]
---
apiVersion: v1
kind: Service
metadata: { name: ingress, namespace: edge }
spec:
  type: LoadBalancer
  selector: { istio: ingress }
  ports:
    - { name: http2, port: 80, targetPort: 80 }
---
apiVersion: v1
kind: Pod
metadata:
  name: ingress
  namespace: edge
  labels: { istio: ingress, sidecar.istio.io/inject: "true" }
  annotations: { inject.istio.io/templates: gateway }
spec:
  containers:
    - { name: istio-proxy, image: auto }
`,
  mend: { 'number: 8443': 'number: 80' },

  check(mesh, report) {
    // Gateways with the same selector have the same list of workloads.
    const known = new Map<readonly Workload[], Offer | undefined>();
    for (const { manifest, spec: { selector, servers = [] } } of mesh.gateways) {
      const workloads = Object.keys(selector ?? {}).length === 0 ? [] : gatewaysChosenBy(mesh, selector);
      const offer = known.has(workloads) ? known.get(workloads) : offerOf(mesh, workloads);
      known.set(workloads, offer);
      servers.forEach(({ port }, at) => {
        if (offer && port?.number && !offer.ports.has(port.number)) {
          report(manifest, ['spec', 'servers', at, 'port', 'number'],
            `opens port ${port.number}, which Service '${qualifiedName(offer.services[0])}' of the gateway does not have; it has ${offer.text}`,
            { others: offer.services.map(service => service.manifest) });
        }
      });
    }
  },
};

/** What the Services of gateways have. */
interface Offer {
  readonly services: readonly Entity<ServiceSpec>[];
  /** Ports of Services and of pods. */
  readonly ports: ReadonlySet<number>;
  /** The Services' own ports in words. */
  readonly text: string;
}

/** What the Services of gateways have; nothing where that is not known. */
function offerOf(mesh: Mesh, workloads: readonly Workload[]): Offer | undefined {
  const services = new Set<Entity<ServiceSpec>>();
  const numbers = new Set<number>();
  const targets = new Set<number>();
  for (const workload of workloads) {
    for (const { service, ports } of hostsOfWorkload(mesh, workload)) {
      for (const { number, targetPort, protocol } of service ? ports : []) {
        const target = containerPortOf(workload, targetPort);
        // A name that no container has may be of one that is added later.
        if (protocol !== 'UDP' && target === undefined) {
          return undefined;
        }
        if (protocol !== 'UDP') {
          numbers.add(number);
          targets.add(target!);
        }
      }
      if (service) {
        services.add(service);
      }
    }
  }
  return services.size === 0 || workloads.some(listensOnNode) ? undefined
    : { services: [...services], ports: new Set([...numbers, ...targets]), text: [...numbers].join(', ') || 'none' };
}

function listensOnNode({ pod }: Workload): boolean {
  return pod.hostNetwork === true || containersOf(pod).flatMap(({ ports = [] }) => ports).some(({ hostPort }) => hostPort !== undefined);
}
